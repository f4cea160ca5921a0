"""Words of a post, taken into another one as a quote."""

from django.utils.translation import gettext as _

MAX_LINES, MAX_SIGNS = 12, 600


def quote_of(post):
    """The beginning of ``post`` as a quote in Markdown, with a link to it (its number:
    nobody is named). What it quotes itself is left out."""
    lines = [line for line in post.source.splitlines() if not line.lstrip().startswith(">")]
    while lines and not lines[0].strip():
        lines.pop(0)
    words = "\n".join(lines[:MAX_LINES])
    if len(words) > MAX_SIGNS or len(lines) > MAX_LINES:
        words = f"{words[:MAX_SIGNS].rstrip()} …"
    quoted = "\n".join(f"> {line}".rstrip() for line in words.splitlines())
    words = _("post № %(number)s") % {"number": post.pk}
    return f"> [{words}]({post.get_absolute_url()})\n{quoted}\n\n" if quoted else ""
