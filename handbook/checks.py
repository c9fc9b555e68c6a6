"""All rules across files and pages: the whole content in one run, every problem at once.

Form is checked first (:mod:`handbook.load`), record by record; then what only the whole can show: ids that are given
twice, facts nobody tells, sources nobody cites. Rules of the whole are kept silent while a file they need is broken,
since their words would only repeat its problem.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pydantic

from handbook.chooser_checks import chooser_problems
from handbook.finnish import Sanakirja
from handbook.kasikirja import Kasikirja
from handbook.lexicon import Sanavarasto
from handbook.load import Document, parse, read_text, validate
from handbook.model import Faktat, Lahteet, Palvelu, Palvelut, Sanasto, Tarkistukset
from handbook.model_base import tekstit
from handbook.model_haku import Synonyymit
from handbook.model_kieli import Kieli
from handbook.model_kuvat import Kuvat
from handbook.model_perehdytys import Lukupolut, Tapaukset, Tietotesti
from handbook.model_valitsin import Kysely
from handbook.model_yllapito import Yllapito
from handbook.pages import Sivu, read_page
from handbook.problems import Problem, did_you_mean
from handbook.schemas import schema_problems
from handbook.search_checks import synonym_problems
from handbook.training import fingerprint
from handbook.training_checks import training_problems
from handbook.upkeep_checks import link_exception_problems, service_review_problems


@dataclass(frozen=True)
class Rekisteri:
    """A list of records whose ids others refer to: the kind of reference, its key in the file, and the id's field."""

    laji: str
    avain: str
    tunniste: str = "id"


# File name in data/ → its model and the registers it holds.
TIEDOSTOT: Mapping[str, tuple[type[pydantic.BaseModel], tuple[Rekisteri, ...]]] = {
    "services.yml": (Palvelut, (Rekisteri("palvelu", "palvelut"),)),
    "sources.yml": (Lahteet, (Rekisteri("lahde", "lahteet", "numero"),)),
    "facts.yml": (Faktat, (Rekisteri("luku", "luvut"), Rekisteri("fakta", "faktat"))),
    "glossary.yml": (Sanasto, (Rekisteri("termi", "termit"),)),
    "pathways.yml": (Kuvat, (Rekisteri("kuva", "kuvat"), Rekisteri("kuvan-numero", "kuvat", "numero"),
                             Rekisteri("ohjaaja", "ohjaajat"), Rekisteri("kartan-rivi", "kartta", "palvelu"))),
    "quiz.yml": (Kysely, (Rekisteri("kysymys", "kysymykset"),)),
    "cases.yml": (Tapaukset, (Rekisteri("tapaus", "tapaukset"),)),
    "knowledge.yml": (Tietotesti, (Rekisteri("tietokysymys", "tietotesti"),)),
    "paths.yml": (Lukupolut, (Rekisteri("lukupolku", "lukupolut"),)),
    "reviews.yml": (Tarkistukset, (Rekisteri("tarkistus", "tarkistukset"),)),
    "synonyms.yml": (Synonyymit, ()),
    "language.yml": (Kieli, ()),
    "upkeep.yml": (Yllapito, ()),
}

# File name in data/ → its model: what the editors' help is made from.
MALLIT: Mapping[str, type[pydantic.BaseModel]] = {name: model for name, (model, _) in TIEDOSTOT.items()}

# Pages that references and page notes lead to: every handbook has them.
PYSYVAT_SIVUT = ("harjoitukset.md", "index.md", "lahteet.md", "lukupolut.md", "mita-uutta.md", "palveluvalitsin.md",
                 "perehdytysmerkinta.md", "saavutettavuus.md", "sanasto.md", "tietoa.md")

# Macros that stand on one page, once: links and scripts count on it.
OMAT_SIVUT: Mapping[str, str] = {"palveluvalitsin": "palveluvalitsin.md", "tapaukset": "harjoitukset.md",
                                 "tietotesti": "harjoitukset.md", "lukupolut": "lukupolut.md",
                                 "perehdytysmerkinta": "perehdytysmerkinta.md", "mita_uutta": "mita-uutta.md"}


@dataclass(frozen=True)
class Tarkastus:
    """The outcome of a check: the handbook, or ``None`` and the problems in the order of files and rows.

    ``documents`` are the data files by name and ``sivut`` the texts of the pages, as far as they could be read.
    """

    kasikirja: Kasikirja | None
    ongelmat: tuple[Problem, ...]
    documents: Mapping[str, Document]
    sivut: Mapping[str, str | None]


