"""Edits of pages: their text, their place in the menu and their address."""

from __future__ import annotations

import posixpath

from editing import Content, walk

from edits.edit import Edits
from edits.finding import (
    KNOWLEDGE,
    MENU,
    PATHS,
    SERVICES,
    in_menu,
    listed_page,
    new_page,
    prose_page,
    replaced_in_queries,
)
from handbook.content.checks import PERMANENT_PAGES

EDITS = Edits()


@EDITS.add("puhelinnumero sivun tekstissä")
def _(content: Content) -> None:
    content.append(
        prose_page(content), "Soita numeroon puh. 02 313\u00a00000 (arkisin klo 9–15, tel. vaihde)."
    )


@EDITS.add("sivu tarkistettu")
def _(content: Content) -> None:
    page = prose_page(content)
    content.field(page, (), "tarkistettu", "2026-01-15")
    content.field(page, (), "omistaja", "Työkyvyn tuen yksikkö")


TABLE = "| Päivä | Aika |\n| --- | --- |\n| maanantai | 9–15 |\n| tiistai | 9–12 |"


@EDITS.add("uusi sivu, jolla on taulukko")
def _(content: Content) -> None:
    listed_page(content, "uusi-sivu", TABLE)


@EDITS.add("uusi sivu ei ole valikossa", together=False)
def _(content: Content) -> list[str]:
    new_page(content, "uusi-sivu", TABLE)
    return [r"mkdocs\.yml rivi \d+: Sivu uusi-sivu\.md puuttuu valikosta\. → .*- uusi-sivu\.md\."]


@EDITS.add("sivu poistettu, valikko jäi", together=False)
def _(content: Content) -> list[str]:
    listed_page(content, "uusi-sivu", TABLE)
    row = content.row(MENU, in_menu(content, "uusi-sivu.md"))
    (content.root / "docs/uusi-sivu.md").unlink()
    return [rf"mkdocs\.yml rivi {row}: Valikossa on sivu uusi-sivu\.md, jota ei ole\. → .+"]


@EDITS.add("sivun osoite vaihdettu")
def _(content: Content) -> None:
    old = prose_page(content).removeprefix("docs/")
    if old in PERMANENT_PAGES:
        old = listed_page(content, "muuttava-sivu", "Teksti.").removeprefix("docs/")
        content.append("docs/index.md", f"[Muuttava sivu]({old})")
    new = posixpath.join(posixpath.dirname(old), "siirretty-sivu.md")
    (content.root / "docs" / old).rename(content.root / "docs" / new)
    content.set(MENU, in_menu(content, old), new)
    for file in (SERVICES, KNOWLEDGE, PATHS):
        for place, part in list(walk(content.data(file))):
            if part == old and place[-1] == "sivu":
                content.set(file, place, new)
    for page in content.pages():
        folder = posixpath.dirname(page.removeprefix("docs/")) or "."
        link, moved = posixpath.relpath(old, folder), posixpath.relpath(new, folder)
        content.write(page, content.text(page).replace(f"]({link}", f"]({moved}"))
    replaced_in_queries(content, old, new)
    olds = content.data(f"docs/{new}").get("vanhat_osoitteet", [])
    content.field(f"docs/{new}", (), "vanhat_osoitteet", [*olds, old])


@EDITS.add("sivun osoite vaihdettu, linkit jäivät", together=False)
def _(content: Content) -> list[str]:
    page = listed_page(content, "vanha-sivu", "Teksti.")
    linking = listed_page(content, "linkki-sivu", "Katso [vanha sivu](vanha-sivu.md).")
    (content.root / page).rename(content.root / "docs/toinen-nimi.md")
    content.set(MENU, in_menu(content, page), "toinen-nimi.md")
    return [rf"{linking} rivi 7: Linkin kohdetta vanha-sivu\.md ei ole\. → .+"]
