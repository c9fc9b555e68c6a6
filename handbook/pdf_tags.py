"""What WeasyPrint's PDFs lack of PDF/UA-1 (ISO 14289-1), added just before the file is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf


def mend(pdf: pydyf.PDF, titles: Mapping[str, str]) -> None:
    """Changes ``pdf`` in place: page labels, described links, running heads that are no part of the text.

    ``titles`` says what each destination of a link is called; a destination not in it keeps its own name.
    """
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    for thing in pdf.objects:
        if _is(thing, "Subtype", "/Link") and "Dest" in thing:
            thing["Contents"] = pydyf.String(titles.get(thing["Dest"].string, thing["Dest"].string))
        # A link's page number is tagged as another link within it, one that leads nowhere.
        if _is(thing, "S", "/Link") and _is(_object(pdf, thing["P"]), "S", "/Link"):
            thing["S"] = "/Span"
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
