"""YAML text to plain data, with the row of every field kept.

Loading follows two rules that YAML 1.1 does not give: every scalar stays the text the editor typed (no ``no``
→ false, no ``2025-01-31`` → date; pydantic converts where the model says so), and a key given twice is a
problem, not a choice. PyYAML's composer gives both, and the rows, without another dependency.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from handbook.reading.limits import NESTING, RECORDS, VALUE_CHARACTERS
from handbook.reading.lost_text import lost_in_yaml, wrong_indents
from handbook.reading.problems import Problem, named, shown
from handbook.reading.wording import TOO_DEEP, yaml_problem

Location = tuple[int | str, ...]

# libyaml is five times faster and gives the same rows; every wheel of PyYAML has it, but not every
# distribution.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Document:
    """One YAML text as plain ``dict``/``list``/``str`` data, and the row on which each part of it begins.

    ``rows`` maps a location (keys and list positions from the top) to a row of ``file``, counted from 1.
    """

    file: str
    data: Any
    rows: Mapping[Location, int]

    def row(self, location: Location) -> int:
        """The row of ``location``; if it has none (a missing field), that of the nearest part around it."""
        while location and location not in self.rows:
            location = location[:-1]
        return self.rows.get(location, 1)

    def at(self, location: Location) -> Any:
        """The data at ``location``, or ``None`` if there is none."""
        value = self.data
        for part in location:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def record(self, location: Location) -> str:
        """`` (palvelut: sosiaaliohjaus)``: the innermost record around the location that has an id or number.

        Empty if there is none.
        """
        for end in range(len(location), 0, -1):
            value = self.at(location[:end])
            if isinstance(value, dict):
                name = value.get("id") or value.get("numero")
                if isinstance(name, str) and name:
                    return f" ({field_name(location[:end])}: {name})"
        return ""

    def problem(self, location: Location, message: str, hint: str) -> Problem:
        """A problem with what is at ``location``."""
        return Problem(self.file, self.row(location), message, hint)


def field_name(location: Location) -> str:
    """The last name on the way to ``location``."""
    names = [part for part in location if isinstance(part, str)]
    return names[-1] if names else "luettelo"


def parse(text: str, *, file: str, first_row: int = 0) -> tuple[Document | None, list[Problem]]:
    """YAML text to a :class:`Document`, or the problems that keep it from being read.

    ``first_row`` is the number of rows above ``text`` in ``file``.
    """
    indents = list(wrong_indents(text, file=file, first_row=first_row))
    if indents:
        return None, indents
    try:
        tokens, node = _compose(text)
    except _TooDeepError as error:
        return None, [yaml_problem(error, file=file, first_row=first_row)]
    except yaml.YAMLError as error:
        return None, [
            _open_quote(text, file, first_row) or yaml_problem(error, file=file, first_row=first_row)
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
    reader = _Reader(file, first_row, list(lost_in_yaml(tokens, text, file=file, first_row=first_row)))
    data = reader.plain(node, ()) if node else {}
    return (None, reader.problems) if reader.problems else (Document(file, data, reader.rows), [])


def _compose(text: str) -> tuple[list[Any], yaml.Node | None]:
    """The tokens of ``text``, and its nodes unless it is empty or has anchors, aliases or tags.

    What libyaml refuses is read again by PyYAML: it accepts ``{a:[b]}``, and the Finnish wording knows its
    messages only.
    """
    try:
        return _compose_with(_Loader, text)
    except _TooDeepError:
        raise
    except yaml.YAMLError:
        return _compose_with(yaml.BaseLoader, text)


def compose(text: str) -> yaml.Node | None:
    """The nodes of YAML that may also have anchors, aliases and tags.

    Raises:
        yaml.YAMLError: ``text`` is no YAML, or has too many levels; the Finnish wording knows its message.
    """
    try:
        for _ in _tokens(_Loader, text):
            pass
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except _TooDeepError:
        raise
    except yaml.YAMLError:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    return node


class _TooDeepError(yaml.YAMLError):
    """YAML has more levels than are read; ``row`` is that on which the first one too many begins."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row
        self.problem = TOO_DEEP
        self.problem_mark = yaml.Mark("", 0, row - 1, 0, "", 0)


_BEGIN = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
_END = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


def _tokens(loader: Any, text: str) -> Iterator[Any]:
    """The scanner's tokens.

    Raises:
        _TooDeepError: there are too many levels: what composes them, in C too, calls itself once a level.
        yaml.YAMLError: ``text`` is no YAML.
    """
    level = 0
    for token in yaml.scan(text, Loader=loader):
        level += isinstance(token, _BEGIN) - isinstance(token, _END)
        if level > NESTING:
            raise _TooDeepError(token.start_mark.line + 1)
        yield token


def _compose_with(loader: Any, text: str) -> tuple[list[Any], yaml.Node | None]:
    tokens = list(_tokens(loader, text))
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

    The parser reads on to the next quote, some rows below, and complains there.
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


@dataclass
class _Reader:
    """Turns YAML nodes into plain data; collects the row of every part, and problems."""

    file: str
    first_row: int
    problems: list[Problem]
    rows: dict[Location, int] = field(default_factory=dict)

    def plain(self, node: yaml.Node, at: Location) -> Any:
        """The data of ``node``, which is at ``at``."""
        self.rows.setdefault(at, self._row(node))
        if isinstance(node, yaml.ScalarNode):
            if len(node.value) > VALUE_CHARACTERS:
                self._report(
                    node,
                    f"Arvo on liian pitkä: {len(node.value)} merkkiä.",
                    f"Lyhennä sitä: enintään {VALUE_CHARACTERS} merkkiä.",
                )
            return node.value
        if len(node.value) > RECORDS:
            self._report(
                node,
                f"Kohtia on liian monta: {len(node.value)}.",
                f"Poista ylimääräiset: enintään {RECORDS} kohtaa luettelossa tai kohdassa.",
            )
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*at, i)) for i, item in enumerate(node.value)]
        return self._mapping(node, at)

    def _mapping(self, node: yaml.Node, at: Location) -> dict[str, Any]:
        result: dict[str, Any] = {}
        in_braces = bool(getattr(node, "flow_style", False))
        repeated: list[yaml.ScalarNode] = []
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._report(key, "Kentän nimi ei ole teksti.", "Kirjoita kenttä: arvo.")
            elif key.value in result:
                repeated.append(key)
            elif in_braces and key.end_mark.index == value.start_mark.index:
                self._report(
                    key,
                    f"Aaltosulkeissa on {shown(key.value)} ilman kaksoispistettä.",
                    "Laita teksti, jossa on pilkku, lainausmerkkeihin ja luettelo hakasulkeisiin [ ].",
                )
            else:
                self.rows[*at, key.value] = self._row(key)
                result[key.value] = self.plain(value, (*at, key.value))
        # If the dash of a list's record is missing, all its fields run into the record above: one report is
        # enough.
        for key in repeated[:1]:
            in_list = at and isinstance(at[-1], int) and not in_braces
            or_new_record = ", tai aloita uusi kohta luetelmaviivalla -" if in_list else ""
            self._report(
                key,
                f"Kenttä {named(key.value)} on tässä kahdesti (ensin rivillä {self.rows[*at, key.value]}).",
                f"Poista toinen{or_new_record}.",
            )
        return result

    def _row(self, node: yaml.Node) -> int:
        return self.first_row + int(node.start_mark.line) + 1

    def _report(self, node: yaml.Node, message: str, hint: str) -> None:
        self.problems.append(Problem(self.file, self._row(node), message, hint))
