"""Markdown pages: what a page is, and every problem in it with its true row.

MkDocs and its macros plugin swallow broken front matter, count rows from below it, and turn a mistyped macro
into text on the page. So the pages are read here first, and only checked pages are built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.content.allowed import TYPED, refused
from handbook.content.calls import BARE_CALL, Kutsu, all_calls, bare_calls, read_calls
from handbook.content.front_matter import Etutiedot
from handbook.content.links import link_problems, outside_links, page_links
from handbook.content.rendered import rendered
from handbook.reading.fields import Known
from handbook.reading.lost_text import lost_in_pages
from handbook.reading.problems import Problem, shown
from handbook.reading.references import Reference, references
from handbook.reading.validate import validate
from handbook.reading.yaml_text import parse

_FRONT_MATTER = re.compile(r"\A---[ ]*\n(.*?)^---[ ]*$\n?", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)(?:[ \t]+\{[:][^}]*\})?[ \t]*#*$")
# An anchor, a class, or that the search leaves the section out: at the end of a heading or right behind a
# link.
_ATTRIBUTES = re.compile(
    r"(?:(?<=\))|^#{1,6} .* (?=\{[^}]*\}$))\{:(?: (?:[#.][a-z0-9-]+|data-search-exclude))+ \}"
)
_ATTRIBUTES_END = re.compile(r"\{:[^}]*\}")
_BRACE = re.compile(r"(?<!\{)\{(?!\{|%|##)")
_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>])[^>]*>?|<!--")
_LINK_TEXT = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\([^)]*\)")
# Without another call's beginning in it: every search for an end is as short as the call.
_CALL = re.compile(r"\{\{(?:(?!\{\{|\}\}).)*+\}\}")
_CODE = re.compile(r"(`+).+?\1")


@dataclass(frozen=True)
class Sivu:
    """One checked page.

    ``tiedosto`` is relative to ``docs/``; ``ulkoiset`` are the addresses outside the site and ``vanhat`` the
    page's old addresses, each with its row.
    """

    tiedosto: str
    otsikko: str
    etutiedot: Etutiedot
    kutsut: tuple[Kutsu, ...]
    ulkoiset: tuple[tuple[str, int], ...]
    vanhat: tuple[tuple[str, int], ...]

    def kutsutut(self, makro: str) -> tuple[str, ...]:
        """Every argument given to ``makro`` on this page, in order."""
        return tuple(arvo for kutsu in self.kutsut if kutsu.makro == makro for arvo in kutsu.arvot)


def read_page(text: str, *, name: str, known: Known) -> tuple[Sivu | None, list[Problem]]:
    """A page from its text, and all its problems; the page is ``None`` if any were found.

    ``name`` is the page's file relative to ``docs/``; ``known`` is as in
    :func:`handbook.reading.validate.validate`.
    """
    file = f"docs/{name}"
    front, old_rows, body, first_row, problems = _front_matter(text, file, known)
    rows = list(_prose_rows(body, first_row))
    title, heading_problems = _headings(rows, file)
    calls, call_problems = read_calls(body, file, first_row, known)
    problems += heading_problems + call_problems
    problems += bare_calls(rows, file, {problem.line for problem in call_problems})
    problems += link_problems(rows, file, name, known)
    problems += _html(rows, file)
    problems += lost_in_pages(body, rows, file=file, first_row=first_row)
    problems = problems or list(_foreign_markup(body, file, first_row))
    if problems or front is None:
        return None, problems
    old = tuple(zip(front.vanhat_osoitteet, old_rows, strict=True))
    return Sivu(name, title, front, tuple(calls), outside_links(rows), old), []


def page_references(text: str, *, name: str) -> list[Reference]:
    """Every id and page that a page refers to, in the order of its rows, also if the page has problems."""
    file = f"docs/{name}"
    match = _FRONT_MATTER.match(text)
    front, _ = parse(match[1], file=file, first_row=1) if match else (None, [])
    found = references(front, Etutiedot) if front else []
    first_row = text[: match.end()].count("\n") if match else 0
    body = text[match.end() :] if match else text
    found += [
        Reference(kind, value, file, call.rivi, f"makrokutsu {call.makro}")
        for call in all_calls(body, file, first_row)
        for kind, value in call.viittaukset
    ]
    links = page_links(list(_prose_rows(body, first_row)), name)
    found += [Reference("sivu", page, file, row, "linkki") for page, row in links]
    return sorted(found, key=lambda reference: reference.row)


def prose(text: str) -> Iterator[tuple[int, str]]:
    """Row number and words of each row of a checked page, its description first, without markup."""
    match = _FRONT_MATTER.match(text)
    front = match[0] if match else ""
    for number, line in enumerate(front.split("\n"), start=1):
        if line.startswith("description:"):
            yield number, line.removeprefix("description:").strip(" \"'")
    for number, line in _prose_rows(text[len(front) :], front.count("\n")):
        line = _LINK_TEXT.sub(r"\2", _ATTRIBUTES_END.sub("", line))
        yield from ((number, cell.strip(" *#-")) for cell in line.split("|") if cell.strip(" *#-:"))


def body_of(text: str) -> str:
    """A page's text below its front matter."""
    return _FRONT_MATTER.sub("", text, count=1)


