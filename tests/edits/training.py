"""Edits of what is practised and read in order: cases, the knowledge test and reading paths."""

from __future__ import annotations

from editing import Content

from edits.edit import Edits
from edits.finding import CASES, KNOWLEDGE, PATHS, copied, listed_page, prose_page, told_fact

EDITS = Edits()


@EDITS.add("tapaus lisätty")
def _(content: Content) -> None:
    copied(content, CASES, ("tapaukset",), id="uusi-tapaus", otsikko="Uusi tapaus")


@EDITS.add("tapaus poistettu")
def _(content: Content) -> None:
    if len(content.data(CASES, ("tapaukset",))) == 1:
        copied(content, CASES, ("tapaukset",), id="toinen-tapaus")
    content.remove(CASES, ("tapaukset", 0))


@EDITS.add("tietotestin kysymys lisätty")
def _(content: Content) -> None:
    copied(content, KNOWLEDGE, ("tietotesti",), id="uusi-tietokysymys", kysymys="Mitä muistat?")


@EDITS.add("tietotestin kysymys poistettu")
def _(content: Content) -> None:
    if len(content.data(KNOWLEDGE, ("tietotesti",))) == 1:
        copied(content, KNOWLEDGE, ("tietotesti",), id="toinen-tietokysymys")
    content.remove(KNOWLEDGE, ("tietotesti", 0))


def add_stop(content: Content, i: int) -> None:
    """A page at the end of a reading path that does not lead to it yet."""
    stops = {stop["sivu"] for stop in content.data(PATHS, ("lukupolut", i, "sivut"))}
    pages = [page.removeprefix("docs/") for page in (prose_page(content), *content.pages())]
    here = next((page for page in pages if page not in stops), None)
    if here is None:
        here = listed_page(content, "polun-sivu", "Teksti.").removeprefix("docs/")
    fact = told_fact(content, f"docs/{here}")
    stop = {"sivu": here, "miksi": "Sivu kertoo lisää.", "perusta": [fact]}
    content.add(PATHS, ("lukupolut", i, "sivut"), stop)


@EDITS.add("lukupolun askel lisätty")
def _(content: Content) -> None:
    add_stop(content, 0)


@EDITS.add("lukupolun askel poistettu")
def _(content: Content) -> None:
    paths = content.data(PATHS, ("lukupolut",))
    i = max(range(len(paths)), key=lambda i: len(paths[i]["sivut"]))
    if len(paths[i]["sivut"]) == 2:  # No path is shorter.
        add_stop(content, i)
    content.remove(PATHS, ("lukupolut", i, "sivut", 0))
