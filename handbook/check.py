"""The whole check: all content is read in one run, and every problem in it is reported at once.

Structure is checked first, file by file; then the rules that need the whole content (:data:`RULES`), such as
facts that no page states and sources that no page cites. They wait until every file is valid, since they
would only repeat its problems.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import pydantic

from handbook.chooser.checks import chooser_problems
from handbook.chooser.model import Kysely
from handbook.content import checks as content
from handbook.content.figures import Kuvat
from handbook.content.links import PICTURES
from handbook.content.menu import menu_problems
from handbook.content.pages import Sivu, read_page
from handbook.content.services import Palvelut
from handbook.content.sources import Faktat, Lahteet, Sanasto, Tarkistukset
from handbook.content.whole import Kasikirja
from handbook.files import FILE, FILE_OF, FILES, MODELS, Register
from handbook.reading.fields import Known, KnownIds
from handbook.reading.fingerprint import fingerprint
from handbook.reading.problems import Problem, did_you_mean, twice
from handbook.reading.schemas import schema_problems
from handbook.reading.validate import validate
from handbook.reading.yaml_text import Document, Location, parse, read_text
from handbook.search.checks import synonym_problems
from handbook.search.model import Synonyymit
from handbook.training import checks as training
from handbook.training.model import Lukupolut, Tapaukset, Tietotesti
from handbook.upkeep.checks import link_exception_problems, service_review_problems
from handbook.upkeep.model import Yllapito

M = TypeVar("M", bound=pydantic.BaseModel)


@dataclass(frozen=True)
class Whole:
    """The valid content below ``root``: the source handbook, and each data file as records and as a document.

    ``documents`` and ``models`` map a data file's name to its content; ``texts`` maps a page's file in
    ``docs/`` to its text.
    """

    root: Path
    kirja: Kasikirja
    documents: Mapping[str, Document]
    models: Mapping[str, pydantic.BaseModel]
    texts: Mapping[str, str]

    def records(self, model: type[M]) -> M:
        """The content of the data file that ``model`` describes."""
        return cast("M", self.models[FILE_OF[model].name])

    def document(self, model: type[pydantic.BaseModel]) -> Document:
        """The same file as typed, with its rows."""
        return self.documents[FILE_OF[model].name]


@dataclass(frozen=True)
class Outcome:
    """What a check found: the whole content, or ``None`` and the problems in the order of files and rows."""

    whole: Whole | None
    problems: tuple[Problem, ...]


Rule = Callable[[Whole], Iterable[Problem]]

# Rules of content that is valid file by file. Each is given only the part of the whole that it looks at.
RULES: tuple[Rule, ...] = (
    lambda w: content.service_pages(w.kirja, w.document(Palvelut)),
    lambda w: content.service_map(w.kirja, w.document(Kuvat)),
    lambda w: content.own_pages(w.kirja),
    lambda w: content.page_names(w.kirja),
    lambda w: content.unstated_facts(w.kirja, w.document(Faktat)),
    lambda w: content.foreign_sources(w.kirja, w.records(Palvelut), w.document(Palvelut)),
    lambda w: content.foreign_sources(w.kirja, w.records(Kuvat), w.document(Kuvat)),
    lambda w: content.foreign_sources(w.kirja, w.records(Sanasto), w.document(Sanasto)),
    lambda w: content.uncited_sources(w.kirja, w.document(Lahteet)),
    lambda w: content.unshown_figures(w.kirja, w.document(Kuvat)),
    lambda w: content.unmarked_reviews(w.kirja, w.document(Tarkistukset)),
    lambda w: content.abbreviations(w.kirja, w.document(Sanasto)),
    lambda w: training.cases(w.records(Tapaukset), w.kirja.chooser, w.document(Tapaukset)),
    lambda w: training.knowledge(w.records(Tietotesti), w.kirja, w.document(Tietotesti)),
    lambda w: training.paths(w.records(Lukupolut), w.kirja, w.document(Lukupolut)),
    lambda w: synonym_problems(
        w.records(Synonyymit), w.kirja, w.texts.values(), w.document(Synonyymit), root=w.root
    ),
    lambda w: service_review_problems(w.kirja, w.texts),
    lambda w: link_exception_problems(w.records(Yllapito), w.kirja, w.document(Yllapito)),
)


def check(root: Path) -> Outcome:
    """Reads and checks ``data/`` and ``docs/`` below ``root``; never raises because of the content."""
    documents, problems = _documents(root / "data")
    problems += schema_problems(root, MODELS)
    texts, found = _page_texts(root / "docs")
    problems += [*found, *content.missing_pages(texts), *menu_problems(root, texts)]
    problems += _repeated_ids(documents)
    known = {
        **_known(documents),
        "sivu": KnownIds("sivu", "Sivut ovat kansiossa docs.", tuple(texts)),
        "kuvatiedosto": KnownIds("kuva", "Tallenna kuva kansioon docs/assets/.", _pictures(root / "docs")),
    }
    models, found = _models(documents, known)
    problems += found
    pages, found = _pages(texts, known)
    problems += found
    quiz, services = FILE_OF[Kysely].name, FILE_OF[Palvelut].name
    kysely, palvelut = models.get(quiz), models.get(services)
    if isinstance(kysely, Kysely) and isinstance(palvelut, Palvelut):
        problems += chooser_problems(kysely, palvelut.choices(), documents[quiz], documents[services])
    if problems or len(models) < len(FILES):
        return Outcome(None, tuple(sorted(set(problems))))
    typed = {name: text for name, text in texts.items() if text is not None}
    version = fingerprint([{name: document.data for name, document in documents.items()}, typed])
    whole = Whole(root, _kasikirja(models, pages, version), documents, models, typed)
    problems = sorted({problem for rule in RULES for problem in rule(whole)})
    return Outcome(None if problems else whole, tuple(problems))


def _documents(folder: Path) -> tuple[dict[str, Document], list[Problem]]:
    """Every data file that can be read, by name, and the problems of the others."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for file in FILES:
        text, found = read_text(folder / file.name, file=file.path)
        problems += found
        if text is not None:
            document, found = parse(text, file=file.path)
            problems += found
            if document:
                documents[file.name] = document
    for path in sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")]):
        if path.name not in FILE:
            hint = did_you_mean(path.name, FILE, kinds="tiedostot")
            problems.append(Problem(f"data/{path.name}", 1, f"Tuntematon tiedosto {path.name}.", hint))
    return documents, problems


