"""A text as its reader takes it in: figures of other alphabets and in circles are figures, what is
struck through or cut by signs that nobody sees is one number. So a disguise deceives no rule."""

import re
import unicodedata

from .invisible import BLANK, HIDDEN

# What no usual text holds: signs that nobody sees, marks that stand over others, figures, spaces
# and dashes other than the common ones.
UNUSUAL = re.compile(r"[^\x09\x0a\x20-\x7eЀ-ӿ\u00a0\u2009\u202f«»„“”№…°§×÷‐‑–—]")
CIRCLED = {chr(0x245F + figure): str(figure) for figure in range(1, 10)} | {"⓪": "0"}
CIRCLED |= {chr(0x2775 + figure): str(figure) for figure in range(1, 10)}
DASHES = dict.fromkeys("\u2012\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-")
FORMS = {"＋": "+", "﹢": "+", "（": "(", "）": ")", "．": ".", "․": ".", "＠": "@", "﹫": "@"}
JOINERS = frozenset("\u200c\u200d\u034f") | {chr(0xFE00 + number) for number in range(16)}


def uncover(text):
    """``text`` without disguise, and the places in ``text`` of each of its characters (with the
    end as the last one); ``None`` where nothing was changed."""
    parts, places, end = [], [], 0
    last = ""  # the sign before, as it is kept
    for match in UNUSUAL.finditer(text):
        start = match.start()
        if start > end:
            parts.append(text[end:start])
            places.extend(range(end, start))
            last = text[start - 1]
        end = match.end()
        if plain := _plain(match[0], last):
            parts.append(plain)
            places.append(start)
            last = plain
    if not end:
        return text, None
    parts.append(text[end:])
    places.extend(range(end, len(text) + 1))
    return "".join(parts), places


def _plain(sign, last):
    """What ``sign`` stands for after the sign ``last``; nothing when it only disguises."""
    if HIDDEN.match(sign) or sign in JOINERS or "\U000e0000" <= sign <= "\U000e01ef":
        return ""
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.digit(sign))
    if kind in {"Mn", "Me"}:
        # Over a letter it makes another letter; over a figure it only disguises.
        return sign if last.isalpha() else ""
    if kind == "Zs" or sign in BLANK:
        # What is no sign at all stands between words at most.
        return " " if kind == "Zs" or last.isalpha() else ""
    return CIRCLED.get(sign) or DASHES.get(sign) or FORMS.get(sign, sign)
