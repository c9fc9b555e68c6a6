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
from handbook.chooser.dead_ends import dead_end_problems
from handbook.chooser.demands import demand_problems, unknown_demand_options
from handbook.chooser.model import Kysely, Vaatimukset
from handbook.chooser.rules import Chooser
from handbook.content import checks as content
from handbook.content.attachments import foreign_files
from handbook.content.figures import Kuvat
from handbook.content.leftovers import leftovers
from handbook.content.menu import menu_problems
from handbook.content.pages import Sivu, read_page
from handbook.content.services import Palvelut
from handbook.content.sources import Faktat, Lahteet, Sanasto, Tarkistukset
from handbook.content.whole import Kasikirja
from handbook.files import FILE, FILE_OF, FILES, MODELS
from handbook.reading.fields import Known
from handbook.reading.fingerprint import fingerprint
from handbook.reading.problems import Problem, twice
from handbook.reading.references import Reference
from handbook.reading.schemas import schema_problems
from handbook.reading.validate import validate
from handbook.reading.yaml_text import Document
from handbook.search.checks import query_problems, synonym_problems
from handbook.search.model import Haut, Synonyymit
from handbook.training import checks as training
from handbook.training.model import Lukupolut, Tapaukset, Tietotesti
from handbook.upkeep.checks import link_exception_problems, service_review_problems
from handbook.upkeep.model import Yllapito
from handbook.usage.typed import Typed
from handbook.usage.typed import read as read_typed
from handbook.usage.where import dangling, definitions, with_other_places

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

# The data files that a source handbook is made of.
_SOURCE_HANDBOOK: tuple[type[pydantic.BaseModel], ...] = (
    Palvelut,
    Lahteet,
    Faktat,
    Sanasto,
    Tarkistukset,
    Kuvat,
    Kysely,
)

# Rules of content that is valid file by file. Each is given only the part of the whole that it looks at.
RULES: tuple[Rule, ...] = (
    lambda w: content.service_pages(w.kirja, w.document(Palvelut)),
    lambda w: content.service_map(w.kirja, w.document(Kuvat)),
    lambda w: content.own_pages(w.kirja),
    lambda w: content.page_names(w.kirja),
    lambda w: content.old_addresses(w.kirja),
    lambda w: content.unstated_facts(w.kirja, w.document(Faktat)),
    lambda w: content.foreign_sources(w.kirja, w.records(Palvelut), w.document(Palvelut)),
    lambda w: content.foreign_sources(w.kirja, w.records(Kuvat), w.document(Kuvat)),
    lambda w: content.foreign_sources(w.kirja, w.records(Sanasto), w.document(Sanasto)),
    lambda w: content.uncited_sources(w.kirja, w.document(Lahteet)),
    lambda w: content.unshown_figures(w.kirja, w.document(Kuvat)),
    lambda w: content.unmarked_reviews(w.kirja, w.document(Tarkistukset)),
    lambda w: content.abbreviations(w.kirja, w.document(Sanasto)),
    lambda w: dead_end_problems(w.kirja.chooser, w.document(Palvelut)),
    lambda w: demand_problems(
        w.records(Vaatimukset),
        w.kirja.chooser,
        w.records(Palvelut).choices(),
        w.document(Vaatimukset),
        w.document(Palvelut),
    ),
    lambda w: training.cases(w.records(Tapaukset), w.kirja.chooser, w.document(Tapaukset)),
    lambda w: training.knowledge(w.records(Tietotesti), w.kirja, w.document(Tietotesti)),
    lambda w: training.paths(w.records(Lukupolut), w.kirja, w.document(Lukupolut)),
    lambda w: synonym_problems(
        w.records(Synonyymit), w.kirja, w.texts.values(), w.document(Synonyymit), root=w.root
    ),
    lambda w: query_problems(w.records(Haut), w.document(Haut)),
    lambda w: service_review_problems(w.kirja, w.texts),
    lambda w: link_exception_problems(w.records(Yllapito), w.kirja, w.document(Yllapito)),
)


def check(root: Path) -> Outcome:
    """Reads and checks data, pages and menu below ``root``; never raises because of the content."""
    typed = read_typed(root)
    documents, texts, known = typed.documents, typed.texts, typed.known
    problems = [*typed.problems, *schema_problems(root, MODELS)]
    problems += [*content.missing_pages(texts), *foreign_files(root / "docs"), *_repeated_ids(documents)]
    models, found = _models(documents, known)
    problems += found
    pages, found = _pages(typed)
    problems += found
    if typed.menu is not None:
        problems += menu_problems(typed.menu, known, known["sivu"].ids)
    if problems:
        return Outcome(
            None, tuple(sorted({*with_other_places(problems, typed), *_meanwhile(typed, models, pages)}))
        )
    problems += _answers(models, documents)
    if problems or len(models) < len(FILES):
        return Outcome(None, tuple(sorted(set(problems))))
    whole = _whole(root, typed, models, pages)
    problems = sorted({problem for rule in RULES for problem in rule(whole)})
    return Outcome(None if problems else whole, tuple(problems))


