"""Finds places in any content by shape, never by name, and changes what stands in many of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from editing import Content, walk

from handbook.content.checks import PERMANENT_PAGES
from handbook.reading.yaml_text import Location

SERVICES, QUIZ, CASES = "data/services.yml", "data/quiz.yml", "data/cases.yml"
FACTS, SOURCES, TERMS, REVIEWS = "data/facts.yml", "data/sources.yml", "data/glossary.yml", "data/reviews.yml"
FIGURES, KNOWLEDGE, PATHS = "data/pathways.yml", "data/knowledge.yml", "data/paths.yml"
DEMANDS, QUERIES, SYNONYMS = "data/demands.yml", "data/queries.yml", "data/synonyms.yml"
DATA = (
    *(SERVICES, QUIZ, CASES, FACTS, SOURCES, TERMS, REVIEWS, FIGURES, KNOWLEDGE, PATHS, SYNONYMS),
    *(DEMANDS, QUERIES),
)
MENU = "mkdocs.yml"


def services(content: Content) -> Iterator[tuple[int, dict[str, Any]]]:
    """The services that have a page of their own, with their positions in the list."""
    for i, record in enumerate(content.data(SERVICES, ("palvelut",))):
        if record["tyyppi"] == "palvelu":
            yield i, record


def service_page(record: dict[str, Any]) -> str:
    return f"docs/palvelut/{record['id']}.md"


def plain_pages(content: Content) -> list[str]:
    """The pages that are neither a service's nor one that every handbook has."""
    taken = {service_page(record) for _, record in services(content)}
    taken |= {f"docs/{page}" for page in PERMANENT_PAGES}
    return [page for page in content.pages() if page not in taken and not page.endswith("/index.md")]


def prose_page(content: Content) -> str:
    """A page for a paragraph more."""
    return (plain_pages(content) or ["docs/tietoa.md"])[0]


def longest_menu(content: Content) -> Location:
    """The longest list of pages in the menu."""
    lists = [place for place, part in walk(content.data(MENU, ("nav",)), ("nav",)) if isinstance(part, list)]
    return max(lists, key=lambda place: len(content.data(MENU, place)))


def in_menu(content: Content, page: str) -> Location:
    """Where the menu leads to a page."""
    menu = content.data(MENU, ("nav",))
    return next(place for place, part in walk(menu, ("nav",)) if part == page.removeprefix("docs/"))


def criteria(content: Content, question: str | None = None) -> list[Location]:
    """The criteria of all outcomes, or those that look at one question."""
    return [
        place
        for place, part in walk(content.data(SERVICES))
        if isinstance(part, dict) and "kysymys" in part and question in (None, part["kysymys"])
    ][::-1]


def a_fact(content: Content) -> str:
    return str(content.data(FACTS, ("faktat", 0, "id")))


def told_fact(content: Content, page: str) -> str:
    """A fact that a page tells in its front matter; the first of all if there is none there yet."""
    told = content.data(page).get("perusta") or []
    if not told:
        content.field(page, (), "perusta", [a_fact(content)])
    return str((told or [a_fact(content)])[0])


def copied(content: Content, file: str, place: Location, **changed: Any) -> None:
    """A copy of the first record of a list at its end, with other values in some fields."""
    content.add(file, place, {**content.data(file, (*place, 0)), **changed})


def removed(content: Content, file: str, matches: Callable[[Location, Any], bool]) -> None:
    """Removes every part of a file that ``matches``, and the lists that this empties."""
    while place := next((at for at, part in walk(content.data(file)) if at and matches(at, part)), None):
        content.remove(file, place)


def missing(content: Content, file: str, place: Location, message: str) -> str:
    """The pattern of a message on the row of a place."""
    return rf"{re.escape(file)} rivi {content.row(file, place)}: {message}.* → .+"


def replaced_in_pages(content: Content, pattern: str, by: str | Callable[[re.Match[str]], str]) -> None:
    for page in content.pages():
        text = content.text(page)
        changed = re.sub(pattern, by, text, flags=re.MULTILINE)
        if changed != text:
            content.write(page, changed)


def replaced_in_queries(content: Content, page: str, instead: str) -> None:
    """Another page as the answer to the queries that have ``page``."""
    for at, part in list(walk(content.data(QUERIES))):
        if isinstance(part, list) and at[-1] == "sivut" and page in part:
            content.set(QUERIES, at, list(dict.fromkeys(instead if p == page else p for p in part)))


def new_page(content: Content, name: str, body: str) -> str:
    """A page that stands nowhere in the menu yet."""
    page = f"docs/{name}.md"
    title = name.replace("-", " ").capitalize()
    content.write(page, f'---\ndescription: "{title} kertoo lisää."\n---\n\n# {title}\n\n{body}\n')
    return page


def listed_page(content: Content, name: str, body: str) -> str:
    """A page at the end of the longest list of the menu."""
    page = new_page(content, name, body)
    content.add(MENU, longest_menu(content), page.removeprefix("docs/"))
    return page
