"""Data to checked models: every error of the form becomes a problem with its row and its fix."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Sequence
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import pydantic

from handbook.reading.fields import Known
from handbook.reading.problems import Problem, did_you_mean, named
from handbook.reading.wording import field_problem
from handbook.reading.yaml_text import Document, Location

M = TypeVar("M", bound=pydantic.BaseModel)


def validate(document: Document, model: type[M], *, known: Known) -> tuple[M | None, list[Problem]]:
    """The document as ``model``, or every problem of it with its row.

    ``known`` gives for each kind of reference (``fakta``, ``lahde`` …) the ids that exist.
    """
    try:
        return model.model_validate(document.data, context=known), []
    except pydantic.ValidationError as error:
        found = [
            (item["type"], item["loc"], _located(document, model, item))
            for item in error.errors(include_url=False)
        ]
    # A required field that is only misspelt is told once, as an unknown field.
    misspelt = {
        (location[:-1], problem.hint) for kind, location, problem in found if kind == "extra_forbidden"
    }
    return None, [
        problem
        for kind, location, problem in found
        if kind != "missing" or (location[:-1], f"Tarkoititko {location[-1]}?") not in misspelt
    ]


def _located(document: Document, model: type[pydantic.BaseModel], error: Any) -> Problem:
    kind: str = error["type"]
    context = dict(error.get("ctx") or {})
    location = tuple(_in_data(model, document.data, error["loc"], missing=kind == "missing"))
    field = _field_name(location) if location else "tiedosto"
    row = document.row(location)
    where = _record(document, location)
    around, here = _types_at(model, error["loc"][:-1]), _types_at(model, error["loc"])
    if kind == "extra_forbidden":
        return Problem(
            document.file,
            row,
            f"Tuntematon kenttä {named(field)}{where}.",
            did_you_mean(field, _fields(around), kinds="kentät", at_most=None),
        )
    if kind == "missing":
        # The row of a missing field is the row its record begins on.
        row = document.row(location[:-1])
        return Problem(
            document.file,
            row,
            f"Kenttä {named(field)} puuttuu{where}.",
            f"Lisää kenttä {field}: {_blank(here)}",
        )
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
    context["pakollinen"] = any(
        option.model_fields[field].is_required() for option in _models(around) if field in option.model_fields
    )
    value = error["input"]
    if kind == "model_type" and not location:
        return Problem(
            document.file,
            row,
            f"Tiedoston alusta puuttuu kenttä {context['kentat'][0]}.",
            f"Aloita rivillä {context['kentat'][0]}: …",
        )
    in_list = bool(location) and isinstance(location[-1], int)
    if value == "" and (in_list or kind not in ("literal_error", "model_type", "bool_parsing")):
        kind = "string_too_short"
    message, hint = field_problem(kind, field, value, context, in_list=in_list)
    return Problem(document.file, row, message[:-1] + where + ".", hint)


def _in_data(
    model: type[pydantic.BaseModel], data: Any, location: Location, *, missing: bool
) -> Iterator[int | str]:
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
    return [
        (tuple(tag for word in words if get_origin(word) is Literal for tag in get_args(word)), annotation)
    ]


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
    return list(
        dict.fromkeys(
            name
            for option in _models(branches)
            for name in sorted(option.model_fields, key=lambda field: field not in option.__annotations__)
        )
    )


def _blank(branches: Sequence[Branch]) -> str:
    """How a value of the first type is written, with its contents left open."""
    type_ = branches[0][1] if branches else None
    if get_origin(type_) is list and not _models(_branches(get_args(type_)[0])):
        return "[…]"
    return "…"
