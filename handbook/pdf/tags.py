"""What WeasyPrint's PDFs lack of PDF/UA-1 (ISO 14289-1), added just before the file is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf

# The flag of an annotation that is printed (ISO 32000-1, 12.5.3).
_PRINT = 4


def complete_tags(pdf: pydyf.PDF, titles: Mapping[str, str]) -> None:
    """Adds page labels, link descriptions and table scopes, and marks running heads as artifacts.

    Changes ``pdf`` in place. ``titles`` gives the description of a link to a destination; without one it is
    described by the name of its destination.
    """
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    for item in pdf.objects:
        if _is(item, "Subtype", "/Link"):
            _describe_link(item, titles)
        elif _is(item, "S", "/Link") or _is(item, "S", "/Span"):
            _tag_as_link_or_span(pdf, item)
        elif _is(item, "S", "/TH"):
            row = _object(pdf, item["P"])
            item["A"]["Scope"] = "/Column" if _is(_object(pdf, row["P"]), "S", "/THead") else "/Row"
    _mark_running_heads(pdf)


def _describe_link(annotation: pydyf.Dictionary, titles: Mapping[str, str]) -> None:
    annotation["F"] = _PRINT
    if "Dest" in annotation:
        name = annotation["Dest"].string
        annotation["Contents"] = pydyf.String(titles.get(name, name))


def _tag_as_link_or_span(pdf: pydyf.PDF, element: pydyf.Dictionary) -> None:
    """Tags an element as a link if it has an annotation, else as a span.

    The annotation may belong to a part of the link, such as a single word or the page number behind it.
    """
    kids = [_object(pdf, kid) for kid in element["K"] if isinstance(kid, bytes)]
    element["S"] = "/Link" if any(_is(kid, "Type", "/OBJR") for kid in kids) else "/Span"


def _mark_running_heads(pdf: pydyf.PDF) -> None:
    """Marks the text of page margins, which no structure element holds, as artifacts (ISO 14289-1, 7.8)."""
    root = next(item for item in pdf.objects if _is(item, "Type", "/StructTreeRoot"))
    in_tree = {element.number for element in _tree(pdf, root)}
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    elements = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in (item for item in pdf.objects if _is(item, "Type", "/Page")):
        of_page = elements[page["StructParents"]]
        content = _object(pdf, page["Contents"]).stream
        # Marked content is a tag, its properties, and the operator; MCID is its number in the list of the
        # page.
        for position, properties in enumerate(content):
            if not (isinstance(properties, pydyf.Dictionary) and "MCID" in properties):
                continue
            number = properties["MCID"]
            if _object(pdf, of_page[number]).number not in in_tree:
                content[position - 1], of_page[number] = "/Artifact", "null"
                del properties["MCID"]
                properties["Type"] = "/Pagination"


def _tree(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
    """``element`` and all structure elements below it."""
    yield element
    for kid in element.get("K", ()):
        if isinstance(kid, bytes):
            yield from _tree(pdf, _object(pdf, kid))


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    """The object that ``reference`` (``b"12 0 R"``) refers to."""
    return pdf.objects[int(reference.split()[0])]


def _is(item: Any, key: str, value: str) -> bool:
    return isinstance(item, pydyf.Dictionary) and item.get(key) == value