@cache
def check(root: Path) -> Tarkastus:
    """Reads and checks ``data/`` and ``docs/`` below ``root``. Never raises because of the content.

    Cached: one build asks several times. A build after an edit starts from fresh modules (``macros/hooks.py``).
    """
    documents, problems = _documents(root / "data")
    problems += schema_problems(root, MALLIT)
    known, found = _known(documents)
    problems += found
    page_texts, found = _page_texts(root / "docs")
    problems += found
    known["sivu"] = list(page_texts)
    problems += [Problem(f"docs/{sivu}", 1, f"Pysyvä sivu {sivu} puuttuu.", "Palauta tiedosto: muut sivut viittaavat siihen.")
                 for sivu in PYSYVAT_SIVUT if sivu not in page_texts]

    models: dict[str, Any] = {}
    for name, document in documents.items():
        models[name], found = validate(document, TIEDOSTOT[name][0], known=known)
        problems += found
    pages: list[Sivu] = []
    for tiedosto, text in page_texts.items():
        if text is not None:
            page, found = read_page(text, tiedosto=tiedosto, known=known)
            problems += found
            pages += [page] if page else []
    kysely, palvelut = models.get("quiz.yml"), models.get("services.yml")
    if kysely and palvelut:
        problems += chooser_problems(kysely, palvelut, documents["quiz.yml"], documents["services.yml"])
    if problems or len(models) < len(TIEDOSTOT):
        return Tarkastus(None, tuple(sorted(set(problems))), documents, page_texts)

    kasikirja = Kasikirja(
        palvelut=tuple(models["services.yml"].palvelut),
        lahteet=tuple(models["sources.yml"].lahteet),
        luvut=tuple(models["facts.yml"].luvut),
        faktat=tuple(models["facts.yml"].faktat),
        termit=tuple(models["glossary.yml"].termit),
        tarkistukset=tuple(models["reviews.yml"].tarkistukset),
        kuvat=tuple(models["pathways.yml"].kuvat),
        ohjaajat=tuple(models["pathways.yml"].ohjaajat),
        kartta=tuple(models["pathways.yml"].kartta),
        ensiaskel=models["services.yml"].ensiaskel,
        kysely=models["quiz.yml"],
        tapaukset=tuple(models["cases.yml"].tapaukset),
        tietotesti=tuple(models["knowledge.yml"].tietotesti),
        lukupolut=tuple(models["paths.yml"].lukupolut),
        synonyymit=tuple(models["synonyms.yml"].synonyymit),
        kieli=models["language.yml"],
        yllapito=models["upkeep.yml"],
        sivut=tuple(pages),
        versio=fingerprint([{name: document.data for name, document in documents.items()}, page_texts]),
    )
    problems = [*_service_pages(kasikirja, documents), *_service_map(kasikirja, documents), *_own_pages(kasikirja),
                *training_problems(kasikirja, documents), *_page_names(kasikirja), *_untold(kasikirja, documents),
                *service_review_problems(kasikirja, page_texts), *link_exception_problems(kasikirja, documents["upkeep.yml"]),
                *_abbreviations(documents), *_synonyms(root, kasikirja, page_texts, documents)]
    return Tarkastus(None if problems else kasikirja, tuple(sorted(set(problems))), documents, page_texts)


def _documents(folder: Path) -> tuple[dict[str, Document], list[Problem]]:
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for name in TIEDOSTOT:
        text, found = read_text(folder / name, file=f"data/{name}")
        problems += found
        if text is not None:
            document, found = parse(text, file=f"data/{name}")
            problems += found
            if document:
                documents[name] = document
    for path in sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")]):
        if path.name not in TIEDOSTOT:
            problems.append(Problem(f"data/{path.name}", 1, f"Tuntematon tiedosto {path.name}.",
                                    did_you_mean(path.name, TIEDOSTOT, kinds="tiedostot")))
    return documents, problems


def _records(document: Document, rekisteri: Rekisteri) -> Iterable[tuple[int, str]]:
    """Position and id of each record that has one, also in a file that is not otherwise valid."""
    records = document.at((rekisteri.avain,))
    for i, record in enumerate(records if isinstance(records, list) else []):
        value = record.get(rekisteri.tunniste) if isinstance(record, dict) else None
        if isinstance(value, str) and value:
            yield i, value


