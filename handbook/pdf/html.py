"""A page's HTML made ready for paper: without what only a screen can use, in elements that a PDF has tags for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

# The link that every heading carries to itself; what shows only where scripts run; where a browser keeps its progress; ways from
# one exercise to the next.
_SCREEN_ONLY = {"script", "template", "noscript", "button", "form", "input", "select", "textarea", "progress"}
_SCREEN_ONLY_CLASSES = {"headerlink", "tk-vain-skriptilla", "tk-tallennus", "tk-tehtava__selaus"}
# PDF has fewer tags than HTML: each element takes a name that has one, and keeps its own as a class for the stylesheet. A
# figure is a group: the description of an illustration would be read in place of the lists that the figure is made of.
_RENAMED = {
    "dl": "ul",
    "dt": "p",
    "dd": "div",
    "figure": "div",
    "figcaption": "p",
    "details": "div",
    "summary": "p",
    "aside": "div",
    "article": "div",
    "abbr": "span",
}
_BLOCKS = {"div", "p", "ul", "ol", "table", "section", "blockquote", "h2", "h3", "h4", "h5", "h6"}


def reshape(element: Element, level: int) -> None:
    """Changes what is in ``element``, the content of a page, whose title becomes a heading of ``level`` (1–2)."""
    for child in list(element):
        if _screen_only(child):
            _remove(element, child)
            continue
        _rename(child, element, level)
        reshape(child, level)
        if child.tag == "p" and not len(child) and not (child.text or "").strip():
            _remove(element, child)
        elif child.tag in ("ul", "ol"):
            _keep_items_only(child)


def text(element: Element) -> str:
    """The words in ``element``, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def classes(element: Element) -> list[str]:
    """The classes of ``element``."""
    return element.get("class", "").split()


def of_class(tree: Element, name: str) -> Iterator[Element]:
    """The elements in ``tree`` of the class ``name``."""
    return (element for element in tree.iter() if name in classes(element))


def _screen_only(element: Element) -> bool:
    # Comments have a function for a tag; what is hidden from screen readers are icons.
    return (
        not isinstance(element.tag, str)
        or element.tag in _SCREEN_ONLY
        or "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or not _SCREEN_ONLY_CLASSES.isdisjoint(classes(element))
    )


def _rename(element: Element, parent: Element, level: int) -> None:
    own = element.tag
    if re.fullmatch("h[1-6]", own):
        element.tag = f"h{min(6, int(own[1]) + level - 1)}"
        _add_class(element, f"taso-{own[1]}")
    elif own in _RENAMED:
        element.tag = _RENAMED[own]
        _add_class(element, own)
    elif own == "div" and "dl" in classes(parent):
        element.tag = "li"
    elif "-" in own:
        element.tag = "div"


def _keep_items_only(items: Element) -> None:
    """In a PDF a list holds items and nothing else, an item a label and one body. WeasyPrint takes ``dd`` in ``li`` as the body."""
    items.text = None
    for item in items:
        item.tail = None
        if any(part.tag in _BLOCKS for part in item):
            body = Element("dd", {"class": "runko"})
            body.text, item.text = item.text, None
            body.extend(list(item))
            item[:] = [body]


def _remove(parent: Element, child: Element) -> None:
    """Takes ``child`` away and leaves the text that follows it."""
    position = list(parent).index(child)
    parent.remove(child)
    if position:
        before = parent[position - 1]
        before.tail = (before.tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")


def _add_class(element: Element, name: str) -> None:
    element.set("class", " ".join([*classes(element), name]))
