"""A scan goes with its entry, whoever deletes that: the person, or the end of her account."""

from django.db.models.signals import post_delete

from ..models import PortfolioEntry, User
from .scans import delete_scan, forget_kept_scans


def forget_scan(sender, instance, **kwargs):
    """The file of a deleted entry."""
    delete_scan(instance.scan)


def forget_form(sender, instance, **kwargs):
    """A scan kept for a form of a person who is deleted."""
    forget_kept_scans(instance)


def connect():
    post_delete.connect(forget_scan, sender=PortfolioEntry, dispatch_uid="portfolio_scan")
    post_delete.connect(forget_form, sender=User, dispatch_uid="portfolio_kept_scan")
