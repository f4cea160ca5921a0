from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")

    def ready(self):
        from wagtail.permissions import register_permission_policy

        from .models import SiteImage
        from .permissions import ImagePermissionPolicy

        policy = ImagePermissionPolicy(
            SiteImage, auth_model="wagtailimages.Image", owner_field_name="uploaded_by_user"
        )
        # Before or after Wagtail registers its own: that one is for the class and those below it.
        register_permission_policy(SiteImage, policy, exact_class=True)
