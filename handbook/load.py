"""YAML files to checked models, with the row of every field kept.

Loading follows two rules that YAML 1.1 does not give: every scalar stays the text the editor typed (no ``no`` → false,
no ``2025-01-31`` → date; pydantic converts where the model says so), and a key given twice is a problem, not a choice.
PyYAML's composer gives both, and the rows, without a dependency more.
"""

from __future__ import annotations

import itertools
import re
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import pydantic
import yaml

from handbook.lost_text import lost_in_yaml, odd_indents, odd_signs
from handbook.problems import Problem, did_you_mean, field_problem, named, shown, yaml_problem

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
    """The text of ``path``, or the reasons why it cannot be trusted: missing, not UTF-8, half-merged, signs that are no text."""
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
        return None, [_open_quote(text, file, first_row) or yaml_problem(error, file=file, first_row=first_row)]
    except RecursionError:
        return None, [Problem(file, first_row + 1, "Tiedostossa on liian monta sisäkkäistä tasoa.", "Yksinkertaista.")]
    if node is None and (aliases := _aliases(tokens)):
        return None, [Problem(file, first_row + row, "Arvo alkaa merkillä *, & tai !.",
                              "Laita koko arvo lainausmerkkeihin: kenttä: \"teksti\".") for row in aliases]
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
    return [token.start_mark.line + 1 for token in tokens if isinstance(token, (yaml.AliasToken, yaml.AnchorToken, yaml.TagToken))]


