"""The content as typed: every file that can be read, and the ids and references in it, valid or not."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handbook.content.links import PICTURES
from handbook.content.menu import MENU_FILE, menu_references
from handbook.content.pages import page_references
from handbook.content.services import service_page
from handbook.files import FILE, FILES, MODELS
from handbook.reading.fields import KnownIds
from handbook.reading.limits import PAGES
from handbook.reading.problems import Problem, did_you_mean
from handbook.reading.references import Reference, references
from handbook.reading.text_file import read_text
from handbook.reading.tree import files_below, printable
from handbook.reading.yaml_text import Document, parse

_REMOVED_HINT = "Palvelu on poistettu: poista tai vaihda tämä kohta."


@dataclass(frozen=True)
class Typed:
    """What is below a project's root.

    ``documents`` maps a data file's name to its content; ``texts`` a page's file in ``docs/`` to its text,
    ``None`` if it cannot be read; ``pictures`` are the files of pictures in ``docs/``. ``menu`` is the text
    of the site's settings, ``None`` if there are none. ``problems`` are those of the files that cannot be
    read.
    """

    documents: Mapping[str, Document]
    texts: Mapping[str, str | None]
    pictures: tuple[str, ...]
    menu: str | None
    problems: tuple[Problem, ...]

    @cached_property
    def known(self) -> Mapping[str, KnownIds]:
        """The ids that exist, by kind.

        Kinds whose list cannot be read or is empty are left out: reporting every reference to them would only
        repeat its problem. A page whose service was removed does not count as one that exists.
        """
        removed = {reference.value: page for page, reference in self.removed.items()}
        pages = tuple(page for page in self.texts if page not in self.removed)
        known = {
            "sivu": KnownIds(
                "sivu", "Sivut ovat kansiossa docs.", pages, tuple(removed.values()), _REMOVED_HINT
            ),
            "kuvatiedosto": KnownIds("kuva", "Tallenna kuva kansioon docs/assets/.", self.pictures),
        }
        unreadable = {
            register.kind
            for name, document in self.documents.items()
            for register in FILE[name].registers
            if not register.readable(document)
        }
        for name, document in self.documents.items():
            for register in FILE[name].registers:
                if register.kind not in unreadable:
                    before = known[register.kind].ids if register.kind in known else ()
                    known[register.kind] = KnownIds(
                        register.called,
                        f"Tunnukset ovat tiedostossa {FILE[name].path}.",
                        tuple(dict.fromkeys((*before, *(value for value, _ in register.ids(document))))),
                        tuple(removed),
                        _REMOVED_HINT,
                    )
        return known

    @cached_property
    def removed(self) -> Mapping[str, Reference]:
        """The pages of services that are no longer there, each with its call that tells the service.

        While a service without a page is there, its id has rather been changed or mistyped.
        """
        ids = {kind: self._ids(kind) for kind in ("palvelu", "oma-palvelu")}
        if not ids["palvelu"] or any(service_page(tunnus) not in self.texts for tunnus in ids["oma-palvelu"]):
            return {}
        return {
            page: reference
            for page in self.texts
            # Not every page is read through for this: a service is on the page named after it.
            if page == service_page(Path(page).stem) and Path(page).stem not in ids["palvelu"]
            for reference in self.on_page(page)
            if (reference.kind, reference.value) == ("oma-palvelu", Path(page).stem)
        }

    def _ids(self, kind: str) -> set[str]:
        return {
            value
            for name, document in self.documents.items()
            for register in FILE[name].registers
            if register.kind == kind
            for value, _ in register.ids(document)
        }

    def on_page(self, page: str) -> list[Reference]:
        """The references on a page; none if it cannot be read."""
        text = self.texts[page]
        return page_references(text, name=page) if text is not None else []

    @cached_property
    def in_data(self) -> list[Reference]:
        """The references in the data files."""
        return [
            reference
            for name, document in self.documents.items()
            for reference in references(document, MODELS[name])
        ]

    @cached_property
    def _on_pages(self) -> Mapping[str, list[Reference]]:
        return {page: self.on_page(page) for page in self.texts}

    @cached_property
    def in_menu(self) -> list[Reference]:
        """The pages that the menu names."""
        return menu_references(self.menu) if self.menu is not None else []

    @cached_property
    def about_removed(self) -> list[Reference]:
        """The references by which a record says that it is about a removed service, its own id."""
        services = {reference.value for reference in self.removed.values()}
        ids = {
            (document.file, document.row(place), value)
            for name, document in self.documents.items()
            for register in FILE[name].registers
            for value, place in register.ids(document)
            if value in services
        }
        return [other for other in self.in_data if (other.file, other.row, other.value) in ids]

    def references(self, *, with_removed: bool) -> Iterator[Reference]:
        """All references, in the order in which they are mended: data, pages, menu.

        ``with_removed`` says whether to take those on the pages of removed services as well.
        """
        yield from sorted(self.in_data, key=lambda reference: (reference.file, reference.row))
        for page in self.texts:
            if with_removed or page not in self.removed:
                yield from self._on_pages[page]
        yield from self.in_menu


def read(root: Path) -> Typed:
    """Reads ``data/``, ``docs/`` and the menu below ``root``; never raises because of the content."""
    documents, problems = _documents(root / "data")
    files, found = files_below(root / "docs", (".md", *PICTURES), shown_as="docs")
    problems += found
    texts, found = _page_texts({name: path for name, path in files.items() if path.suffix == ".md"})
    problems += found
    menu = None
    if os.path.lexists(root / MENU_FILE):
        menu, found = read_text(root / MENU_FILE, file=MENU_FILE)
        problems += found
    pictures = tuple(name for name, path in files.items() if path.suffix.lower() in PICTURES)
    return Typed(documents, texts, pictures, menu, tuple(problems))


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
            name = printable(path.name)
            problems.append(Problem(f"data/{name}", 1, f"Tuntematon tiedosto {name}.", hint))
    return documents, problems


def _page_texts(files: Mapping[str, Path]) -> tuple[dict[str, str | None], list[Problem]]:
    """The text of each page by its file in ``docs/``, ``None`` if it cannot be read; and the problems."""
    texts: dict[str, str | None] = {}
    problems: list[Problem] = []
    for number, (name, path) in enumerate(files.items(), start=1):
        texts[name] = None
        if number <= PAGES:
            texts[name], found = read_text(path, file=f"docs/{name}")
            problems += found
        if number == PAGES + 1:
            problems.append(
                Problem(
                    f"docs/{name}",
                    1,
                    f"Sivuja on liian monta: {len(files)}.",
                    f"Poista tai yhdistä sivuja: enintään {PAGES} sivua.",
                )
            )
    return texts, problems
