"""YAML files to checked models, with the row of every field kept.

Loading follows two rules that YAML 1.1 does not give: every scalar stays the text the editor typed (no ``no`` → false,
no ``2025-01-31`` → date; pydantic converts where the model says so), and a key given twice is a problem, not a choice.
PyYAML's composer gives both, and the rows, without a dependency more.
"""

from __future__ import annotations

import itertools
import re
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import pydantic
import yaml

from handbook.problems import Problem, did_you_mean, field_problem, shown, yaml_problem

Location = tuple[int | str, ...]
M = TypeVar("M", bound=pydantic.BaseModel)

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


def read_text(path: Path, *, file: str) -> tuple[str | None, list[Problem]]:
    """The text of ``path``, or the reason why it cannot be trusted: missing, not UTF-8, or half-merged."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None, [Problem(file, 1, "Tiedostoa ei löydy tai sitä ei voi lukea.", "Palauta tiedosto.")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [Problem(file, line, "Tiedosto ei ole UTF-8-muodossa.", "Tallenna tiedosto UTF-8-muodossa.")]
    # Only "\n" ends a row here as in an editor; str.splitlines would count form feeds and the like.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    conflicts = [
        Problem(file, number, "Tiedostossa on kesken jäänyt yhdistäminen (merge-merkki).",
                "Valitse jäävä teksti ja poista merkkirivit.")
        for number, line in enumerate(text.split("\n"), start=1)
        if _CONFLICT.match(line) and not (line.startswith("=") and path.suffix == ".md")
    ]
    return (None if conflicts else text), conflicts


def parse(text: str, *, file: str, first_row: int = 0) -> tuple[Document | None, list[Problem]]:
    """YAML text to a :class:`Document`, or the problems that keep it from being read.

    ``first_row`` is the number of rows above ``text`` in ``file``.
    """
    tabs = [
        Problem(file, first_row + number, "Rivin sisennyksessä on sarkain (tab).", "Sisennä välilyönneillä.")
        for number, line in enumerate(text.split("\n"), start=1)
        if "\t" in line[: len(line) - len(line.lstrip())]
    ]
    if tabs:
        return None, tabs
    try:
        aliases = [
            Problem(file, first_row + (event.start_mark.line if event.start_mark else 0) + 1, "Arvo alkaa merkillä *, & tai !.",
                    "Laita koko arvo lainausmerkkeihin: kenttä: \"teksti\".")
            for event in yaml.parse(text, Loader=_Loader)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None)
        ]
        if aliases:
            return None, aliases
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        return None, [_open_quote(text, file, first_row) or yaml_problem(_python_error(text) or error, file=file,
                                                                        first_row=first_row)]
    except RecursionError:
        return None, [Problem(file, first_row + 1, "Tiedostossa on liian monta sisäkkäistä tasoa.", "Yksinkertaista.")]
    rows: dict[Location, int] = {}
    problems: list[Problem] = []
    data = _plain(node, (), rows, problems, file, first_row) if node else {}
    return (None, problems) if problems else (Document(file, data, rows), [])


def _python_error(text: str) -> yaml.YAMLError | None:
    """The error as PyYAML itself words it: libyaml's words differ, and the Finnish wording is kept once."""
    try:
        yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        return error
    return None


def _open_quote(text: str, file: str, first_row: int) -> Problem | None:
    """The first row of broken YAML that opens a quote and is followed by a new field before closing it.

    The parser reads on to the next quote, rows below, and complains there.
    """
    lines = text.split("\n")
    for number, (line, after) in enumerate(itertools.pairwise(lines), start=1):
        if (re.match(r'\s*(- )?([\w-]+: *)?"', line) and line.replace('\\"', "").count('"') % 2
                and re.match(r"\s*(- |[\w-]+:( |$))", after)):
            return Problem(file, first_row + number, "Lainausmerkki jää auki.", "Lisää arvon loppuun lainausmerkki.")
    return None


def _plain(node: yaml.Node, at: Location, rows: dict[Location, int], problems: list[Problem], file: str,
           first_row: int) -> Any:
    rows.setdefault(at, first_row + node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*at, i), rows, problems, file, first_row) for i, item in enumerate(node.value)]
    result: dict[str, Any] = {}
    for key, value in node.value:
        row = first_row + key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            problems.append(Problem(file, row, "Kentän nimi ei ole teksti.", "Kirjoita kenttä: arvo."))
            continue
        if key.value in result:
            problems.append(Problem(file, row, f"Kenttä {key.value} on tässä kahdesti (ensin rivillä "
                                               f"{rows[(*at, key.value)]}).", "Poista toinen."))
            continue
        rows[*at, key.value] = row
        result[key.value] = _plain(value, (*at, key.value), rows, problems, file, first_row)
    return result


def validate(document: Document, model: type[M], *, known: Mapping[str, Sequence[str]]) -> tuple[M | None,
                                                                                                list[Problem]]:
    """The document as ``model``, or every problem of it with its row.

    ``known`` gives for each kind of reference (``fakta``, ``lahde`` …) the ids that exist; a kind that is left out
    is not checked, which is how a broken file is kept from making every reference to it a problem too.
    """
    try:
        return model.model_validate(document.data, context=known), []
    except pydantic.ValidationError as error:
        return None, [_located(document, model, item) for item in error.errors(include_url=False)]


