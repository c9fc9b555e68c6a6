"""Edits of pages with pictures."""

from __future__ import annotations

import base64
import posixpath

from editing import Content

from edits.edit import Edits
from edits.finding import prose_page

EDITS = Edits()
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@EDITS.add("kuva sivulla")
def _(content: Content) -> None:
    page = prose_page(content)
    content.write("docs/assets/uusi-kuva.png", PNG)
    target = posixpath.relpath("docs/assets/uusi-kuva.png", posixpath.dirname(page))
    content.append(page, f"![Kaavio: kaksi vaihetta]({target})")


@EDITS.add("kuva sivun vieressä")
def _(content: Content) -> None:
    page = prose_page(content)
    content.write(f"{posixpath.dirname(page)}/viereinen-kuva.png", PNG)
    content.append(page, '![Kaavio: kolme vaihetta](viereinen-kuva.png "Vaiheet")')


@EDITS.add("kuvalta puuttuu kuvaus", together=False)
def _(content: Content) -> list[str]:
    page = prose_page(content)
    content.write("docs/assets/uusi-kuva.png", PNG)
    content.write(f"{posixpath.dirname(page)}/viereinen-kuva.png", PNG)
    target = posixpath.relpath("docs/assets/uusi-kuva.png", posixpath.dirname(page))
    content.append(page, f"![]({target})\n\n![ ](viereinen-kuva.png)")
    last = content.text(page).count("\n")
    return [
        rf"{page} rivi {row}: Kuvalta ”.*{name}\.png” puuttuu kuvaus\. → .+"
        for row, name in ((last - 2, "uusi-kuva"), (last, "viereinen-kuva"))
    ]


@EDITS.add("kuvan tiedosto puuttuu", together=False)
def _(content: Content) -> list[str]:
    page = prose_page(content)
    content.append(page, "![Kaavio](ei-tallennettu.png)\n\n![Kaavio](oma kuva.png)")
    last = content.text(page).count("\n")
    return [
        rf"{page} rivi {last - 2}: Kuvan tiedostoa ”ei-tallennettu\.png” ei ole\. → .+",
        rf"{page} rivi {last}: Kuvan ”oma kuva\.png” nimessä on välilyönti\. → .+",
    ]
