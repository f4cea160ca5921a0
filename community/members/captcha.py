"""Digits in a picture at registration, for a site that programs pester (off by default). The
picture is drawn here (``django-simple-captcha``): no other host is asked for anything.

It is no trial of eyesight: an invitation code from a school or a moderator asks for no picture,
and the form says so.
"""

import secrets

from captcha.models import CaptchaStore
from django.utils import timezone
from wagtail.models import Site

from .models import PeopleSettings

LENGTH = 5
# Those that people take for one another when they are drawn slanted are left out.
DIGITS = "2345678"


def draw_lots():
    """What the picture shows, and what is to be typed: the library asks for both."""
    digits = "".join(secrets.choice(DIGITS) for _place in range(LENGTH))
    return digits, digits


def is_asked_for():
    """Whether whoever registers must type the digits."""
    site = Site.objects.filter(is_default_site=True).first()
    return site is not None and PeopleSettings.for_site(site).asks_captcha


def new_key():
    """The key of a new picture."""
    CaptchaStore.remove_expired()
    return CaptchaStore.generate_key()


def use(key, answer):
    """Whether ``answer`` is what the picture shows. A picture serves once, whatever was typed."""
    digits = "".join(answer.split())
    picture = CaptchaStore.objects.filter(hashkey=key, expiration__gt=timezone.now()).first()
    if picture is None:
        return False
    # Two requests with one picture: the one that deletes it has used it.
    is_ours = bool(CaptchaStore.objects.filter(pk=picture.pk).delete()[0])
    return is_ours and picture.response == digits
