"""The references of a document, found along the types of its model, also where the document is not valid.

A field refers to something when its type says so (:class:`handbook.reading.fields.Viittaus` and
:class:`handbook.reading.fields.Osaviittaus`): no list of such fields is kept anywhere.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

import pydantic

from handbook.reading.fields import Osaviittaus, Viittaus
from handbook.reading.problems import named
from handbook.reading.yaml_text import Document, Location


@dataclass(frozen=True)
class Reference:
    """One place where an id is used.

    ``kind`` is the kind of reference, ``file`` and ``row`` the place, and ``what`` says what is there, in
    Finnish. ``holder`` is the model whose field it is, in data; ``within`` the id of the record that
    ``value`` is a part of, for the parts of records (an option of a question). ``record`` is the place of the
    record in its data file.
    """

    kind: str
    value: str
    file: str
    row: int
    what: str
    holder: type[pydantic.BaseModel] | None = None
    within: str = ""
    record: Location = ()


def references(document: Document, model: type[pydantic.BaseModel]) -> list[Reference]:
    """Every reference in ``document``, whose file ``model`` describes, in the order of the document."""
    walk = _Walk(document)
    # A value may fit several models of a union, which then share the field.
    found = dict.fromkeys(walk.below(document.data, model, (), (), _Around({}, None, "")))
    return [reference for _, reference in sorted(found, key=lambda pair: pair[1].row)]


def record_at(place: Location) -> Location:
    """The place of the record of a data file that ``place`` is in: a list's item, or a single record."""
    return place[:2] if len(place) > 1 and isinstance(place[1], int) else place[:1]


@dataclass(frozen=True)
class _Around:
    """What is around a value: the ids referred to there, by kind, and the field with the model it is in."""

    ids: Mapping[str, str]
    holder: type[pydantic.BaseModel] | None
    field: str


@dataclass(frozen=True)
class _Walk:
    document: Document

    def below(
        self, value: Any, type_: Any, marks: Sequence[Any], at: Location, around: _Around
    ) -> Iterator[tuple[Location, Reference]]:
        """The references in ``value``, each with its place; ``marks`` are the annotations of ``type_``."""
        origin, inner = get_origin(type_), get_args(type_)
        if origin is Annotated:
            yield from self.below(value, inner[0], [*marks, *type_.__metadata__], at, around)
        elif origin in (Union, types.UnionType):
            for option in inner:
                yield from self.below(value, option, marks, at, around)
        elif origin is list and isinstance(value, list):
            for i, item in enumerate(value):
                yield from self.below(item, inner[0], (), (*at, i), around)
        elif origin is dict and isinstance(value, dict):
            for key, item in value.items():
                place = (*at, key)
                yield from self.below(key, inner[0], (), place, around)
                ids = {kind: key for kind in _kinds(inner[0], ())}
                yield from self.below(
                    item, inner[1], (), place, _Around({**around.ids, **ids}, around.holder, around.field)
                )
        elif isinstance(type_, type) and issubclass(type_, pydantic.BaseModel) and isinstance(value, dict):
            yield from self._fields(value, type_, at, around)
        elif isinstance(value, str) and value.strip():
            for mark in marks:
                if isinstance(mark, (Viittaus, Osaviittaus)):
                    yield at, self._reference(mark, value.strip(), at, around)

    def _fields(
        self, value: dict[str, Any], model: type[pydantic.BaseModel], at: Location, around: _Around
    ) -> Iterator[tuple[Location, Reference]]:
        model.model_rebuild()  # its fields may name a model defined later
        given = {name: field for name, field in model.model_fields.items() if name in value}
        ids = {
            kind: value[name]
            for name, field in given.items()
            for kind in _kinds(field.annotation, field.metadata)
            if isinstance(value[name], str)
        }
        for name, field in given.items():
            inside = _Around({**around.ids, **ids}, model, name)
            yield from self.below(value[name], field.annotation, field.metadata, (*at, name), inside)

    def _reference(
        self, mark: Viittaus | Osaviittaus, value: str, at: Location, around: _Around
    ) -> Reference:
        return Reference(
            mark.kind,
            value,
            self.document.file,
            self.document.row(at),
            f"kenttä {named(around.field)}{self.document.record(at) or f' ({at[0]})'}",
            around.holder,
            around.ids.get(mark.record, "") if isinstance(mark, Osaviittaus) else "",
            record_at(at),
        )


def _kinds(type_: Any, marks: Sequence[Any]) -> Iterator[str]:
    """The kinds of reference that a text of ``type_`` is."""
    if get_origin(type_) is Annotated:
        yield from _kinds(get_args(type_)[0], [*marks, *type_.__metadata__])
    elif get_origin(type_) in (Union, types.UnionType):
        for option in get_args(type_):
            yield from _kinds(option, marks)
    elif get_origin(type_) not in (list, dict):
        yield from (mark.kind for mark in marks if isinstance(mark, Viittaus))


def listed(found: Sequence[Reference]) -> str:
    """Places for a message: ``data/cases.yml rivit 12 ja 30, docs/index.md rivi 4``."""
    rows: dict[str, list[int]] = {}
    for reference in found:
        rows.setdefault(reference.file, []).append(reference.row)
    return ", ".join(f"{file} {_rows(sorted(set(numbers)))}" for file, numbers in rows.items())


def _rows(numbers: Sequence[int]) -> str:
    *first, last = map(str, numbers)
    return f"rivit {', '.join(first)} ja {last}" if first else f"rivi {last}"
