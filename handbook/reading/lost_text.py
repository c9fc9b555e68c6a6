"""Text that an editor sees in the file but that YAML or Markdown would silently drop or change.

YAML takes what follows `` #`` for a comment and reads ``\\t`` in quotes as a tab; Markdown hides definitions.
Each is reported as a problem of its row.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from handbook.reading.problems import Problem

# Values that are not prose: an id, a number, true.
_NOT_PROSE = re.compile(r"[a-z0-9.-]+|[A-Z][0-9]+")

# A word processor's quotation marks around a whole value: YAML takes them for a part of the text.
_CURLY = re.compile("[“”„][^“”„]*[“”]")


def wrong_indents(text: str, *, file: str, first_row: int) -> Iterator[Problem]:
    """Rows of YAML that are indented with something else than spaces.

    ``first_row`` is the number of rows above ``text`` in ``file``.
    """
    for number, line in enumerate(text.split("\n"), start=first_row + 1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            yield Problem(file, number, "Rivin sisennyksessä on sarkain (tab).", "Sisennä välilyönneillä.")
        elif indent.strip(" "):
            yield Problem(
                file,
                number,
                "Rivin sisennyksessä on sitova välilyönti.",
                "Sisennä tavallisilla välilyönneillä.",
            )


def lost_in_yaml(tokens: Sequence[Any], text: str, *, file: str, first_row: int) -> Iterator[Problem]:
    """What YAML would leave out of ``text`` or turn into something else.

    A comment beside a value is allowed as yamllint's rule ``comments`` asks for it (``value  # comment``),
    unless the value could be prose that the editor meant to continue.

    Args:
        tokens: the scanner's tokens of the whole ``text``.
        text: YAML.
        file: the file it is in.
        first_row: the number of rows above ``text`` in ``file``.
    """
    for token, following in itertools.pairwise(tokens):
        scalar = isinstance(token, yaml.ScalarToken)
        if scalar and token.style == '"':
            quoted = text[token.start_mark.index : token.end_mark.index]
            if re.search(r'\\[^"\\]', quoted.replace(r"\\", "")):
                yield Problem(
                    file,
                    first_row + token.start_mark.line + 1,
                    "Lainausmerkeissä on kenoviiva \\.",
                    "Poista kenoviiva tai kirjoita se kahdesti.",
                )
        if scalar and token.plain and _CURLY.fullmatch(token.value):
            yield Problem(
                file,
                first_row + token.start_mark.line + 1,
                f"Arvon ympärillä on kaarevat lainausmerkit {token.value[0]} {token.value[-1]}.",
                'Kirjoita suorat lainausmerkit: kenttä: "teksti".',
            )
        between = text[token.end_mark.index : following.start_mark.index].split("\n")[0]
        if "#" not in between or isinstance(token, yaml.StreamStartToken):
            continue
        prose = (
            scalar and token.plain and not (_NOT_PROSE.fullmatch(token.value) and between.startswith("  "))
        )
        if prose or not re.match(r" +# ", between):
            yield Problem(
                file,
                first_row + token.end_mark.line + 1,
                f"Merkin # jälkeinen teksti ”{between.strip()[:40]}” jää pois.",
                "Laita koko arvo lainausmerkkeihin, tai siirrä kommentti omalle rivilleen.",
            )


def lost_in_pages(
    body: str, rows: Sequence[tuple[int, str]], *, file: str, first_row: int
) -> Iterator[Problem]:
    """What Markdown and the macros' language would leave out of a page.

    Args:
        body: the page's text below its front matter.
        rows: the rows of ``body`` outside code, with their numbers in ``file``.
        file: the page's file.
        first_row: the number of rows above ``body`` in ``file``.

    Yields:
        Comments of the macros' language, rows that Markdown takes for definitions, cells beyond a table's
        last column, lists and tables that were pasted from elsewhere and would become one paragraph.
    """
    for number, line in enumerate(body.split("\n"), start=first_row + 1):
        if "{##" in line:
            yield Problem(file, number, "Merkintä {## piilottaa sitä seuraavan tekstin.", "Poista merkintä.")
    yield from _definitions(rows, file)
    yield from _lost_cells(rows, file)
    yield from _pasted(rows, file)


def _definitions(rows: Sequence[tuple[int, str]], file: str) -> Iterator[Problem]:
    for number, line in rows:
        if re.match(r" {0,3}\*\[[^\]]+\] ?:", line):
            yield Problem(
                file,
                number,
                "Rivi määrittelee lyhenteen, eikä sitä näytetä sivulla.",
                "Lisää lyhenne tiedostoon data/glossary.yml.",
            )
        elif re.match(r" {0,3}\[[^\]]+\]:", line):
            yield Problem(
                file,
                number,
                "Rivi määrittelee linkin, eikä sitä näytetä sivulla.",
                "Kirjoita linkki tekstiin: [teksti](sivu.md).",
            )


def _pasted(rows: Sequence[tuple[int, str]], file: str) -> Iterator[Problem]:
    for number, line in rows:
        if re.match(r"\s*[•·●▪◦‣]", line):
            yield Problem(
                file,
                number,
                f"Rivi alkaa merkillä {line.strip()[0]}, eikä siitä tule luettelon kohtaa.",
                "Aloita rivi yhdysmerkillä: - teksti. Jätä luettelon yläpuolelle tyhjä rivi.",
            )
        elif re.search(r"\S\t+\S", re.sub(r"^\s*([-*+]|\d+\.)\s+", "", line)):
            yield Problem(
                file,
                number,
                "Rivillä on sarkain (tab), eikä siitä tule taulukkoa.",
                "Erota solut pystyviivoilla: | solu | solu |, ja kirjoita otsikkorivin alle | --- | --- |.",
            )


def _lost_cells(rows: Sequence[tuple[int, str]], file: str) -> Iterator[Problem]:
    columns = 0  # 0 outside tables
    for (_, above), (number, line) in itertools.pairwise(((0, ""), *rows)):
        if re.fullmatch(r"\|(?: *+:?-++:? *+\|)++ *", line):
            columns = _cells(above)
        elif not line.strip():
            columns = 0
        elif columns and _cells(line) > columns:
            yield Problem(
                file,
                number,
                f"Taulukon rivillä on {_cells(line)} saraketta mutta otsikossa {columns}: loput jäävät pois.",
                "Jaa rivi tai korjaa pystyviivat.",
            )


def _cells(line: str) -> int:
    """The number of cells in a row of a table; a vertical bar behind a backslash is text."""
    return len(re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|")))