def title_of(body: str) -> str:
    """The title of a page from its text, also of one that is not valid; empty if it has none."""
    rows = body.split("\n")
    return next((row[2:].partition("{:")[0].strip() for row in rows if row.startswith("# ")), "")


def _front_matter(
    text: str, file: str, known: Known
) -> tuple[Etutiedot | None, list[int], str, int, list[Problem]]:
    """Front matter, the rows of the old addresses in it, the text below it and the number of rows above that
    text, and problems.
    """
    match = _FRONT_MATTER.match(text)
    if not match:
        if text.startswith("---"):
            problem = Problem(
                file, 1, "Etutietojen lopettava rivi --- puuttuu.", "Lisää rivi --- etutietojen jälkeen."
            )
        else:
            problem = Problem(
                file,
                1,
                "Sivun alusta puuttuvat etutiedot.",
                "Aloita sivu riveillä ---, description: …, tarkistettu: ei-viela ja ---.",
            )
        return None, [], text, 0, [problem]
    body, first_row = text[match.end() :], text[: match.end()].count("\n")
    document, problems = parse(match[1], file=file, first_row=1)
    if document is None:
        return None, [], body, first_row, problems
    front, problems = validate(document, Etutiedot, known=known)
    old = document.at(("vanhat_osoitteet",))
    rows = [document.row(("vanhat_osoitteet", i)) for i in range(len(old))] if isinstance(old, list) else []
    return front, rows, body, first_row, problems


def _prose_rows(body: str, first_row: int) -> Iterator[tuple[int, str]]:
    """Row number and text of each row outside code blocks, without inline code and macro calls."""
    fence = ""
    for number, line in enumerate(body.split("\n"), start=first_row + 1):
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence):
                fence = ""
        elif match:
            fence = match[1]
        else:
            yield number, _CALL.sub("", _CODE.sub("", line))


def _headings(rows: Sequence[tuple[int, str]], file: str) -> tuple[str, list[Problem]]:
    """The page's title, and the problems of its headings and their attributes."""
    problems: list[Problem] = []

    def report(row: int, message: str, hint: str) -> None:
        problems.append(Problem(file, row, message, hint))

    title, previous = "", 0
    for number, line in rows:
        if _BRACE.search(_ATTRIBUTES.sub("", line)) and not BARE_CALL.search(line):
            report(
                number,
                "Merkintä {: … } on kesken tai väärässä paikassa.",
                "Kirjoita ankkuri otsikon loppuun: ## Otsikko {: #ankkuri }",
            )
        match = _HEADING.match(line)
        if not match:
            if re.match(r"^#{1,6}[^# \t{]", line):
                report(number, "Otsikon risuaidan perästä puuttuu välilyönti.", "Kirjoita ## Otsikko.")
            elif re.match(r"^\s+#{1,6} ", line):
                report(number, "Otsikko on sisennetty.", "Siirrä risuaita rivin alkuun.")
            continue
        level = len(match[1])
        if level == 1 and title:
            report(number, f"Sivulla on toinen pääotsikko {shown(match[2])}.", "Käytä väliotsikkoa ##.")
        elif level > previous + 1:
            report(
                number,
                f"Otsikko {shown(match[2])} hyppää tason yli.",
                f"Käytä merkintää {'#' * (previous + 1)}.",
            )
        if level == 1 and not title:
            title = match[2].strip()
        previous = level
    if not title:
        report(1, "Sivulta puuttuu pääotsikko.", "Lisää etutietojen jälkeen rivi # Otsikko.")
    return title, problems


def _foreign_markup(body: str, file: str, first_row: int) -> Iterator[Problem]:
    """What the page would publish that no page may hold; the same list is kept over the built site."""
    rows = body.lower().split("\n")
    try:
        page = rendered(body)
    except RecursionError:
        yield Problem(
            file, first_row + 1, "Sivulla on liian monta sisäkkäistä luetteloa.", "Yksinkertaista sivua."
        )
        return
    for message, cited in dict.fromkeys(refused(page.iterdescendants(), TYPED)):
        row = next((n for n, text in enumerate(rows, start=1) if cited.lower() in text), 1)
        yield Problem(file, first_row + row, message, "Käytä Markdownia, makroa tai osoitetta https://.")


def _html(rows: Sequence[tuple[int, str]], file: str) -> Iterator[Problem]:
    for number, line in rows:
        for match in _HTML.finditer(line):
            yield Problem(
                file, number, f"Sivulla on HTML-merkintä {shown(match[0])}.", "Käytä Markdownia tai makroa."
            )