def _known(documents: Mapping[str, Document]) -> tuple[dict[str, list[str]], list[Problem]]:
    """The ids that exist, by kind, and the ids given twice. Kinds of a file that cannot be read are left out."""
    known: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for name, document in documents.items():
        for rekisteri in TIEDOSTOT[name][1]:
            records = document.at((rekisteri.avain,))
            if not isinstance(records, list) or not records:
                continue  # its own problem; that all its ids are unknown would only repeat it
            first: dict[str, int] = {}
            for i, value in _records(document, rekisteri):
                row = document.row((rekisteri.avain, i, rekisteri.tunniste))
                if value in first:
                    problems.append(Problem(document.file, row, f"Tunnus {value} on käytössä kahdesti (ensin rivillä "
                                                                f"{first[value]}).", "Anna toiselle oma tunnus."))
                first.setdefault(value, row)
            known[rekisteri.laji] = list(first)
    if "palvelu" in known:
        services = documents["services.yml"]
        known["oma-palvelu"] = [
            value for i, value in _records(services, TIEDOSTOT["services.yml"][1][0])
            if services.at(("palvelut", i, "tyyppi")) == "palvelu"
        ]
    return known, problems


def _page_texts(docs: Path) -> tuple[dict[str, str | None], list[Problem]]:
    """Text of each page by its file, ``None`` where it cannot be read."""
    texts: dict[str, str | None] = {}
    problems: list[Problem] = []
    for path in sorted(docs.rglob("*.md")):
        tiedosto = path.relative_to(docs).as_posix()
        texts[tiedosto], found = read_text(path, file=f"docs/{tiedosto}")
        problems += found
    return texts, problems


def _service_pages(kasikirja: Kasikirja, documents: Mapping[str, Document]) -> Iterable[Problem]:
    """Each service is told on its own page, and only there."""
    for i, palvelu in enumerate(kasikirja.palvelut):
        if not isinstance(palvelu, Palvelu):
            continue
        sivu = kasikirja.sivu.get(palvelu.osoite)
        ohje = f'{{{{ palvelun_tiedot("{palvelu.id}") }}}}'
        if sivu is None:
            yield Problem("data/services.yml", documents["services.yml"].row(("palvelut", i, "id")),
                          f"Palvelulta {palvelu.id} puuttuu sivu.", f"Luo docs/{palvelu.osoite}, jossa on {ohje}.")
        elif palvelu.id not in sivu.kutsutut("palvelun_tiedot"):
            yield Problem(f"docs/{palvelu.osoite}", 1, f"Sivulta puuttuvat palvelun {palvelu.id} tiedot.", f"Lisää {ohje}.")
    for sivu in kasikirja.sivut:
        for kutsu in sivu.kutsut:
            if kutsu.makro == "palvelun_tiedot" and kasikirja.palvelu[kutsu.arvot[0]].osoite != sivu.tiedosto:
                yield Problem(f"docs/{sivu.tiedosto}", kutsu.rivi, f"Palvelun {kutsu.arvot[0]} tiedot ovat väärällä sivulla.",
                              f"Siirrä kutsu sivulle docs/{kasikirja.palvelu[kutsu.arvot[0]].osoite}.")


def _service_map(kasikirja: Kasikirja, documents: Mapping[str, Document]) -> Iterable[Problem]:
    """The map has a row for every service, also for one of which the source says nothing."""
    mapped = {rivi.palvelu for rivi in kasikirja.kartta}
    for palvelu in kasikirja.palvelut:
        if isinstance(palvelu, Palvelu) and palvelu.id not in mapped:
            yield Problem("data/pathways.yml", documents["pathways.yml"].row(("kartta",)), f"Palvelukartasta puuttuu palvelu {palvelu.id}.",
                          f"Lisää luetteloon kartta rivi - palvelu: {palvelu.id} ja sen perusta.")


def _own_pages(kasikirja: Kasikirja) -> Iterable[Problem]:
    """The chooser and the parts of the training stand on their own pages, where links lead, and only there."""
    for makro, oma in OMAT_SIVUT.items():
        kutsut = [(sivu.tiedosto, kutsu.rivi) for sivu in kasikirja.sivut for kutsu in sivu.kutsut if kutsu.makro == makro]
        omat = [paikka for paikka in kutsut if paikka[0] == oma]
        if not omat:
            yield Problem(f"docs/{oma}", 1, f"Sivulta puuttuu {makro}.", f"Lisää {{{{ {makro}() }}}}.")
        for tiedosto, rivi in kutsut:
            if (tiedosto, rivi) not in omat[:1]:
                yield Problem(f"docs/{tiedosto}", rivi, f"Makron {makro} voi kutsua vain kerran ja vain sivulla {oma}.",
                              f"Poista kutsu ja tee linkki sivulle {oma}.")


