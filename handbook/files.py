"""The table of data files: each one's model, the ids in it that others refer to, and where else it is used.

A new data file is a row here. The check, the editors' schemas, the open data, the history of changes and the
pages' edit links all follow this table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pydantic

from handbook.chooser.model import Kysely, Vaatimukset
from handbook.content.figures import Kuvat
from handbook.content.pages import Sivu
from handbook.content.services import Palvelut
from handbook.content.sources import Faktat, Lahteet, Sanasto, Tarkistukset
from handbook.language.model import Kieli
from handbook.reading.yaml_text import Document, Location
from handbook.search.model import Haut, Synonyymit
from handbook.training.model import Lukupolut, Tapaukset, Tietotesti
from handbook.upkeep.model import Yllapito


@dataclass(frozen=True)
class Parts:
    """Parts of a record that others refer to (:class:`handbook.reading.fields.Osaviittaus`), each with an id.

    ``kind`` names the kind of reference, ``key`` the record's field and ``called`` is the kind's name in a
    message.
    """

    kind: str
    key: str
    called: str


@dataclass(frozen=True)
class Register:
    """Records whose ids others refer to (:class:`handbook.reading.fields.Viittaus`).

    ``kind`` names the kind of reference, ``key`` the list in the file and ``id`` the field that holds the id.
    ``called`` is the kind's name in a message. ``only`` is a field and the value that a record must have to
    count. With ``single`` there is one record and no list.
    """

    kind: str
    key: str
    called: str = ""
    id: str = "id"
    only: tuple[str, str] | None = None
    single: bool = False
    parts: Parts | None = None

    def records(self, document: Document) -> Iterator[tuple[Mapping[str, Any], Location]]:
        """The records with their places, also in a file that is not otherwise valid."""
        value = document.at((self.key,))
        items = value if isinstance(value, list) and not self.single else ()
        places: list[tuple[Any, Location]] = [(item, (self.key, i)) for i, item in enumerate(items)]
        for record, place in [(value, (self.key,))] if self.single else places:
            if isinstance(record, dict) and (self.only is None or record.get(self.only[0]) == self.only[1]):
                yield record, place

    def ids(self, document: Document) -> Iterator[tuple[str, Location]]:
        """The ids of the records with their places."""
        for record, place in self.records(document):
            value = record.get(self.id)
            if isinstance(value, str) and value:
                yield value, (*place, self.id)

    def part_ids(self, document: Document) -> Iterator[tuple[str, str, Location]]:
        """The ids of the records' ``parts``, each behind the id of its record and before its place."""
        for record, place in self.records(document) if self.parts else ():
            parts = record.get(self.parts.key) if self.parts else None
            for i, part in enumerate(parts if isinstance(parts, list) else ()):
                value = part.get("id") if isinstance(part, dict) else None
                if self.parts and isinstance(value, str) and value:
                    yield str(record.get(self.id)), value, (*place, self.parts.key, i, "id")

    def readable(self, document: Document) -> bool:
        """Whether the document has such records at all."""
        return bool(document.at((self.key,))) and isinstance(
            document.at((self.key,)), dict if self.single else list
        )


@dataclass(frozen=True)
class DataFile:
    """A file in ``data/``.

    ``called`` is the readers' name for its records and ``title`` the field that names one of them. Files that
    readers do not see as records have neither, and are left out of the history of changes. The first of the
    ``registers`` holds the records. ``macros`` are those that print the file's content on a page.
    """

    name: str
    model: type[pydantic.BaseModel]
    registers: tuple[Register, ...] = ()
    called: str = ""
    title: str = ""
    macros: tuple[str, ...] = ()
    open_data: bool = False

    @property
    def path(self) -> str:
        """The file relative to the project's root, as problems and links name it."""
        return f"data/{self.name}"


