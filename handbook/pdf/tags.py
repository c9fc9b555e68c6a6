"""What WeasyPrint's PDFs lack of PDF/UA-1 (ISO 14289-1), added just before the file is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf

# The flag of an annotation that is on paper as on the screen (ISO 32000-1, 12.5.3).
_PRINT = 4


def mend(pdf: pydyf.PDF, titles: Mapping[str, str]) -> None:
    """Changes ``pdf`` in place: page labels, links that are described and printed, table headers that say what they head,
    running heads that are no part of the text.

    ``titles`` says what each destination of a link is called; a destination not in it keeps its own name.
    """
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    for thing in pdf.objects:
        if _is(thing, "Subtype", "/Link"):
            thing["F"] = _PRINT
            if "Dest" in thing:
                thing["Contents"] = pydyf.String(titles.get(thing["Dest"].string, thing["Dest"].string))
        # Parts of a link, as a word of its own or its page number, may carry an annotation of their own; others are no links.
        if _is(thing, "S", "/Link") or _is(thing, "S", "/Span"):
            kids = [_object(pdf, kid) for kid in thing["K"] if isinstance(kid, bytes)]
            thing["S"] = "/Link" if any(_is(kid, "Type", "/OBJR") for kid in kids) else "/Span"
        if _is(thing, "S", "/TH"):
            row = _object(pdf, thing["P"])
            thing["A"]["Scope"] = "/Column" if _is(_object(pdf, row["P"]), "S", "/THead") else "/Row"
    _mark_running_heads(pdf)


def _mark_running_heads(pdf: pydyf.PDF) -> None:
    """The text of page margins is tagged but hangs in no tree: it becomes what it is, an artifact (ISO 14289-1, 7.8)."""
    root = next(thing for thing in pdf.objects if _is(thing, "Type", "/StructTreeRoot"))
    told = {element.number for element in _tree(pdf, root)}
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    elements = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in (thing for thing in pdf.objects if _is(thing, "Type", "/Page")):
        of_page = elements[page["StructParents"]]
        content = _object(pdf, page["Contents"]).stream
        for position, properties in enumerate(content):
            if isinstance(properties, pydyf.Dictionary) and "MCID" in properties:
                mark = properties.pop("MCID")
                if _object(pdf, of_page[mark]).number in told:
                    properties["MCID"] = mark
                else:
                    content[position - 1], of_page[mark] = "/Artifact", "null"
                    properties["Type"] = "/Pagination"


def _tree(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
    yield element
    for kid in element.get("K", ()):
        if isinstance(kid, bytes):
            yield from _tree(pdf, _object(pdf, kid))


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    """The object that ``reference`` (``b"12 0 R"``) means."""
    return pdf.objects[int(reference.split()[0])]


def _is(thing: Any, key: str, value: str) -> bool:
    return isinstance(thing, pydyf.Dictionary) and thing.get(key) == value
