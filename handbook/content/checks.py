"""Rules across the records and pages of the source handbook: everything is shown, and in its own place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from pydantic import BaseModel

from handbook.content.front_matter import page_address
from handbook.content.macros import MACROS
from handbook.content.services import Palvelu
from handbook.content.sources import Termi
from handbook.content.whole import Kasikirja
from handbook.reading.fields import Perusteltu, Place, located_parts
from handbook.reading.problems import Problem, twice
from handbook.reading.yaml_text import Document

# Pages that references and the notes of pages link to; every handbook needs them.
PERMANENT_PAGES = (
    "harjoitukset.md",
    "index.md",
    "lahteet.md",
    "lukupolut.md",
    "mita-uutta.md",
    "palveluvalitsin.md",
    "perehdytysmerkinta.md",
    "saavutettavuus.md",
    "sanasto.md",
    "tietoa.md",
)


def missing_pages(files: Collection[str]) -> Iterator[Problem]:
    """Permanent pages that are not among ``files``, the pages' files in ``docs/``."""
    for file in PERMANENT_PAGES:
        if file not in files:
            yield Problem(
                f"docs/{file}",
                1,
                f"Pysyvä sivu {file} puuttuu.",
                "Palauta tiedosto: muut sivut viittaavat siihen.",
            )


def service_pages(kirja: Kasikirja, services: Document) -> Iterator[Problem]:
    """Each service is described on its own page, and only there."""
    for i, palvelu in enumerate(kirja.palvelut):
        if not isinstance(palvelu, Palvelu):
            continue
        sivu = kirja.sivu.get(palvelu.osoite)
        call = f'{{{{ palvelun_tiedot("{palvelu.id}") }}}}'
        if sivu is None:
            yield services.problem(
                ("palvelut", i, "id"),
                f"Palvelulta {palvelu.id} puuttuu sivu.",
                f"Luo docs/{palvelu.osoite}, jossa on {call}.",
            )
        elif palvelu.id not in sivu.kutsutut("palvelun_tiedot"):
            yield Problem(
                f"docs/{palvelu.osoite}",
                1,
                f"Sivulta puuttuvat palvelun {palvelu.id} tiedot.",
                f"Lisää {call}.",
            )
    for sivu in kirja.sivut:
        for kutsu in sivu.kutsut:
            if kutsu.makro == "palvelun_tiedot" and kirja.palvelu[kutsu.arvot[0]].osoite != sivu.tiedosto:
                yield Problem(
                    f"docs/{sivu.tiedosto}",
                    kutsu.rivi,
                    f"Palvelun {kutsu.arvot[0]} tiedot ovat väärällä sivulla.",
                    f"Siirrä kutsu sivulle docs/{kirja.palvelu[kutsu.arvot[0]].osoite}.",
                )


def service_map(kirja: Kasikirja, pathways: Document) -> Iterator[Problem]:
    """The map has a row for every service, including those about which the source says nothing."""
    mapped = {rivi.palvelu for rivi in kirja.kartta}
    for palvelu in kirja.palvelut:
        if isinstance(palvelu, Palvelu) and palvelu.id not in mapped:
            yield pathways.problem(
                ("kartta",),
                f"Palvelukartasta puuttuu palvelu {palvelu.id}.",
                f"Lisää luetteloon kartta rivi - palvelu: {palvelu.id} ja sen perusta.",
            )


def own_pages(kirja: Kasikirja) -> Iterator[Problem]:
    """The chooser and the parts of the training are on the pages that links lead to, and only there."""
    for name, macro in MACROS.items():
        if not macro.page:
            continue
        calls = [
            (sivu.tiedosto, kutsu.rivi)
            for sivu in kirja.sivut
            for kutsu in sivu.kutsut
            if kutsu.makro == name
        ]
        own = [place for place in calls if place[0] == macro.page]
        if not own:
            yield Problem(f"docs/{macro.page}", 1, f"Sivulta puuttuu {name}.", f"Lisää {{{{ {name}() }}}}.")
        for file, row in calls:
            if (file, row) not in own[:1]:
                yield Problem(
                    f"docs/{file}",
                    row,
                    f"Makron {name} voi kutsua vain kerran ja vain sivulla {macro.page}.",
                    f"Poista kutsu ja tee linkki sivulle {macro.page}.",
                )


def page_names(kirja: Kasikirja) -> Iterator[Problem]:
    """No two pages share a title or a description: browser tabs and search results show nothing else."""
    titles = Counter(sivu.otsikko for sivu in kirja.sivut)
    descriptions = Counter(sivu.etutiedot.description for sivu in kirja.sivut)
    for sivu in kirja.sivut:
        if titles[sivu.otsikko] > 1:
            yield Problem(
                f"docs/{sivu.tiedosto}",
                1,
                f"Pääotsikko ”{sivu.otsikko}” on usealla sivulla.",
                "Nimeä sivut eri tavoin.",
            )
        if descriptions[sivu.etutiedot.description] > 1:
            yield Problem(
                f"docs/{sivu.tiedosto}",
                1,
                "Sama description on usealla sivulla.",
                "Kuvaa jokainen sivu omin sanoin.",
            )


