"""Reads a tagged PDF as a screen reader does: by its structure tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf


@dataclass
class Element:
    """One structure element: ``tag`` without its slash, and the text and elements in it in their order."""

    tag: str
    raw: Any
    kids: list[str | Element] = field(default_factory=list)

    @property
    def children(self) -> list[Element]:
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def whole_text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.whole_text for kid in self.kids)


@dataclass
class Marked:
    """Text of a page by its mark; ``bare`` is text that is neither marked nor an artifact."""

    texts: dict[int, str]
    bare: str


# The text of each page, by its object in the file.
Pages = Mapping[tuple[int, int], Marked]


def marked_text(pdf: pikepdf.Pdf) -> Pages:
    """The text of all pages."""
    return {page.obj.objgen: _marked(page) for page in pdf.pages}


def structure(pdf: pikepdf.Pdf, pages: Pages) -> Element:
    """The document's element."""
    return _element(pdf.Root.StructTreeRoot.K[0], pages)


def bare_text(pages: Pages) -> str:
    """Text that is in no tag and no artifact: PDF/UA allows none."""
    return "".join(page.bare for page in pages.values())


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    """Level (from 1) and title of each bookmark, in order."""

    def of(items: Any, level: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield level, item.title
            yield from of(item.children, level + 1)

    with pdf.open_outline() as outline:
        return list(of(outline.root, 1))


def _element(raw: Any, pages: Pages) -> Element:
    element = Element(str(raw.S).removeprefix("/"), raw)
    for kid in _list(raw.get("/K")):
        if isinstance(kid, pikepdf.Dictionary):
            if "/S" in kid:
                element.kids.append(_element(kid, pages))
        else:
            element.kids.append(pages[raw.Pg.objgen].texts.get(int(kid), ""))
    return element


def _list(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, pikepdf.Array) else [value]


def _marked(page: pikepdf.Page) -> Marked:
    found = Marked({}, "")
    fonts = {name: _characters(font) for name, font in page.Resources.Font.items()}
    marks: list[int | None] = []
    inside, font = 0, {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BMC" | "BDC":
                properties = operands[1] if len(operands) > 1 else {}
                marks.append(int(properties["/MCID"]) if "/MCID" in properties else None)
                inside += 1
            case "EMC":
                marks.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "TJ" | "Tj":
                strings = [part for part in _list(operands[0]) if isinstance(part, pikepdf.String)]
                text = "".join(
                    font.get(code, "\N{REPLACEMENT CHARACTER}")
                    for part in strings
                    for code in _codes(bytes(part))
                )
                if not marks:
                    found.bare += text
                elif marks[-1] is not None:
                    found.texts[marks[-1]] = found.texts.get(marks[-1], "") + text
    return found


def _codes(data: bytes) -> Iterator[int]:
    return (int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2))


def _characters(font: Any) -> dict[int, str]:
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    return {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL)
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block)
    }
