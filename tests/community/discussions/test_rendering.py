"""From what people type to what readers see: the form, and nothing that acts by itself."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.discussions import rendering
from community.discussions.cards import Place
from community.discussions.rendering import Context, check_bounds, clean, render

from .html import Elements, faults_of
from .vectors import ADDRESSES, HTML, MARKDOWN, in_markdown

NOBODY = Context(find_people=lambda handles: {}, find_places=lambda addresses: {})
KNOWN = Context(
    find_people=lambda handles: {},
    find_places=lambda addresses: {
        address: Place("/materials/1/", "Материал № <b>1</b>")
        for address in addresses
        if "/materials/1/" in address
    },
)


def html_of(source, context=NOBODY):
    return render(source, context).html


def html_or_refusal(source, context=NOBODY):
    """The HTML of what may be anything; nothing when it is refused in words."""
    with suppress(ValidationError):
        return html_of(source, context)
    return ""


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**а** *б* ~~в~~", "<p><strong>а</strong> <em>б</em> <s>в</s></p>\n"),
        ("раз\nдва", "<p>раз<br>\nдва</p>\n"),
        ("   отступ", "<p>отступ</p>\n"),
        ("    отступ", "<p>отступ</p>\n"),
        ("# 5 класс", "<p># 5 класс</p>\n"),
        ("- а\n- б", "<ul>\n<li>а</li>\n<li>б</li>\n</ul>\n"),
        ("3. а", '<ol start="3">\n<li>а</li>\n</ol>\n'),
        ("> а", "<blockquote>\n<p>а</p>\n</blockquote>\n"),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>\n"),
        ("```py\n1 < 2\n```", "<pre><code>1 &lt; 2\n</code></pre>\n"),
        ("🙂 :)", "<p>🙂 :)</p>\n"),
        ("@nobody", "<p>@nobody</p>\n"),
        ("a@b.ru", "<p>a@b.ru</p>\n"),
        ("[x][1]\n\n[1]: https://a.ru", None),
    ],
)
def test_form(source, html):
    made = html_of(source)
    if html is None:
        assert 'href="https://a.ru"' in made
    else:
        assert made == html


@pytest.mark.parametrize(
    ("source", "address", "words"),
    [
        ("https://a.ru/b_c_d.", "https://a.ru/b_c_d", "https://a.ru/b_c_d"),
        ("(https://a.ru/b)", "https://a.ru/b", "https://a.ru/b"),
        ("«https://a.ru»", "https://a.ru", "https://a.ru"),
        ("https://ru.wikipedia.org/wiki/Дробь_(част)",
         "https://ru.wikipedia.org/wiki/%D0%94%D1%80%D0%BE%D0%B1%D1%8C_(%D1%87%D0%B0%D1%81%D1%82)",
         "https://ru.wikipedia.org/wiki/Дробь_(част)"),
        ("см. www.a.ru, там", "https://www.a.ru", "www.a.ru"),
        ("**https://a.ru**", "https://a.ru", "https://a.ru"),
        ("[книга](https://a.ru)", "https://a.ru", "книга"),
        ("<https://a.ru>", "https://a.ru", "https://a.ru"),
        ("[письмо](mailto:a@b.ru)", "mailto:a@b.ru", "письмо"),
    ],
)  # fmt: skip
def test_links(source, address, words):
    html = html_of(source)
    assert f'<a href="{address}" rel="nofollow ugc noopener">{words}</a>' in html


@pytest.mark.parametrize("source", ["`https://a.ru`", "https://", "http:// a", "ahttps://a.ru"])
def test_no_links(source):
    assert "<a" not in html_of(source)


def test_no_pictures_from_elsewhere():
    assert "<img" not in html_of("![кот](https://a.ru/cat.png)")


def test_columns_are_put_right_without_styles():
    html = html_of("| а | б |\n|:-:|--:|\n| 1 | 2 |")
    assert '<th class="align-center">а</th>' in html
    assert '<td class="align-right">2</td>' in html


def test_card_of_a_paragraph_of_its_own():
    html = html_of("Смотрите:\n\nhttps://site.ru/materials/1/x/\n\nХорошо.", KNOWN)
    assert '<a class="post-card" href="/materials/1/"' in html
    assert "Материал № &lt;b&gt;1&lt;/b&gt;" in html


def test_address_among_words_has_a_place_for_the_title():
    html = html_of("Это https://site.ru/materials/1/x/ помогло.", KNOWN)
    assert '<a class="post-link" href="/materials/1/"' in html
    assert ">Материал № &lt;b&gt;1&lt;/b&gt;</a> помогло" in html


def test_words_of_a_link_are_its_authors():
    html = html_of("[лист](https://site.ru/materials/1/x/)", KNOWN)
    assert ">лист</a>" in html


@pytest.mark.parametrize("source", [*HTML, *MARKDOWN])
def test_nothing_acts(source):
    assert faults_of(html_of(source, KNOWN)) == []
    # What nh3 leaves of it, were the parser ever to let it come so far.
    assert faults_of(clean(source)) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_link_acts(address):
    for source in in_markdown(address):
        assert faults_of(html_of(source, KNOWN)) == []
        assert faults_of(clean(source)) == []


PIECES = st.sampled_from(
    ["[", "]", "(", ")", "<", ">", "*", "_", "`", "~", "|", "-", "\n", "\n\n", " ", "    ", "!",
     "\\", "&", "&#", ";", ":", "//", "https://", "www.", "javascript:", "data:", "@", "@a", "\t",
     "onclick=", '"', "'", "<a href=", "<img src=x onerror=", "<script>", "</", "- ", "1. ", "> ",
     "```", "|--|", "а", "b", "\u2028", "\ufeff", "&colon;", "x.ru", "/materials/1/", "\0"]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_fuzz(source):
    """Whatever is typed becomes safe HTML, or is refused in words."""
    html = html_or_refusal(source, KNOWN)
    assert faults_of(html) == []
    assert clean(html) == html


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(max_size=400))
def test_any_text(source):
    assert faults_of(html_of(source)) == []


N = rendering.MAX_LENGTH
TOO_MUCH = {
    "mentions": ("@a " * 10_000, "too_long"),
    "mentions of one": ("@a " * 5_000, "too_many_mentions"),
    "mentions of many": (" ".join(f"@a{n}" for n in range(2_000)), "too_many_mentions"),
    "links": ("[a](https://b.ru) " * 10_000, "too_long"),
    "short links": ("[a](b)" * 3_000, "too_many_links"),
    "addresses": ("https://a.ru " * 1_500, "too_many_links"),
    "addresses with www": ("www.a.ru " * 2_000, "too_many_links"),
    "addresses in brackets": ("<https://a.ru>" * 1_400, "too_many_links"),
    "columns": ("|" * 2_000 + "\n" + "|-" * 2_000 + "|", "too_wide"),
    "rows": ("|a|b|\n|-|-|\n" + "|\n" * 9_000, "too_many_cells"),
    "rows without bars": ("|a|b|\n|-|-|\n" + "a\n" * 9_000, "too_many_cells"),
    "table in a quotation": ("> |a|b|\n> |-|-|\n" + "> a\n" * 4_000, "too_many_cells"),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_bombs_are_refused_before_they_are_read(name, monkeypatch):
    source, code = TOO_MUCH[name]

    def parse(self, *args):
        raise AssertionError("It was parsed.")

    monkeypatch.setattr(type(rendering.PARSER), "parse", parse)
    with pytest.raises(ValidationError) as caught:
        render(source, NOBODY)
    assert caught.value.code == code


BOMBS = {
    "brackets": "[" * N,
    "pictures": "![" * (N // 2),
    "stars": "*a _b " * (N // 6),
    "pairs": "*_" * (N // 2),
    "less": "<" * N,
    "quotations": ">" * N,
    "lists": "- " * (N // 2),
    "steps": "\n".join("  " * level + "- a" for level in range(130)),
    "ticks": " ".join("`" * n for n in range(1, 190)),
    "entities": "&#x" * (N // 3),
    "colons": "http:" * (N // 5),
    "slashes": "://" * 30 + "a" * 1000,
    "brackets and stars": "[*" * (N // 2),
    "fences": "```\n" * (N // 4),
    "at": "@" * N,
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_is_read_stays_small(name):
    """No text becomes many times its size, and no element stands very deep."""
    source = BOMBS[name]
    html = html_or_refusal(source)
    assert len(html) <= 10 * len(source) + 1000
    assert deepest(html) <= 2 * rendering.markup.NESTING + 2


def deepest(html):
    depth = most = 0
    for part in html.split("<")[1:]:
        if part.startswith("/"):
            depth -= 1
        elif not part.startswith(("br", "hr")):
            depth += 1
        most = max(most, depth)
    return most


def test_bounds_let_a_long_text_be():
    check_bounds("Урок начинаю с вопроса. " * 800)


def test_elements_are_seen():
    """The judge of these tests sees what it must."""
    assert faults_of('<p onclick="x">') == [("p", "onclick", "x")]
    assert faults_of("<script>") == ["script"]
    assert faults_of('<a href="javascript:x">') == [("href", "javascript:x")]
    assert Elements("<!-- a -->").others
