"""Words of a post, taken into another one as a quote, and taken out of it again."""

import re

from django.utils.translation import gettext as _

MAX_LINES, MAX_SIGNS = 12, 600
QUOTED = re.compile(r"[ \t]*>[> \t]*")
# Whom a quote is of, when its source is not named: shorter words may be anybody's.
LEAST_SIGNS = 10
MORE = " …"


def quote_of(post):
    """The beginning of ``post`` as a quote in Markdown, with a link to it (its number:
    nobody is named). What it quotes itself is left out."""
    lines = [line for line in post.source.splitlines() if not line.lstrip().startswith(">")]
    while lines and not lines[0].strip():
        lines.pop(0)
    words = "\n".join(lines[:MAX_LINES])
    if len(words) > MAX_SIGNS or len(lines) > MAX_LINES:
        words = f"{words[:MAX_SIGNS].rstrip()}{MORE}"
    quoted = "\n".join(f"> {line}".rstrip() for line in words.splitlines())
    words = _("post № %(number)s") % {"number": post.pk}
    return f"> [{words}]({post.get_absolute_url()})\n{quoted}\n\n" if quoted else ""


def without_quotes(source, address, old, new, instead):
    """``source`` without the quotes of a post whose words were ``old`` and are ``new`` now
    (nothing when none of them is read any more): quoted lines that ``old`` had and ``new`` has
    not. They are known by the link to its ``address`` above them, or by being long enough.
    ``instead`` stands in their place, once for each run of them."""
    old, new = _bare(old), _bare(new)
    kept, is_ours, is_cut = [], False, False
    for line in source.split("\n"):
        mark = QUOTED.match(line)
        if mark is None:
            is_ours = is_cut = False
            kept.append(line)
            continue
        if f"]({address})" in line:
            is_ours, is_cut = True, False
            kept.append(line)
            continue
        words = _bare(line[mark.end() :].removesuffix(MORE))
        is_known = words and (is_ours or len(words) >= LEAST_SIGNS)
        if is_known and words in old and words not in new:
            if instead and not is_cut:
                kept.append(f"> {instead}")
            is_cut = True
        else:
            kept.append(line)
    return "\n".join(kept)


def _bare(text):
    """``text`` without its form, for comparing."""
    return " ".join(text.split()).casefold()
