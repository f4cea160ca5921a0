"""Words for what a material has several of."""

from itertools import groupby

from django.utils.translation import gettext, ngettext

NAMES_SHOWN = 3


def names_label(names, shown=NAMES_SHOWN):
    """Names in a line; of a long list the first ones and how many more there are."""
    names = list(names)
    rest = len(names) - shown
    if rest <= 0:
        return ", ".join(names)
    more = ngettext("and %(count)s more", "and %(count)s more", rest) % {"count": rest}
    return f"{', '.join(names[:shown])} {more}"


def ranges(numbers):
    """Runs of whole numbers: ``[5, 6, 7, 9]`` gives ``["5–7", "9"]``."""
    result = []
    for _offset, run in groupby(
        enumerate(sorted(set(numbers))), key=lambda pair: pair[1] - pair[0]
    ):
        run = [number for _position, number in run]
        if len(run) > 2:
            result.append(f"{run[0]}–{run[-1]}")
        else:
            result.extend(str(number) for number in run)
    return result


def grades_label(numbers):
    """School years in words; 0 stands for the years before school."""
    school = [number for number in numbers if number]
    parts = [gettext("preschool")] if 0 in numbers else []
    if school:
        msgid = ngettext("grade %(grades)s", "grades %(grades)s", len(school))
        parts.append(msgid % {"grades": ", ".join(ranges(school))})
    return ", ".join(parts)
