"""Static files assembled from the source tree."""

from django.contrib.staticfiles.finders import BaseFinder


class BundleFinder(BaseFinder):
    """Finds the bundles; there are none yet."""

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False):
        return [] if find_all else None

    def list(self, ignore_patterns):
        return []
