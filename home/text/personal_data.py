"""What looks like somebody's personal data in a text: telephones, e-mails, home addresses,
documents' numbers, dates of birth, lists of pupils (requirements C20, C22; S0 3.6).

The rules would rather pass over an order's number than stop an author at every figure: most
need a telling form or a telling word near them. Each rule looks at a bounded stretch of text,
so that the time grows with the length of the text and no faster.

What belongs to an organisation is nobody's personal data and is passed over: an address without
a flat that nobody is said to live at, a landline of a school or an office, a mailbox that is
called by its purpose (``info@``, ``school5@``). A mobile number is always shown.
"""

from bisect import bisect, insort

from . import addresses, contacts, documents, name_lists
from .detection import Finding, PersonalData
from .disguise import uncover

__all__ = ["Finding", "PersonalData", "find_personal_data"]

# The order decides what a figure is that fits several.
RULES = [*contacts.EMAILS, *documents.RULES, *contacts.PHONES, *addresses.RULES]


def find_personal_data(text):
    """Findings in ``text``, in their order; of overlapping ones the earlier rule's."""
    plain, places = uncover(text)
    found = _find(plain)
    if places is None:
        return found
    spans = [(one.kind, places[one.start], places[one.end - 1] + 1) for one in found]
    return [Finding(kind, start, end, text[start:end]) for kind, start, end in spans]


def _find(text):
    found = []
    taken = []  # places found, in order
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            start, end = match.span(rule.group)
            if rule.accepts(match, text) and not _overlaps(taken, start, end):
                insort(taken, (start, end))
                found.append(Finding(rule.kind, start, end, text[start:end]))
    for start, end in name_lists.find_lists(text):
        found.append(Finding(PersonalData.NAME_LIST, start, end, text[start:end]))
    return sorted(found, key=lambda finding: (finding.start, finding.end))


def _overlaps(taken, start, end):
    """Whether a place of the sorted list ``taken``, none of which overlap, shares a character
    with the new one."""
    index = bisect(taken, (start, end))
    return any(
        other[0] < end and start < other[1] for other in taken[max(0, index - 1) : index + 1]
    )
