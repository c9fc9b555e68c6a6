"""What the formats would drop or turn without a word: text that an editor sees in the file but a reader would not meet.

YAML takes what follows `` #`` for a comment and reads ``\\t`` in quotes as a tab; Markdown swallows definitions; some signs cannot
be seen at all. Each becomes a problem of its row.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from handbook.reading.problems import Problem

# Control and format signs, private use (macros/reading.py marks places with it), row ends that editors do not number; U+FFFD
# stands where a sign was lost in conversion. Joiners and variation selectors are needed inside emoji, hence not here.
_VIERAAT = re.compile(
    "[{}]".format(
        "".join(
            merkki
            for merkki in map(chr, (*range(0x3000), *range(0xE000, 0xF900), 0xFEFF, *range(0xFFF9, 0x10000)))
            if merkki not in "\n\t\u200d"
            and (
                unicodedata.category(merkki) in ("Cc", "Cf", "Co", "Zl", "Zp")
                or merkki in "\ufffd\ufffe\uffff"
            )
        )
    )
)

# A word that is no prose: an id, a number, true.
_NO_PROSE = re.compile(r"[a-z0-9.-]+|[A-Z][0-9]+")


def odd_signs(text: str, *, file: str) -> Iterator[Problem]:
    """Signs that belong in no text, one problem a row."""
    for number, line in enumerate(text.split("\n"), start=1):
        if osuma := _VIERAAT.search(line):
            yield Problem(
                file,
                number,
                f"Rivillä on merkki U+{ord(osuma[0]):04X}, joka ei kuulu tekstiin.",
                "Poista merkki tai kirjoita rivi uudelleen.",
            )


def odd_indents(text: str, *, file: str, first_row: int) -> Iterator[Problem]:
    """Indents of YAML that are not made of spaces."""
    for number, line in enumerate(text.split("\n"), start=first_row + 1):
        sisennys = line[: len(line) - len(line.lstrip())]
        if "\t" in sisennys:
            yield Problem(file, number, "Rivin sisennyksessä on sarkain (tab).", "Sisennä välilyönneillä.")
        elif sisennys.strip(" "):
            yield Problem(
                file,
                number,
                "Rivin sisennyksessä on sitova välilyönti.",
                "Sisennä tavallisilla välilyönneillä.",
            )


def lost_in_yaml(tokens: Sequence[Any], text: str, *, file: str, first_row: int) -> Iterator[Problem]:
    """What YAML would leave out of ``text`` or turn into something else; ``tokens`` are the scanner's, of all of it.

    A comment on the row of a value is let be in the form that yamllint's rule ``comments`` asks for (``value  # comment``), unless
    the value could be prose that the editor meant to go on.
    """
    for token, seuraava in itertools.pairwise(tokens):
        row = first_row + token.end_mark.line + 1
        teksti = isinstance(token, yaml.ScalarToken)
        if (
            teksti
            and token.style == '"'
            and re.search(r'\\[^"\\]', text[token.start_mark.index : token.end_mark.index].replace(r"\\", ""))
        ):
            yield Problem(
                file,
                first_row + token.start_mark.line + 1,
                "Lainausmerkeissä on kenoviiva \\.",
                "Poista kenoviiva tai kirjoita se kahdesti.",
            )
        vali = text[token.end_mark.index : seuraava.start_mark.index].split("\n")[0]
        if "#" not in vali or isinstance(token, yaml.StreamStartToken):
            continue
        jatkuva = teksti and token.plain and not (_NO_PROSE.fullmatch(token.value) and vali.startswith("  "))
        if jatkuva or not re.match(r" +# ", vali):
            yield Problem(
                file,
                row,
                f"Merkin # jälkeinen teksti ”{vali.strip()[:40]}” jää pois.",
                "Laita koko arvo lainausmerkkeihin, tai siirrä kommentti omalle rivilleen.",
            )


def lost_in_pages(
    body: str, rows: Sequence[tuple[int, str]], *, file: str, first_row: int
) -> Iterator[Problem]:
    """Comments of the macros' language in ``body``, rows that Markdown takes for definitions, cells beyond a table's last column.

    ``rows`` are those of ``body`` outside code, with their numbers in ``file``.
    """
    for number, line in enumerate(body.split("\n"), start=first_row + 1):
        if "{##" in line:
            yield Problem(file, number, "Merkintä {## piilottaa sitä seuraavan tekstin.", "Poista merkintä.")
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
    sarakkeita = 0
    for (_, ylempi), (number, line) in itertools.pairwise(((0, ""), *rows)):
        if re.fullmatch(r"\|(?: *:?-+:? *\|)+ *", line):
            sarakkeita = _cells(ylempi)
        elif not line.strip():
            sarakkeita = 0
        elif sarakkeita and _cells(line) > sarakkeita:
            yield Problem(
                file,
                number,
                f"Taulukon rivillä on {_cells(line)} saraketta mutta otsikossa {sarakkeita}: loput jäävät pois.",
                "Jaa rivi tai korjaa pystyviivat.",
            )


def _cells(line: str) -> int:
    """How many cells a row of a table has; a vertical bar behind a backslash is text."""
    return len(re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|")))
