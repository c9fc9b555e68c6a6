"""Edits of terms, and of what is to be verified and has been."""

from __future__ import annotations

from editing import Content, walk

from edits.edit import Edits
from edits.finding import (
    FIGURES,
    REVIEWS,
    SERVICES,
    TERMS,
    copied,
    missing,
    prose_page,
    removed,
    replaced_in_pages,
)

EDITS = Edits()


@EDITS.add("termi lisätty")
def _(content: Content) -> None:
    term = {"id": "aaltotermi", "termi": "aaltotermi", "selite": "Uusi termi.", "tuki": "tarkistettava"}
    content.insert(TERMS, ("termit", 0), term)


@EDITS.add("termi poistettu")
def _(content: Content) -> None:
    if len(content.data(TERMS, ("termit",))) == 1:
        copied(content, TERMS, ("termit",), id="toinen-termi", termi="toinen termi")
    gone = content.data(TERMS, ("termit", 0))
    content.remove(TERMS, ("termit", 0))
    removed(content, TERMS, lambda at, part: part == gone["id"] and "katso" in at[-2:-1])
    call = rf'\{{\{{ *termi\("{gone["id"]}"(?:, *"([^"]*)")?\) *\}}\}}'
    replaced_in_pages(content, call, lambda found: found[1] or gone["termi"])


@EDITS.add("tarkistettava asia lisätty")
def _(content: Content) -> None:
    new = {"id": "uusi-tarkistus", "aihe": "Uusi asia", "syy": "Asiaa ei tiedetä.", "kiireellisyys": "korkea"}
    content.add(REVIEWS, ("tarkistukset",), new)
    content.append(prose_page(content), '{{ tarkistettava("uusi-tarkistus") }}')


@EDITS.add("asia vahvistettu: tarkistus ja sen merkit poistettu")
def _(content: Content) -> None:
    if len(content.data(REVIEWS, ("tarkistukset",))) == 1:
        copied(content, REVIEWS, ("tarkistukset",), id="toinen-tarkistus")
    gone = content.data(REVIEWS, ("tarkistukset", 0, "id"))
    content.remove(REVIEWS, ("tarkistukset", 0))
    for file in (SERVICES, FIGURES, TERMS):
        removed(content, file, lambda at, part: part == gone and at[-1] == "tarkistus")
    replaced_in_pages(content, rf'^\{{\{{ *tarkistettava\("{gone}"\) *\}}\}}\n?', "")


@EDITS.add("asia vahvistettu: merkit jäivät", together=False)
def _(content: Content) -> list[str]:
    gone = content.data(REVIEWS, ("tarkistukset", 0, "id"))
    copied(content, REVIEWS, ("tarkistukset",), id="jaljelle-jaava")
    content.remove(REVIEWS, ("tarkistukset", 0))
    calls = [
        (page, number)
        for page in content.pages()
        for number, row in enumerate(content.text(page).split("\n"), start=1)
        if f'tarkistettava("{gone}")' in row
    ]
    return [
        *(
            missing(content, file, place, f"Tuntematon tarkistus {gone}")
            for file in (SERVICES, FIGURES, TERMS)
            for place, part in walk(content.data(file))
            if part == gone and place[-1] == "tarkistus"
        ),
        *(rf"{page} rivi {number}: Tuntematon tarkistus {gone}\..* → .+" for page, number in calls),
    ]
