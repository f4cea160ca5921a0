"""The reading panel's form («Версия для слабовидящих»)."""

from dataclasses import replace

from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from home.display import COOKIE, COOKIE_AGE, DisplayOptions
from home.forms import DisplayForm


def get_safe_next(request):
    """Where the reader was, if that is a page of this site; the home page otherwise."""
    address = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else "/"


@never_cache
@require_GET
def display_view(request):
    """Remember the options in a cookie for a year and lead back to the page.

    An option that is missing or wrong stays as it was; ``reset`` forgets them all. It is a GET
    form because a public page carries no CSRF token, so that it can be cached whole; nothing
    but this cookie changes.
    """
    options = DisplayOptions()
    if "reset" not in request.GET:
        form = DisplayForm(request.GET)
        form.is_valid()
        chosen = {name: value for name, value in form.cleaned_data.items() if value}
        options = replace(DisplayOptions.from_request(request), **chosen)
    response = HttpResponseRedirect(get_safe_next(request))
    if value := options.to_cookie():
        response.set_cookie(
            COOKIE,
            value,
            max_age=COOKIE_AGE,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
