"""Codes of invitations: digits alone, the easiest to type on a telephone."""

import re
import secrets
import unicodedata

LENGTH = 12
GROUP = 4


def make_code():
    """A code that nobody can guess."""
    return f"{secrets.randbelow(10**LENGTH):0{LENGTH}d}"


def make_codes(count, is_taken=lambda codes: set()):
    """``count`` different codes. ``is_taken`` says which of some codes are somebody's already."""
    codes = set()
    while len(codes) < count:
        codes |= {make_code() for _number in range(count - len(codes))}
        codes -= is_taken(codes)
    return list(codes)


def format_code(code):
    """``code`` in groups, as people read and type it: «4821 0937 5566»."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def clean_code(text):
    """The digits that a person typed, without spaces, hyphens and the like between them; an
    empty text when it is no code."""
    plain = unicodedata.normalize("NFKC", text[:100])
    digits = re.sub(r"[^\w]|_", "", plain)
    return digits if re.fullmatch(rf"[0-9]{{{LENGTH}}}", digits) else ""
