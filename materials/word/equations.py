"""Formulas of Word as lines of text: mammoth passes over them, and no words may be lost.

Changes ``word/document.xml`` (and the notes) before mammoth reads it.
"""

from defusedxml.ElementTree import parse

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def flatten_equations(stream):
    """``(tree, number)``: the part in ``stream`` with its formulas as runs of text."""
    tree = parse(stream)
    number = 0
    for parent in list(tree.iter()):
        for child in list(parent):
            if child.tag == f"{MATH}oMathPara":
                number += _replace(parent, child, child.findall(f"{MATH}oMath"))
            elif child.tag == f"{MATH}oMath":
                number += _replace(parent, child, [child])
    return tree, number


def _replace(parent, element, formulas):
    place = list(parent).index(element)
    parent.remove(element)
    run = element.makeelement(f"{WORD}r", {})
    text = element.makeelement(f"{WORD}t", {SPACE: "preserve"})
    text.text = "; ".join(as_line(formula) for formula in formulas)
    run.append(text)
    new = run
    if parent.tag == f"{WORD}body":
        new = element.makeelement(f"{WORD}p", {})
        new.append(run)
    parent.insert(place, new)
    return len(formulas)


def as_line(element):
    """A formula in a line: ``(a+b)/(2)``, ``x^2``, ``√(x)``."""
    name = element.tag.removeprefix(MATH)
    if name == "t":
        return element.text or ""
    part = {child.tag.removeprefix(MATH): child for child in element}
    if name == "f":
        return f"{_grouped(part.get('num'))}/{_grouped(part.get('den'))}"
    if name in {"sSup", "sSub", "sSubSup"}:
        below = f"_{_grouped(part.get('sub'))}" if "sub" in part else ""
        above = f"^{_grouped(part.get('sup'))}" if "sup" in part else ""
        return f"{_line(part.get('e'))}{below}{above}"
    if name == "rad":
        degree = _line(part.get("deg"))
        return f"{degree}√({_line(part.get('e'))})"
    if name == "d":
        return "(" + "; ".join(as_line(child) for child in element if child.tag == f"{MATH}e") + ")"
    return "".join(as_line(child) for child in element)


def _line(element):
    return "" if element is None else as_line(element)


def _grouped(element):
    line = _line(element)
    return line if len(line) <= 1 or line.isdigit() else f"({line})"