FILES: tuple[DataFile, ...] = (
    DataFile(
        "services.yml",
        Palvelut,
        (
            Register("palvelu", "palvelut", "palvelu"),
            Register("oma-palvelu", "palvelut", "palvelu", only=("tyyppi", "palvelu")),
            Register("tulos", "palvelut", "palvelu"),
            Register("tulos", "ensiaskel", "palvelu", single=True),
        ),
        called="Palvelut ja tahot",
        title="nimi",
        macros=("palvelukortti", "palvelukortit", "palvelun_tiedot", "palveluvalitsin", "tapaukset"),
        open_data=True,
    ),
    DataFile(
        "pathways.yml",
        Kuvat,
        (
            Register("kuva", "kuvat", "kuva"),
            Register("kuvan-numero", "kuvat", id="numero"),
            Register("ohjaaja", "ohjaajat", "ohjaaja"),
            Register("kartan-rivi", "kartta", id="palvelu"),
        ),
        called="Polut ja kuvat",
        title="nimi",
        macros=("palvelukartta", "polku", "kuva"),
        open_data=True,
    ),
    DataFile(
        "sources.yml",
        Lahteet,
        (Register("lahde", "lahteet", "lähde", id="numero"),),
        called="Lähteet",
        title="nimi",
        macros=("lahdeluettelo", "tarkistuslista"),
        open_data=True,
    ),
    DataFile(
        "glossary.yml",
        Sanasto,
        (Register("termi", "termit", "termi"),),
        called="Sanasto",
        title="termi",
        macros=("sanasto",),
        open_data=True,
    ),
    DataFile(
        "quiz.yml",
        Kysely,
        (
            Register(
                "kysymys", "kysymykset", "kysymys", parts=Parts("vaihtoehto", "vaihtoehdot", "vaihtoehto")
            ),
        ),
        called="Palveluvalitsimen kysymykset",
        title="kysymys",
        macros=("palveluvalitsin",),
        open_data=True,
    ),
    DataFile("demands.yml", Vaatimukset, (Register("vaatimus", "vaatimukset"),)),
    DataFile(
        "facts.yml",
        Faktat,
        (Register("luku", "luvut", "luku"), Register("fakta", "faktat", "väittämä")),
        macros=("vaittamat",),
        open_data=True,
    ),
    DataFile(
        "reviews.yml",
        Tarkistukset,
        (Register("tarkistus", "tarkistukset", "tarkistus"),),
        called="Tarkistettavat kohdat",
        title="aihe",
        macros=("tarkistuslista",),
        open_data=True,
    ),
    DataFile(
        "cases.yml",
        Tapaukset,
        (Register("tapaus", "tapaukset"),),
        called="Harjoitusten tapaukset",
        title="otsikko",
        macros=("tapaukset",),
    ),
    DataFile(
        "knowledge.yml",
        Tietotesti,
        (Register("tietokysymys", "tietotesti"),),
        called="Tietotestin kysymykset",
        title="kysymys",
        macros=("tietotesti",),
    ),
    DataFile(
        "paths.yml",
        Lukupolut,
        (Register("lukupolku", "lukupolut"),),
        called="Lukupolut",
        title="nimi",
        macros=("lukupolut",),
    ),
    DataFile("synonyms.yml", Synonyymit),
    DataFile("queries.yml", Haut, (Register("hakuluokka", "luokat", id="luokka"),)),
    DataFile("language.yml", Kieli),
    DataFile("upkeep.yml", Yllapito),
)

FILE: Mapping[str, DataFile] = {file.name: file for file in FILES}
FILE_OF: Mapping[type[pydantic.BaseModel], DataFile] = {file.model: file for file in FILES}
# File name → its model, for the editors' help.
MODELS: Mapping[str, type[pydantic.BaseModel]] = {file.name: file.model for file in FILES}


def files_of(sivu: Sivu) -> tuple[str, ...]:
    """The files in which the content of ``sivu`` is written, its own first."""
    shown = (file.path for kutsu in sivu.kutsut for file in FILES if kutsu.makro in file.macros)
    return tuple(dict.fromkeys([f"docs/{sivu.tiedosto}", *shown]))
