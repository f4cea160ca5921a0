"""Letters: the words are a template, and a mail server that is down stops nobody."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.models import Site

from home.models import SiteSettings

logger = logging.getLogger(__name__)


def send_letter(template, to, context, headers=None):
    """Send the letter ``template`` to the address ``to``; returns whether it went off.

    The template's first line is the subject, the rest after an empty line is the text. It gets
    ``context``, ``site_name`` and ``site_url``. A letter that cannot be sent is logged, without
    the address and the text: whoever calls decides what to tell the person.
    """
    if not to:
        return False
    subject, body = render_letter(template, context)
    message = EmailMessage(subject, body, to=[to], headers=headers)
    try:
        return bool(message.send())
    except (smtplib.SMTPException, OSError) as error:
        logger.error("The letter %s was not sent: %s", template, type(error).__name__)
        return False


def render_letter(template, context):
    """Subject and text of the letter ``template``, in the site's language."""
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string(template, {**site_words(), **context}).strip()
    subject, _, body = text.partition("\n")
    return " ".join(subject.split()), body.strip() + "\n"


def site_address():
    """The address of the site as it stands in letters and on paper, without a slash at the
    end."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/")


def site_words():
    """How letters name the site, and its address without a slash at the end."""
    site = Site.objects.filter(is_default_site=True).first()
    name = SiteSettings.for_site(site).name if site is not None else settings.WAGTAIL_SITE_NAME
    return {"site_name": name, "site_url": site_address()}
