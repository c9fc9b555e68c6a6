"""YAML text to plain data, with the row of every field kept.

Loading follows two rules that YAML 1.1 does not give: every scalar stays the text the editor typed (no ``no`` → false,
no ``2025-01-31`` → date; pydantic converts where the model says so), and a key given twice is a problem, not a choice.
PyYAML's composer gives both, and the rows, without a dependency more.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from handbook.reading.lost_text import lost_in_yaml, odd_indents, odd_signs
from handbook.reading.problems import Problem, named, shown
from handbook.reading.wording import yaml_problem

Location = tuple[int | str, ...]

# libyaml is five times quicker and gives the same rows; PyYAML has it in every wheel, but not in every distribution.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)")


@dataclass(frozen=True)
class Document:
    """One YAML text as plain ``dict``/``list``/``str`` data, and the row on which each part of it begins.

    ``rows`` maps a location (keys and list positions from the top) to a row of ``file``, counted from 1.
    """

    file: str
    data: Any
    rows: Mapping[Location, int]

    def row(self, location: Location) -> int:
        """The row of ``location`` or, if it has none of its own (a missing field), of the nearest part around it."""
        while location and location not in self.rows:
            location = location[:-1]
        return self.rows.get(location, 1)

    def at(self, location: Location) -> Any:
        """The data at ``location``; ``None`` where there is none."""
        value = self.data
        for part in location:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def problem(self, location: Location, message: str, hint: str) -> Problem:
        """A problem of what stands at ``location``."""
        return Problem(self.file, self.row(location), message, hint)


def read_text(path: Path, *, file: str) -> tuple[str | None, list[Problem]]:
    """The text of ``path``, or the reasons why it cannot be trusted: missing, not UTF-8, half-merged, signs that are no text."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None, [Problem(file, 1, "Tiedostoa ei löydy tai sitä ei voi lukea.", "Palauta tiedosto.")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [
            Problem(file, line, "Tiedosto ei ole UTF-8-muodossa.", "Tallenna tiedosto UTF-8-muodossa.")
        ]
    # Only "\n" ends a row here as in an editor; str.splitlines would count form feeds and the like.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    conflicts = [
        Problem(
            file,
            number,
            "Tiedostossa on kesken jäänyt yhdistäminen (merge-merkki).",
            "Valitse jäävä teksti ja poista merkkirivit.",
        )
        for number, line in enumerate(text.split("\n"), start=1)
        if _CONFLICT.match(line) and not (line.startswith("=") and path.suffix == ".md")
    ]
    problems = conflicts + list(odd_signs(text, file=file))
    return (None if problems else text), problems


def parse(text: str, *, file: str, first_row: int = 0) -> tuple[Document | None, list[Problem]]:
    """YAML text to a :class:`Document`, or the problems that keep it from being read.

    ``first_row`` is the number of rows above ``text`` in ``file``.
    """
    indents = list(odd_indents(text, file=file, first_row=first_row))
    if indents:
        return None, indents
    try:
        tokens, node = _compose(text)
    except yaml.YAMLError as error:
        return None, [
            _open_quote(text, file, first_row) or yaml_problem(error, file=file, first_row=first_row)
        ]
    except RecursionError:
        return None, [
            Problem(file, first_row + 1, "Tiedostossa on liian monta sisäkkäistä tasoa.", "Yksinkertaista.")
        ]
    if node is None and (aliases := _aliases(tokens)):
        return None, [
            Problem(
                file,
                first_row + row,
                "Arvo alkaa merkillä *, & tai !.",
                'Laita koko arvo lainausmerkkeihin: kenttä: "teksti".',
            )
            for row in aliases
        ]
    rows: dict[Location, int] = {}
    problems = list(lost_in_yaml(tokens, text, file=file, first_row=first_row))
    data = _plain(node, (), rows, problems, file, first_row) if node else {}
    return (None, problems) if problems else (Document(file, data, rows), [])


def _compose(text: str) -> tuple[list[Any], yaml.Node | None]:
    """The tokens of ``text``, and its nodes unless it is empty or has anchors, aliases or tags.

    What libyaml refuses PyYAML reads again: it takes ``{a:[b]}``, and the Finnish wording is kept for its words alone.
    """
    try:
        return _compose_with(_Loader, text)
    except yaml.YAMLError:
        return _compose_with(yaml.BaseLoader, text)


def _compose_with(loader: Any, text: str) -> tuple[list[Any], yaml.Node | None]:
    tokens = list(yaml.scan(text, Loader=loader))
    return tokens, None if _aliases(tokens) else yaml.compose(text, Loader=loader)


def _aliases(tokens: Sequence[Any]) -> list[int]:
    """The rows of anchors, aliases and tags."""
    return [
        token.start_mark.line + 1
        for token in tokens
        if isinstance(token, (yaml.AliasToken, yaml.AnchorToken, yaml.TagToken))
    ]


def _open_quote(text: str, file: str, first_row: int) -> Problem | None:
    """The first row of broken YAML that opens a quote and is followed by a new field before closing it.

    The parser reads on to the next quote, rows below, and complains there.
    """
    lines = text.split("\n")
    for number, (line, after) in enumerate(itertools.pairwise(lines), start=1):
        if (
            re.match(r'\s*(- )?([\w-]+: *)?["{]', line)
            and line.replace('\\"', "").count('"') % 2
            and re.match(r"\s*(- |[\w-]+:( |$))", after)
        ):
            return Problem(
                file, first_row + number, "Lainausmerkki jää auki.", "Lisää arvon loppuun lainausmerkki."
            )
    return None


def _plain(
    node: yaml.Node,
    at: Location,
    rows: dict[Location, int],
    problems: list[Problem],
    file: str,
    first_row: int,
) -> Any:
    rows.setdefault(at, first_row + node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*at, i), rows, problems, file, first_row) for i, item in enumerate(node.value)]
    result: dict[str, Any] = {}
    in_braces = bool(getattr(node, "flow_style", False))
    repeated = False
    for key, value in node.value:
        row = first_row + key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            problems.append(Problem(file, row, "Kentän nimi ei ole teksti.", "Kirjoita kenttä: arvo."))
            continue
        if key.value in result:
            # A list's record whose dash is forgotten runs into the one above it: that is told once, not field by field.
            mend = (
                ", tai aloita uusi kohta luetelmaviivalla -"
                if at and isinstance(at[-1], int) and not in_braces
                else ""
            )
            if not repeated:
                problems.append(
                    Problem(
                        file,
                        row,
                        f"Kenttä {named(key.value)} on tässä kahdesti (ensin rivillä "
                        f"{rows[(*at, key.value)]}).",
                        f"Poista toinen{mend}.",
                    )
                )
            repeated = True
            continue
        if in_braces and key.end_mark.index == value.start_mark.index:
            problems.append(
                Problem(
                    file,
                    row,
                    f"Aaltosulkeissa on {shown(key.value)} ilman kaksoispistettä.",
                    "Laita teksti, jossa on pilkku, lainausmerkkeihin ja luettelo hakasulkeisiin [ ].",
                )
            )
            continue
        rows[*at, key.value] = row
        result[key.value] = _plain(value, (*at, key.value), rows, problems, file, first_row)
    return result
