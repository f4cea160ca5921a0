"""Who may do what with a hub's list of announcements."""

from subjects.permissions import HubScopedPermissionTester, is_site_editor


class IndexPermissionTester(HubScopedPermissionTester):
    """A hub's moderators write under the list; the list itself, to which a tab of the hub
    leads, is the site's."""

    def _is_fixed(self):
        return self.page.hub is not None and not is_site_editor(self.user)

    def can_delete(self, ignore_bulk=False):
        return super().can_delete(ignore_bulk) and not self._is_fixed()

    def can_unpublish(self):
        return super().can_unpublish() and not self._is_fixed()

    def can_move(self):
        return super().can_move() and not self._is_fixed()

    def can_move_to(self, destination):
        return super().can_move_to(destination) and not self._is_fixed()
