"""Edits pasted from elsewhere, such as Word."""

from __future__ import annotations

from editing import Content

from edits.edit import Edits
from edits.finding import SERVICES, SYNONYMS, missing, prose_page, services
from handbook.reading.yaml_text import Location

EDITS = Edits()


@EDITS.add("Wordista liitetty kappale")
def _(content: Content) -> None:
    pasted = "Asiakas kysyi:\u00a0”Mitä nyt?” Vastaus tuli klo 9\u201315 – heti. ‘Selvä’, hän sanoi…"
    content.append(prose_page(content), pasted)


@EDITS.add("Wordista liitetty arvo")
def _(content: Content) -> None:
    i, record = next(services(content))
    place: Location = ("palvelut", i, "mita_saa", 0, "teksti")
    content.set(SERVICES, place, f"{record['mita_saa'][0]['teksti']} Tuki –\u00a0”oma” – jatkuu.")


@EDITS.add("kaarevat lainausmerkit arvon ympärillä", together=False)
def _(content: Content) -> list[str]:
    i, _ = next(services(content))
    content.set(SERVICES, ("palvelut", i, "nimi"), "UUSINIMI")
    content.write(SERVICES, content.text(SERVICES).replace('"UUSINIMI"', "”Uusi nimi”"))
    return [missing(content, SERVICES, ("palvelut", i, "nimi"), "Arvon ympärillä on kaarevat lainausmerkit")]


@EDITS.add("pehmeä tavuviiva sivulla ja arvossa", together=False)
def _(content: Content) -> list[str]:
    page = prose_page(content)
    content.append(page, "työ\u00adkyky")
    row = content.text(page).count("\n")
    place: Location = ("synonyymit", 0, "sana")
    content.set(SYNONYMS, place, content.data(SYNONYMS, place) + "\u00ad")
    told = r"Rivillä on merkki U\+00AD\b.*, joka ei kuulu tekstiin\. → .+"
    other = content.row(SYNONYMS, place)
    return [rf"{page} rivi {row}: {told}", rf"{SYNONYMS} rivi {other}: {told}"]


@EDITS.add("Wordista liitetty luettelo", together=False)
def _(content: Content) -> list[str]:
    page = prose_page(content)
    content.append(page, "•\tensimmäinen\n•\ttoinen")
    last = content.text(page).count("\n")
    return [
        rf"{page} rivi {row}: Rivi alkaa merkillä •.* → Aloita rivi yhdysmerkillä.*"
        for row in (last - 1, last)
    ]


@EDITS.add("Wordista liitetty taulukko", together=False)
def _(content: Content) -> list[str]:
    page = prose_page(content)
    content.append(page, "Päivä\tAika\nmaanantai\t9–15")
    last = content.text(page).count("\n")
    return [rf"{page} rivi {row}: Rivillä on sarkain.* → .*pystyviivoilla.*" for row in (last - 1, last)]


@EDITS.add("sarkain arvossa")
def _(content: Content) -> None:
    i, _ = next(services(content))
    place: Location = ("palvelut", i, "mita_saa", 0, "teksti")
    content.set(SERVICES, place, f"{content.data(SERVICES, place)}\tLisää.")