def _open_quote(text: str, file: str, first_row: int) -> Problem | None:
    """The first row of broken YAML that opens a quote and is followed by a new field before closing it.

    The parser reads on to the next quote, rows below, and complains there.
    """
    lines = text.split("\n")
    for number, (line, after) in enumerate(itertools.pairwise(lines), start=1):
        if (re.match(r'\s*(- )?([\w-]+: *)?["{]', line) and line.replace('\\"', "").count('"') % 2
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
    in_braces = bool(getattr(node, "flow_style", False))
    repeated = False
    for key, value in node.value:
        row = first_row + key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            problems.append(Problem(file, row, "Kentän nimi ei ole teksti.", "Kirjoita kenttä: arvo."))
            continue
        if key.value in result:
            # A list's record whose dash is forgotten runs into the one above it: that is told once, not field by field.
            mend = ", tai aloita uusi kohta luetelmaviivalla -" if at and isinstance(at[-1], int) and not in_braces else ""
            if not repeated:
                problems.append(Problem(file, row, f"Kenttä {named(key.value)} on tässä kahdesti (ensin rivillä "
                                                   f"{rows[(*at, key.value)]}).", f"Poista toinen{mend}."))
            repeated = True
            continue
        if in_braces and key.end_mark.index == value.start_mark.index:
            problems.append(Problem(file, row, f"Aaltosulkeissa on {shown(key.value)} ilman kaksoispistettä.",
                                    "Laita teksti, jossa on pilkku, lainausmerkkeihin ja luettelo hakasulkeisiin [ ]."))
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
        found = [(item["type"], item["loc"], _located(document, model, item)) for item in error.errors(include_url=False)]
    # A required field that is only misspelt is told once, as an unknown field.
    misspelt = {(location[:-1], problem.hint) for kind, location, problem in found if kind == "extra_forbidden"}
    return None, [problem for kind, location, problem in found
                  if kind != "missing" or (location[:-1], f"Tarkoititko {location[-1]}?") not in misspelt]


def _located(document: Document, model: type[pydantic.BaseModel], error: Any) -> Problem:
    kind: str = error["type"]
    context = dict(error.get("ctx") or {})
    location = tuple(_in_data(model, document.data, error["loc"], missing=kind == "missing"))
    field = _field_name(location) if location else "tiedosto"
    row = document.row(location)
    where = _record(document, location)
    around, here = _types_at(model, error["loc"][:-1]), _types_at(model, error["loc"])
    if kind == "extra_forbidden":
        return Problem(document.file, row, f"Tuntematon kenttä {named(field)}{where}.",
                       did_you_mean(field, _fields(around), kinds="kentät", at_most=None))
    if kind == "missing":
        # The row of a missing field is the row its record begins on.
        row = document.row(location[:-1])
        return Problem(document.file, row, f"Kenttä {named(field)} puuttuu{where}.", f"Lisää kenttä {field}: {_blank(here)}")
    if kind.startswith("sisalto."):
        # A rule between fields of a record is named after the field it is told at.
        row = document.row((*location, kind.removeprefix("sisalto.")))
        return Problem(document.file, row, context["viesti"], context["neuvo"])
    if "expected" in context:
        context["sallitut"] = re.findall(r"'([^']*)'", context["expected"])
    if kind == "union_tag_not_found":
        context["sallitut_tyypit"] = ", ".join(tag for tags, _ in here for tag in tags)
    context["kentat"] = _fields((_follow(here, 0)[0] if kind == "list_type" else here)[:1])
    context["esimerkki"] = f"{field}: {{tunnus: {_blank(_follow(here, '')[0])}}}"
    context["pakollinen"] = any(option.model_fields[field].is_required() for option in _models(around) if field in option.model_fields)
    value = error["input"]
    if kind == "model_type" and not location:
        return Problem(document.file, row, f"Tiedoston alusta puuttuu kenttä {context['kentat'][0]}.",
                       f"Aloita rivillä {context['kentat'][0]}: …")
    in_list = bool(location) and isinstance(location[-1], int)
    if value == "" and (in_list or kind not in ("literal_error", "model_type", "bool_parsing")):
        kind = "string_too_short"
    message, hint = field_problem(kind, field, value, context, in_list=in_list)
    return Problem(document.file, row, message[:-1] + where + ".", hint)


def _in_data(model: type[pydantic.BaseModel], data: Any, location: Location, *, missing: bool) -> Iterator[int | str]:
    """The error's location without the tags that pydantic adds for unions, so that it leads through the data.

    Only the last part of a ``missing`` field's location is not in the data.
    """
    types_ = _branches(model)
    value = data
    for i, part in enumerate(location):
        types_, tag = _follow(types_, part)
        last = i == len(location) - 1
        if tag:
            continue
        if isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        elif isinstance(value, dict) and (part in value or (last and missing)):
            value = value.get(part)
        else:
            continue
        yield part


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


# A type that may stand in a place, and the words pydantic puts into an error's location when it chose that type.
Branch = tuple[tuple[str, ...], Any]


def _branches(annotation: Any) -> list[Branch]:
    """The types a value may have: those of optional values and tagged unions one by one."""
    if hasattr(annotation, "__metadata__"):
        tags = tuple(part.tag for part in annotation.__metadata__ if isinstance(part, pydantic.Tag))
        return [(tags or own, type_) for own, type_ in _branches(get_args(annotation)[0])]
    if get_origin(annotation) in (Union, types.UnionType):
        return [branch for arg in get_args(annotation) for branch in _branches(arg)]
    fields = annotation.model_fields if _is_model(annotation) else {}
    words = [fields[name].annotation for name in ("tyyppi", "muoto") if name in fields]
    return [(tuple(tag for word in words if get_origin(word) is Literal for tag in get_args(word)), annotation)]


def _follow(branches: Sequence[Branch], part: int | str) -> tuple[list[Branch], bool]:
    """The types one step further along an error's location, and whether that step is a tag: not in the data."""
    tagged: list[Branch] = [((), type_) for tags, type_ in branches if part in tags]
    if tagged:
        return tagged, True
    inner = [annotation for _, type_ in branches for annotation in _inside(type_, part)]
    return [branch for annotation in inner for branch in _branches(annotation)], False


def _inside(type_: Any, part: int | str) -> Sequence[Any]:
    """The type of the value at ``part`` of a value of ``type_``, if it has such a part."""
    if _is_model(type_):
        type_.model_rebuild()  # its fields may name a model that stands below it
        return [type_.model_fields[part].annotation] if part in type_.model_fields else []
    if get_origin(type_) is dict or (get_origin(type_) is list and isinstance(part, int)):
        return get_args(type_)[-1:]
    return []


def _types_at(model: type[pydantic.BaseModel], location: Location) -> list[Branch]:
    found = _branches(model)
    for part in location:
        found, _ = _follow(found, part)
    return found


def _is_model(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, pydantic.BaseModel)


def _models(branches: Sequence[Branch]) -> list[type[pydantic.BaseModel]]:
    return [type_ for _, type_ in branches if _is_model(type_)]


def _fields(branches: Sequence[Branch]) -> list[str]:
    """The fields that may stand there, a record's own before those it shares with others."""
    return list(dict.fromkeys(name for option in _models(branches)
                              for name in sorted(option.model_fields, key=lambda field: field not in option.__annotations__)))


def _blank(branches: Sequence[Branch]) -> str:
    """How a value of the first type is written, with its contents left open."""
    type_ = branches[0][1] if branches else None
    if get_origin(type_) is list and not _models(_branches(get_args(type_)[0])):
        return "[…]"
    return "…"


__all__ = ["Document", "Location", "parse", "read_text", "shown", "validate"]
