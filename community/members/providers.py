"""Signing in through other sites, where the operator has switched it on."""

from functools import wraps
from importlib import import_module

from csp.decorators import csp_update
from django.apps import apps
from django.shortcuts import redirect
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
    """Addresses from which one is sent on to another site. Only a button leads there: a link
    that somebody sends opens the page with the button."""
    urls = []
    for name in switched_on():
        views = import_module(f"allauth.socialaccount.providers.{name}.views")
        urls.append(
            path(f"{name}/login/", _only_by_button(views.oauth2_login), name=f"{name}_login")
        )
    return urls


def _only_by_button(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method != "POST":
            return redirect("account_login")
        return view(request, *args, **kwargs)

    return guarded
