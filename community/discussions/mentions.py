"""Calling members by their handles, and what readers see of it."""

import re

from django.contrib.auth import get_user_model
from django.utils.html import format_html
from django.utils.safestring import SafeString

from community.members.visibility import is_insider

STORED = re.compile(r'<span class="mention mention-(\d{1,18})">@([^<]*)</span>')
OFFERED = 8


def find_people(handles):
    """``{handle: person}`` of the members among ``handles``, however their letters are typed.
    Pupils can be called by whoever knows the handle, as everybody in the class does."""
    if not handles:
        return {}
    people = get_user_model()._default_manager.members()
    wanted = {*handles, *(handle.lower() for handle in handles)}
    found = {person.username.lower(): person for person in people.filter(username__in=wanted)}
    return {handle: found[handle.lower()] for handle in handles if handle.lower() in found}


def offer_people(viewer, text):
    """The first members whose shown name or handle is like ``text``, for the editor. As in the
    list of the community, children are nobody's to look through."""
    people = get_user_model()._default_manager.in_directory(viewer).exclude(pk=viewer.pk)
    by_handle = people.filter(username__istartswith=text).order_by("username")[:OFFERED]
    found = {person.pk: person for person in by_handle}
    if len(found) < OFFERED:
        for person in people.found_by_members(text).order_by("name_key", "pk")[:OFFERED]:
            found.setdefault(person.pk, person)
    return list(found.values())[:OFFERED]


def people_called_in(posts, viewer):
    """``{key: person}`` of whom the stored HTML of ``posts`` calls by name. Mostly they have
    written something of it themselves and are known; one query for all others."""
    if not is_insider(viewer):
        return {}
    called = {int(match[1]) for post in posts for match in STORED.finditer(post.html)}
    if not called:
        return {}
    known = {post.author.pk: post.author for post in posts if post.author}
    known[viewer.pk] = viewer
    others = called - known.keys()
    if others:
        known |= get_user_model()._default_manager.in_bulk(others)
    return {pk: known[pk] for pk in called if pk in known}


def show_mentions(html, people, viewer):
    """Stored ``html`` as ``viewer`` reads it: members see who is mentioned, if they are among
    ``people`` (from ``people_called_in``)."""
    if not is_insider(viewer) or 'class="mention ' not in html:
        return html

    def name(match):
        person = people.get(int(match[1]))
        if person is None or person.has_left:
            return match[0]
        words = person.name_for(viewer)
        if url := person.page_for(viewer):
            return format_html('<a class="mention" href="{}">@{}</a>', url, words)
        return format_html('<span class="mention">@{}</span>', words)

    # Made by ``rendering.render``, which lets nothing active through.
    return SafeString(STORED.sub(name, html))