def readable(root: Path, needed: Iterable[type[pydantic.BaseModel]]) -> Outcome:
    """Reads content that need not keep all rules, of another time or unfinished; never raises because of it.

    The content is whole when the source handbook's files and those of the ``needed`` models can be read as
    they are now, and the chooser's rules fit its questions. Other data files, and pages, may be left out.
    """
    typed = read_typed(root)
    models, found = _models(typed.documents, typed.known)
    files = [FILE_OF[model] for model in (*_SOURCE_HANDBOOK, *needed)]
    contradictions = list(_answers(models, typed.documents, results=False))
    if contradictions or any(file.name not in models for file in files):
        paths = {file.path for file in files}
        problems = {problem for problem in (*typed.problems, *found) if problem.file in paths}
        return Outcome(None, tuple(sorted({*contradictions, *problems})))
    return Outcome(_whole(root, typed, models, _pages(typed)[0]), ())


def _meanwhile(
    typed: Typed, valid: Mapping[str, pydantic.BaseModel], pages: Iterable[Sivu]
) -> Iterator[Problem]:
    """What can be told while there are problems of files, references left aside.

    Questions, options and criteria that do not fit together, and, if only references are broken, the records
    that no page shows any more. ``valid`` and ``pages`` are the files that have no problems.
    """
    others = {name: document for name, document in typed.documents.items() if name not in valid}
    models = {**valid, **_models(others, {})[0]}
    misspelt = {reference.kind for reference in dangling(typed)}
    problems = list(_answers(models, typed.documents))
    yield from problems
    # With fewer services the chooser may ask less; what it asks is known when its own data is in order.
    if not problems and "kysymys" not in misspelt and not any(_repeated_ids(typed.documents)):
        yield from _unasked(models, typed.documents)
    read_before = {*typed.removed, *(page.tiedosto for page in pages)}
    if len(models) == len(FILES) and all(
        text is not None and not read_page(text, name=name, known={})[1]
        for name, text in typed.texts.items()
        if name not in read_before
    ):
        yield from leftovers(
            _by_kind(definitions(typed)),
            typed.references(with_removed=False),
            misspelt=misspelt,
            about_removed=typed.about_removed,
        )


def _unasked(
    models: Mapping[str, pydantic.BaseModel], documents: Mapping[str, Document]
) -> Iterator[Problem]:
    """The answers of cases to what the chooser does not ask."""
    cases = FILE_OF[Tapaukset].name
    kysely, palvelut, tapaukset = (models.get(FILE_OF[model].name) for model in (Kysely, Palvelut, Tapaukset))
    if isinstance(kysely, Kysely) and isinstance(palvelut, Palvelut) and isinstance(tapaukset, Tapaukset):
        choices = sorted(palvelut.choices(), key=lambda choice: choice.valinta.jarjestys)
        chooser = Chooser(kysely, {choice.id: choice.valinta for choice in choices})
        yield from training.unasked_answers(tapaukset, chooser, documents[cases])


def _by_kind(found: Iterable[Reference]) -> dict[str, list[Reference]]:
    kinds: dict[str, list[Reference]] = {}
    for reference in found:
        kinds.setdefault(reference.kind, []).append(reference)
    return kinds


def _answers(
    models: Mapping[str, pydantic.BaseModel], documents: Mapping[str, Document], *, results: bool = True
) -> Iterator[Problem]:
    """Whether questions fit the criteria of services, the answers of cases and the conditions of demands."""
    quiz, services, cases, demands = (
        FILE_OF[model].name for model in (Kysely, Palvelut, Tapaukset, Vaatimukset)
    )
    kysely, palvelut, tapaukset, vaatimukset = map(models.get, (quiz, services, cases, demands))
    if not isinstance(kysely, Kysely):
        return
    if isinstance(palvelut, Palvelut):
        yield from chooser_problems(
            kysely, palvelut.choices(), documents[quiz], documents[services], results=results
        )
    if isinstance(tapaukset, Tapaukset):
        yield from training.unknown_answers(tapaukset, kysely, documents[cases])
    if isinstance(vaatimukset, Vaatimukset):
        yield from unknown_demand_options(vaatimukset, kysely, documents[demands])


def _whole(
    root: Path, typed: Typed, models: Mapping[str, pydantic.BaseModel], pages: Iterable[Sivu]
) -> Whole:
    texts = {name: text for name, text in typed.texts.items() if text is not None}
    version = fingerprint([{name: document.data for name, document in typed.documents.items()}, texts])
    return Whole(root, _kasikirja(models, pages, version), typed.documents, models, texts)


def _repeated_ids(documents: Mapping[str, Document]) -> Iterator[Problem]:
    for name, document in documents.items():
        for register in FILE[name].registers:
            for value, place, first in twice(register.ids(document)):
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


def _pages(typed: Typed) -> tuple[list[Sivu], list[Problem]]:
    """The pages that are in order, and the problems of the others.

    Of the page of a removed service nothing is said but that it is left.
    """
    pages: list[Sivu] = []
    problems = [
        Problem(
            reference.file,
            reference.row,
            f"Sivu kuvaa palvelua {reference.value}, jota ei ole.",
            "Poista sivu, tai palauta palvelu.",
        )
        for reference in typed.removed.values()
    ]
    for name, text in typed.texts.items():
        if text is not None and name not in typed.removed:
            page, found = read_page(text, name=name, known=typed.known)
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
