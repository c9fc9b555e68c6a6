"""A page's HTML for paper: without what only works on a screen, in elements that PDF has tags for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

_SCREEN_ONLY = {"script", "template", "noscript", "button", "form", "input", "select", "textarea", "progress"}
# A heading's link to itself, parts that need scripts, the storage of progress, links between exercises.
_SCREEN_ONLY_CLASSES = {"headerlink", "tk-vain-skriptilla", "tk-tallennus", "tk-tehtava__selaus"}
# PDF has fewer tags than HTML: each element gets a name that has one, and its own name as a class for the
# stylesheet. A figure becomes a group: as an illustration, its description would be read instead of the lists
# in it.
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
    """Changes ``element``, a page's content, in place; its title becomes a heading of ``level`` (1 or 2)."""
    for child in list(element):
        if _screen_only(child):
            _remove(element, child)
            continue
        _rename(child, element, level)
        reshape(child, level)
        if child.tag == "p" and not len(child) and not (child.text or "").strip():
            _remove(element, child)  # its content was for screens only
        elif child.tag in ("ul", "ol"):
            _complete_list(child)


def text(element: Element) -> str:
    """The text in ``element``, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def classes(element: Element) -> list[str]:
    """The classes of ``element``."""
    return element.get("class", "").split()


def of_class(tree: Element, name: str) -> Iterator[Element]:
    """The elements in ``tree`` that have the class ``name``."""
    return (element for element in tree.iter() if name in classes(element))


def _screen_only(element: Element) -> bool:
    # The tag of a comment is a function; what is hidden from screen readers is an icon.
    return (
        not isinstance(element.tag, str)
        or element.tag in _SCREEN_ONLY
        or "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or not _SCREEN_ONLY_CLASSES.isdisjoint(classes(element))
    )


def _rename(element: Element, parent: Element, level: int) -> None:
    name = element.tag
    if re.fullmatch("h[1-6]", name):
        element.tag = f"h{min(6, int(name[1]) + level - 1)}"
        _add_class(element, f"taso-{name[1]}")
    elif name in _RENAMED:
        element.tag = _RENAMED[name]
        _add_class(element, name)
    elif name == "div" and "dl" in classes(parent):
        element.tag = "li"  # a group of a description list
    elif "-" in name:
        element.tag = "div"  # a custom element


def _complete_list(element: Element) -> None:
    """Gives a list the structure of PDF's: nothing but items, each with one body.

    WeasyPrint tags ``dd`` in ``li`` as the body.
    """
    element.text = None
    for item in element:
        item.tail = None
        if any(part.tag in _BLOCKS for part in item):
            body = Element("dd", {"class": "runko"})
            body.text, item.text = item.text, None
            body.extend(list(item))
            item[:] = [body]


def _remove(parent: Element, child: Element) -> None:
    """Removes ``child`` but keeps the text that follows it."""
    position = list(parent).index(child)
    parent.remove(child)
    if position:
        before = parent[position - 1]
        before.tail = (before.tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")


def _add_class(element: Element, name: str) -> None:
    element.set("class", " ".join([*classes(element), name]))