def _located(document: Document, model: type[pydantic.BaseModel], error: Any) -> Problem:
    kind: str = error["type"]
    context = dict(error.get("ctx") or {})
    data_location = tuple(part for part in _in_data(document.data, error["loc"], missing=kind == "missing"))
    field = _field_name(data_location) if data_location else "tiedosto"
    row = document.row(data_location)
    where = _record(document, data_location)
    if kind == "extra_forbidden":
        known = _fields_at(model, error["loc"][:-1])
        return Problem(document.file, row, f"Tuntematon kenttä {field}{where}.", did_you_mean(field, known, kinds="kentät"))
    if kind == "missing":
        # The row of a missing field is the row its record begins on.
        row = document.row(data_location[:-1])
        return Problem(document.file, row, f"Kenttä {field} puuttuu{where}.", f"Lisää rivi {field}: …")
    if kind.startswith("sisalto."):
        # A rule between fields of a record is named after the field it is told at.
        row = document.row((*data_location, kind.removeprefix("sisalto.")))
        return Problem(document.file, row, context["viesti"], context["neuvo"])
    if "expected" in context:
        context["sallitut"] = re.findall(r"'([^']*)'", context["expected"])
    if kind == "union_tag_not_found":
        context["sallitut_tyypit"] = ", ".join(_tags_at(model, error["loc"]))
    if kind == "model_type":
        context["kentat"] = _fields_at(model, error["loc"])
    value = error["input"]
    if kind == "model_type" and not data_location:
        return Problem(document.file, row, f"Tiedoston alusta puuttuu kenttä {context['kentat'][0]}.",
                       f"Aloita rivillä {context['kentat'][0]}: …")
    if value == "" and kind not in ("literal_error", "model_type"):
        kind = "string_too_short"
    message, hint = field_problem(kind, field, value, context)
    return Problem(document.file, row, message[:-1] + where + ".", hint)


def _in_data(data: Any, location: Location, *, missing: bool) -> Location:
    """The error's location without the tags that pydantic adds for unions, so that it leads through the data.

    Only the last part of a ``missing`` field's location is not in the data.
    """
    found: list[int | str] = []
    value = data
    for i, part in enumerate(location):
        last = i == len(location) - 1
        if isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        elif isinstance(value, dict) and (part in value or (last and missing)):
            value = value.get(part)
        else:
            continue
        found.append(part)
    return tuple(found)


def _field_name(location: Location) -> str:
    names = [part for part in location if isinstance(part, str)]
    return names[-1] if names else "luettelo"


def _record(document: Document, location: Location) -> str:
    """`` (palvelut: sosiaaliohjaus)``: the record the location is in, by its id or number."""
    for end in range(len(location), 0, -1):
        value = document.at(location[:end])
        if isinstance(value, dict):
            name = value.get("id") or value.get("numero")
            if isinstance(name, str) and name:
                return f" ({_field_name(location[:end])}: {name})"
    return ""


def _models_at(annotation: Any, location: Location) -> list[type[pydantic.BaseModel]]:
    """The models that may stand at ``location`` of a type: through lists, optional values and tagged unions."""
    if hasattr(annotation, "__metadata__"):
        annotation = get_args(annotation)[0]
    origin = get_origin(annotation)
    if origin in (list, tuple):
        inner = location[1:] if location and isinstance(location[0], int) else location
        return _models_at(get_args(annotation)[0], inner)
    if origin in (Union, types.UnionType):
        options = [model for arg in get_args(annotation) for model in _models_at(arg, ())]
        tagged = [model for model in options if location and location[0] in _tags(model)]
        if tagged:
            return _models_at(tagged[0], location[1:])
        return [found for arg in get_args(annotation) for found in _models_at(arg, location)]
    if not (isinstance(annotation, type) and issubclass(annotation, pydantic.BaseModel)):
        return []
    if not location:
        return [annotation]
    field = annotation.model_fields.get(str(location[0]))
    return _models_at(field.annotation, location[1:]) if field else []


def _tags(model: type[pydantic.BaseModel]) -> tuple[str, ...]:
    tags = [model.model_fields[name].annotation for name in ("tyyppi", "muoto") if name in model.model_fields]
    return tuple(word for tag in tags if get_origin(tag) is Literal for word in get_args(tag))


def _tags_at(model: type[pydantic.BaseModel], location: Location) -> list[str]:
    return [tag for option in _models_at(model, location) for tag in _tags(option)]


def _fields_at(model: type[pydantic.BaseModel], location: Location) -> list[str]:
    """The fields that may stand there, a record's own before those it shares with others."""
    return list(dict.fromkeys(
        name for option in _models_at(model, location)
        for name in sorted(option.model_fields, key=lambda field: field not in option.__annotations__)))


__all__ = ["Document", "Location", "parse", "read_text", "shown", "validate"]
