"""Signing in through other sites, where the operator has switched it on."""

from importlib import import_module

from csp.decorators import csp_update
from django.apps import apps
from django.urls import path

# Where a form of ours may lead: browsers ask the policy at each step of the way.
TARGETS = {
    "yandex": ["https://*.yandex.ru", "https://*.yandex.com"],
    "vk": ["https://*.vk.ru", "https://*.vk.com"],
}


def switched_on():
    """Sites in use."""
    return [
        name for name in TARGETS if apps.is_installed(f"allauth.socialaccount.providers.{name}")
    ]


def leads_to_providers(view):
    """Lets the forms of ``view`` lead to the sites in use; without them nothing changes."""
    targets = [target for name in switched_on() for target in TARGETS[name]]
    return csp_update({"form-action": targets})(view) if targets else view


def provider_urls():
    """The pages from which one is sent on to another site."""
    urls = []
    for name in switched_on():
        views = import_module(f"allauth.socialaccount.providers.{name}.views")
        view = csp_update({"form-action": TARGETS[name]})(views.oauth2_login)
        urls.append(path(f"{name}/login/", view, name=f"{name}_login"))
    return urls