def old_addresses(kirja: Kasikirja) -> Iterator[Problem]:
    """Old addresses that are given twice: a reader can be led to one page only."""
    places = (
        (page_address(old), (f"docs/{sivu.tiedosto}", row, old))
        for sivu in kirja.sivut
        for old, row in sivu.vanhat
    )
    for _, (file, row, old), (first, first_row, _) in twice(places):
        yield Problem(
            file,
            row,
            f"Vanha osoite {old} on annettu kahdesti (ensin: {first} rivi {first_row}).",
            "Jätä se sille sivulle, jolle vanhan linkin pitää johtaa.",
        )


def unstated(tunnus: str) -> tuple[str, str]:
    """Message and hint for a fact that no page states."""
    return (
        f"Väittämää {tunnus} ei kerrota millään sivulla.",
        f"Kerro se sivulla ja lisää sivun etutietoihin perusta: [{tunnus}].",
    )


def uncited(numero: str) -> tuple[str, str]:
    """Message and hint for a source that no page cites."""
    return f"Lähteeseen {numero} ei viitata millään sivulla.", f"Lisää viite {{{{ lahde({numero}) }}}}."


def unshown(tunnus: str) -> tuple[str, str]:
    """Message and hint for a figure that no page shows."""
    return f"Kuvaa {tunnus} ei näytetä millään sivulla.", f'Lisää sivulle {{{{ kuva("{tunnus}") }}}}.'


def unmarked(tunnus: str) -> tuple[str, str]:
    """Message and hint for a matter to be confirmed that no page marks."""
    return (
        f"Tarkistusta {tunnus} ei ole merkitty millekään sivulle.",
        f'Lisää kohtaan rivi tarkistus: {tunnus} tai sivulle {{{{ tarkistettava("{tunnus}") }}}}.',
    )


def unstated_facts(kirja: Kasikirja, facts: Document) -> Iterator[Problem]:
    """Facts that no page states."""
    stated = {tunnus for sivu in kirja.sivut for tunnus in kirja.sivun_perusta(sivu)}
    for i, fakta in enumerate(kirja.faktat):
        if fakta.id not in stated:
            yield facts.problem(("faktat", i, "id"), *unstated(fakta.id))


def uncited_sources(kirja: Kasikirja, sources: Document) -> Iterator[Problem]:
    """Sources that no page cites."""
    cited = {numero for sivu in kirja.sivut for numero in kirja.sivun_lahteet(sivu)}
    for i, lahde in enumerate(kirja.lahteet):
        if lahde.numero not in cited:
            yield sources.problem(("lahteet", i, "numero"), *uncited(str(lahde.numero)))


def unshown_figures(kirja: Kasikirja, pathways: Document) -> Iterator[Problem]:
    """Figures that no page shows."""
    shown = {tunnus for sivu in kirja.sivut for tunnus in (*sivu.kutsutut("polku"), *sivu.kutsutut("kuva"))}
    for i, kuva in enumerate(kirja.kuvat):
        if kuva.id not in shown:
            yield pathways.problem(("kuvat", i, "id"), *unshown(kuva.id))


def unmarked_reviews(kirja: Kasikirja, reviews: Document) -> Iterator[Problem]:
    """Matters to be confirmed that no page marks."""
    marked = {tunnus for sivu in kirja.sivut for tunnus in kirja.sivun_tarkistukset(sivu)}
    for i, tarkistus in enumerate(kirja.tarkistukset):
        if tarkistus.id not in marked:
            yield reviews.problem(("tarkistukset", i, "id"), *unmarked(tarkistus.id))


def foreign_sources(kirja: Kasikirja, records: BaseModel, document: Document) -> Iterator[Problem]:
    """Sources of a statement or term that none of its facts names: such a source says something else."""
    parts: list[tuple[Place, Perusteltu | Termi]] = [
        *located_parts(records, Perusteltu),
        *located_parts(records, Termi),
    ]
    for place, part in parts:
        own = kirja.faktojen_lahteet(part.perusta)
        for numero in part.lahteet:
            if part.perusta and numero not in own:
                named = (
                    f"Väittämien lähteet: {', '.join(map(str, own))}."
                    if own
                    else "Väittämillä ei ole lähteitä."
                )
                yield document.problem(
                    (*place, "lahteet"),
                    f"Lähde {numero} ei ole väittämän {' eikä '.join(part.perusta)} lähde.",
                    f"Poista numero tai tarkista perusta. {named}",
                )


def abbreviations(kirja: Kasikirja, glossary: Document) -> Iterator[Problem]:
    """Abbreviations that two terms share: a tooltip can explain only one."""
    places = (
        (termi.lyhenne, ("termit", i, "lyhenne")) for i, termi in enumerate(kirja.termit) if termi.lyhenne
    )
    for lyhenne, place, first in twice(places):
        yield glossary.problem(
            place,
            f"Lyhenne {lyhenne} on käytössä kahdesti (ensin rivillä {glossary.row(first)}).",
            "Yhdistä termit tai poista toinen lyhenne.",
        )
