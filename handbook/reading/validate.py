"""Data to checked models: every error of pydantic becomes a problem with its row and a hint."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

import pydantic

from handbook.reading.fields import Known
from handbook.reading.limits import PROBLEMS
from handbook.reading.model_types import Branch, blank, branches, fields, follow, models, types_at
from handbook.reading.problems import Problem, did_you_mean, named
from handbook.reading.wording import field_problem, tag
from handbook.reading.yaml_text import Document, Location, field_name

M = TypeVar("M", bound=pydantic.BaseModel)


def validate(document: Document, model: type[M], *, known: Known) -> tuple[M | None, list[Problem]]:
    """The document as ``model``, or all its problems with their rows.

    ``known`` gives for each kind of reference (``fakta``, ``lahde`` …) the ids that exist.
    """
    try:
        return model.model_validate(document.data, context=known), []
    except pydantic.ValidationError as error:
        errors = error.errors(include_url=False)
        mistakes = [_mistake(document, model, item) for item in errors[:PROBLEMS]]
    found = [(mistake, _problem(document, mistake)) for mistake in mistakes]
    # A misspelt required field is both unknown and missing: report only the unknown one.
    misspelt = {
        (mistake.location[:-1], problem.hint)
        for mistake, problem in found
        if mistake.kind == "extra_forbidden"
    }
    told = [
        problem
        for mistake, problem in found
        if mistake.kind != "missing"
        or (mistake.location[:-1], f"Tarkoititko {mistake.location[-1]}?") not in misspelt
    ]
    if len(errors) > PROBLEMS:
        message = f"Tiedostossa on {len(errors)} ongelmaa, joista kerrotaan {PROBLEMS}."
        told.append(Problem(document.file, 1, message, "Korjaa niistä osa ja tarkista uudelleen."))
    return None, told


class _Mistake(NamedTuple):
    """An error of pydantic, and what its wording needs to know about its place.

    ``location`` leads through the data and ``field`` is the last name on the way. ``record`` names the record
    around it for a message, or is empty. ``around`` and ``here`` are the types that the model allows for the
    value that holds the location and at the location itself.
    """

    kind: str
    location: Location
    field: str
    record: str
    value: Any
    details: Mapping[str, Any]
    around: list[Branch]
    here: list[Branch]


def _mistake(document: Document, model: type[pydantic.BaseModel], error: Any) -> _Mistake:
    kind, path = error["type"], error["loc"]
    location = tuple(_in_data(model, document.data, path, missing=kind == "missing"))
    return _Mistake(
        kind,
        location,
        field_name(location) if location else "tiedosto",
        document.record(location),
        error["input"],
        error.get("ctx") or {},
        types_at(model, path[:-1]),
        types_at(model, path),
    )


def _problem(document: Document, mistake: _Mistake) -> Problem:
    kind, location, field, record = mistake[:4]
    if kind == "extra_forbidden":
        return document.problem(
            location,
            f"Tuntematon kenttä {named(field)}{record}.",
            did_you_mean(field, fields(mistake.around), kinds="kentät", at_most=None),
        )
    if kind == "missing":
        return document.problem(
            location,
            f"Kenttä {named(field)} puuttuu{record}.",
            f"Lisää kenttä {field}: {blank(mistake.here)}",
        )
    if kind.startswith("sisalto."):
        # A rule between fields (fields.content_error) is named after the field to point at.
        place = (*location, kind.removeprefix("sisalto."))
        return document.problem(place, mistake.details["message"], mistake.details["hint"])
    context = _wording_context(mistake)
    if kind == "model_type" and not location:
        first = context["fields"][0]
        return document.problem(
            location, f"Tiedoston alusta puuttuu kenttä {first}.", f"Aloita rivillä {first}: …"
        )
    in_list = bool(location) and isinstance(location[-1], int)
    if mistake.value == "" and (in_list or kind not in ("literal_error", "model_type", "bool_parsing")):
        kind = "string_too_short"
    message, hint = field_problem(kind, field, mistake.value, context, in_list=in_list)
    if kind == "union_tag_invalid":
        # pydantic points at the record; its row is that of the field that says of which kind the record is.
        location = (*location, tag(context))
    return document.problem(location, message[:-1] + record + ".", hint)


def _wording_context(mistake: _Mistake) -> dict[str, Any]:
    """pydantic's details with what :func:`handbook.reading.wording.field_problem` needs besides."""
    here, field = mistake.here, mistake.field
    context = dict(mistake.details)
    if "expected" in context:
        context["allowed"] = re.findall(r"'([^']*)'", context["expected"])
    if mistake.kind == "union_tag_not_found":
        context["allowed_types"] = ", ".join(tag for tags, _ in here for tag in tags)
    options = follow(here, 0)[0] if mistake.kind == "list_type" else here
    context["fields"] = fields(options[:1])
    context["example"] = f"{field}: {{tunnus: {blank(follow(here, '')[0])}}}"
    context["required"] = any(
        model.model_fields[field].is_required()
        for model in models(mistake.around)
        if field in model.model_fields
    )
    return context


def _in_data(
    model: type[pydantic.BaseModel], data: Any, location: Location, *, missing: bool
) -> Iterator[int | str]:
    """The parts of an error's location without the tags that pydantic adds for unions.

    They lead through the data, except that the last part of a ``missing`` field's location is not in it.
    """
    types_ = branches(model)
    value = data
    for i, part in enumerate(location):
        types_, tag = follow(types_, part)
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
