"""Puts the demo's texts, files and pictures into a site, a module for each feature.

Each function leaves alone what is there already, so loading twice changes nothing.
"""
