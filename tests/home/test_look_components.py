"""Every component renders in every state, and asks for nothing that is not there."""

import re

import pytest
from django.conf import settings
from django.template import Context, Template

TEMPLATES = settings.BASE_DIR / "templates"
ICONS = (settings.BASE_DIR / "static/img/icons.svg").read_text("utf-8")
PATTERNS = {path.stem for path in (settings.BASE_DIR / "static/img/patterns").glob("*.svg")}
STYLES = (settings.BASE_DIR / "static/css").rglob("*.css")
CSS = "\n".join(path.read_text("utf-8") for path in STYLES)
# Parts of every page, which the guide shows by being one.
FRAME = set("breadcrumbs cover_list messages page_header reading_panel search_form".split())
FRAME |= {"site_header", "site_footer", "page_end"}


@pytest.mark.django_db
def test_the_style_guide_shows_every_component(client):
    response = client.get("/styleguide/")
    assert response.status_code == 200
    guide = (TEMPLATES / "home/style_guide.html").read_text("utf-8")
    names = {path.stem for path in (TEMPLATES / "components").glob("*.html")} - FRAME
    missing = {name for name in names if f"components/{name}.html" not in guide}
    assert not missing


@pytest.mark.django_db
def test_the_frame_is_sound(client):
    html = client.get("/styleguide/").content.decode()
    assert '<html lang="ru" data-theme="auto"' in html
    assert html.count("<h1") == 1
    assert 'href="#content"' in html
    assert 'id="content"' in html
    for tag in ["<header", "<main", "<footer", "<nav"]:
        assert tag in html
    assert not re.search(r'<[^>]+ style="', html)
    assert not re.search(r"<[^>]+ on[a-z]+=", html)
    assert not re.search(r"<script(?![^>]*(src=|application/ld\+json))", html)
    assert not re.search(r'\ssrc="(https?:)?//', html)
    assert not re.search(r'<link(?![^>]*canonical)[^>]* href="(https?:)?//', html)


def test_icons_that_templates_name_are_in_the_sprite():
    named = set()
    for path in TEMPLATES.rglob("*.html"):
        source = path.read_text("utf-8")
        if "look_tags" in source and "wagtailadmin" not in path.parts:
            named |= set(re.findall(r'{% icon "([\w-]+)"', source))
    assert named
    assert not {name for name in named if f'id="{name}"' not in ICONS}


def test_every_hub_icon_is_drawn():
    from subjects.enums import HubColour, HubIcon

    assert set(HubIcon.values) <= PATTERNS
    assert not [icon for icon in HubIcon.values if f'id="hub-{icon}"' not in ICONS]
    assert not [colour for colour in HubColour.values if f".hub-colour-{colour} " not in CSS]


def test_an_icon_is_silent_unless_it_is_named():
    source = '{% load look_tags %}{% icon "x" %}{% icon "x" label="Закрыть" class="big" %}'
    html = Template(source).render(Context())
    assert html.count('aria-hidden="true"') == 1
    assert 'class="icon big"' in html
    assert 'role="img" aria-label="Закрыть"' in html


def test_the_page_of_a_broken_server_asks_for_nothing():
    # No context processor, no database: whatever broke, this page can be shown.
    source = (TEMPLATES / "500.html").read_text("utf-8")
    assert "{% extends" not in source
    assert "{{" not in source


@pytest.mark.parametrize("level", ["info", "success", "warning", "error"])
def test_messages_say_how_urgent_they_are(level):
    source = '{% include "components/message.html" with text="Готово" level=level only %}'
    html = Template(source).render(Context({"level": level}))
    assert ('role="alert"' in html) == (level == "error")