def _page_names(kasikirja: Kasikirja) -> Iterable[Problem]:
    """Titles and descriptions tell pages apart in the browser's tab and in search results."""
    titles = Counter(sivu.otsikko for sivu in kasikirja.sivut)
    descriptions = Counter(sivu.etutiedot.description for sivu in kasikirja.sivut)
    for sivu in kasikirja.sivut:
        if titles[sivu.otsikko] > 1:
            yield Problem(f"docs/{sivu.tiedosto}", 1, f"Pääotsikko ”{sivu.otsikko}” on usealla sivulla.", "Nimeä sivut eri tavoin.")
        if descriptions[sivu.etutiedot.description] > 1:
            yield Problem(f"docs/{sivu.tiedosto}", 1, "Sama description on usealla sivulla.", "Kuvaa jokainen sivu omin sanoin.")


def _untold(kasikirja: Kasikirja, documents: Mapping[str, Document]) -> Iterable[Problem]:
    """Facts that no page tells, sources that none cites, reviews that none marks: content that readers never meet."""
    faktat, lahteet, tarkistukset = (documents[name] for name in ("facts.yml", "sources.yml", "reviews.yml"))
    for i, fakta in enumerate(kasikirja.faktat):
        if not kasikirja.kertovat(fakta.id):
            yield Problem(faktat.file, faktat.row(("faktat", i, "id")), f"Väittämää {fakta.id} ei kerrota millään sivulla.",
                          f"Kerro se sivulla ja lisää sivun etutietoihin perusta: [{fakta.id}].")
    for i, lahde in enumerate(kasikirja.lahteet):
        if not kasikirja.viittaavat(lahde.numero):
            yield Problem(lahteet.file, lahteet.row(("lahteet", i, "numero")), f"Lähteeseen {lahde.numero} ei viitata millään sivulla.",
                          f"Lisää viite {{{{ lahde({lahde.numero}) }}}}.")
    kuvat = documents["pathways.yml"]
    for i, kuva in enumerate(kasikirja.kuvat):
        if not any(kuva.id in (*sivu.kutsutut("polku"), *sivu.kutsutut("kuva")) for sivu in kasikirja.sivut):
            yield Problem(kuvat.file, kuvat.row(("kuvat", i, "id")), f"Kuvaa {kuva.id} ei näytetä millään sivulla.",
                          f'Lisää sivulle {{{{ kuva("{kuva.id}") }}}}.')
    for i, tarkistus in enumerate(kasikirja.tarkistukset):
        if not kasikirja.merkitsevat(tarkistus.id):
            yield Problem(tarkistukset.file, tarkistukset.row(("tarkistukset", i, "id")),
                          f"Tarkistusta {tarkistus.id} ei ole merkitty millekään sivulle.",
                          f'Lisää kohtaan rivi tarkistus: {tarkistus.id} tai sivulle {{{{ tarkistettava("{tarkistus.id}") }}}}.')


def _abbreviations(documents: Mapping[str, Document]) -> Iterable[Problem]:
    glossary = documents["glossary.yml"]
    first: dict[str, int] = {}
    for i, term in enumerate(glossary.at(("termit",)) or []):
        row = glossary.row(("termit", i, "lyhenne"))
        short = term.get("lyhenne")
        if short in first:
            yield Problem(glossary.file, row, f"Lyhenne {short} on käytössä kahdesti (ensin rivillä {first[short]}).",
                          "Yhdistä termit tai poista toinen lyhenne.")
        elif short:
            first[short] = row


def _synonyms(root: Path, kasikirja: Kasikirja, page_texts: Mapping[str, str | None],
              documents: Mapping[str, Document]) -> Iterable[Problem]:
    sanakirja = Sanakirja(root)
    tietueet = (*kasikirja.palvelut, *kasikirja.kuvat, *kasikirja.termit, *kasikirja.lahteet, *kasikirja.tarkistukset)
    sanavarasto = Sanavarasto([*filter(None, page_texts.values()), *(teksti for tietue in tietueet for teksti in tekstit(tietue))],
                              sanakirja, separator=r"[\W_]+")
    problems = list(synonym_problems(kasikirja.synonyymit, sanavarasto, documents["synonyms.yml"]))
    sanakirja.tallenna()
    return problems