def _page_texts(docs: Path) -> tuple[dict[str, str | None], list[Problem]]:
    """The text of each page by its file in ``docs/``, ``None`` if it cannot be read; and the problems."""
    texts: dict[str, str | None] = {}
    problems: list[Problem] = []
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        texts[name], found = read_text(path, file=f"docs/{name}")
        problems += found
    return texts, problems


def _pictures(docs: Path) -> tuple[str, ...]:
    """The files of pictures, relative to ``docs/``, wherever they are in it."""
    return tuple(
        path.relative_to(docs).as_posix()
        for path in sorted(docs.rglob("*"))
        if path.suffix.lower() in PICTURES and path.is_file()
    )


def _ids(document: Document, register: Register) -> Iterator[tuple[str, Location]]:
    """The ids of a register with their places, also in a file that is not otherwise valid."""
    records = document.at((register.key,))
    for i, record in enumerate(records if isinstance(records, list) else []):
        value = record.get(register.id) if isinstance(record, dict) else None
        belongs = (
            register.only is None or document.at((register.key, i, register.only[0])) == register.only[1]
        )
        if isinstance(value, str) and value and belongs:
            yield value, (register.key, i, register.id)


def _known(documents: Mapping[str, Document]) -> dict[str, KnownIds]:
    """The ids that exist, by kind.

    Kinds whose list cannot be read or is empty are left out: reporting every reference to them would only
    repeat its problem.
    """
    return {
        register.kind: KnownIds(
            register.called,
            f"Tunnukset ovat tiedostossa {FILE[name].path}.",
            tuple(dict.fromkeys(value for value, _ in _ids(document, register))),
        )
        for name, document in documents.items()
        for register in FILE[name].registers
        if isinstance(document.at((register.key,)), list) and document.at((register.key,))
    }


def _repeated_ids(documents: Mapping[str, Document]) -> Iterator[Problem]:
    for name, document in documents.items():
        for register in FILE[name].registers:
            for value, place, first in twice(_ids(document, register)):
                yield document.problem(
                    place,
                    f"Tunnus {value} on käytössä kahdesti (ensin rivillä {document.row(first)}).",
                    "Anna toiselle oma tunnus.",
                )


def _models(
    documents: Mapping[str, Document], known: Known
) -> tuple[dict[str, pydantic.BaseModel], list[Problem]]:
    models: dict[str, pydantic.BaseModel] = {}
    problems: list[Problem] = []
    for name, document in documents.items():
        model, found = validate(document, MODELS[name], known=known)
        problems += found
        if model:
            models[name] = model
    return models, problems


def _pages(texts: Mapping[str, str | None], known: Known) -> tuple[list[Sivu], list[Problem]]:
    pages: list[Sivu] = []
    problems: list[Problem] = []
    for name, text in texts.items():
        if text is not None:
            page, found = read_page(text, name=name, known=known)
            problems += found
            pages += [page] if page else []
    return pages, problems


def _kasikirja(models: Mapping[str, Any], pages: Iterable[Sivu], version: str) -> Kasikirja:
    def of(model: type[M]) -> M:
        return cast("M", models[FILE_OF[model].name])

    return Kasikirja(
        palvelut=tuple(of(Palvelut).palvelut),
        ensiaskel=of(Palvelut).ensiaskel,
        lahteet=tuple(of(Lahteet).lahteet),
        luvut=tuple(of(Faktat).luvut),
        faktat=tuple(of(Faktat).faktat),
        termit=tuple(of(Sanasto).termit),
        tarkistukset=tuple(of(Tarkistukset).tarkistukset),
        kuvat=tuple(of(Kuvat).kuvat),
        ohjaajat=tuple(of(Kuvat).ohjaajat),
        kartta=tuple(of(Kuvat).kartta),
        kysely=of(Kysely),
        sivut=tuple(pages),
        versio=version,
    )
