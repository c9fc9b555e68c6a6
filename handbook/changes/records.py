"""Which facts, sources, reviews and terms come, go or change: a short row for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from pydantic import BaseModel

from handbook.changes.words import listed, plain, quoted
from handbook.content.whole import Kasikirja


class Kind(NamedTuple):
    """A kind of record: its heading, what one is called, its records, and the fields of its id and name."""

    heading: str
    called: str
    records: Callable[[Kasikirja], Iterable[BaseModel]]
    id: str
    name: str


KINDS = (
    Kind("Väittämät", "väittämä", lambda kirja: kirja.faktat, "id", "teksti"),
    Kind("Lähteet", "lähde", lambda kirja: kirja.lahteet, "numero", "nimi"),
    Kind("Tarkistettavat kohdat", "tarkistettava kohta", lambda kirja: kirja.tarkistukset, "id", "aihe"),
    Kind("Termit", "termi", lambda kirja: kirja.termit, "id", "termi"),
)


def record_changes(kind: Kind, before: Kasikirja, now: Kasikirja) -> list[str]:
    """The rows of Markdown that tell of the records of one kind; none if all stay as they are."""
    old, new = _records(kind, before), _records(kind, now)
    rows = []
    for id_, record in new.items():
        if id_ not in old:
            rows.append(f"- Uusi {kind.called} {_named(kind, record)}.")
        elif fields := _changed(old[id_], record):
            rows.append(f"- {_start(kind)} {_named(kind, record)} muuttuu: {listed(map(plain, fields))}.")
    rows += [
        f"- {_start(kind)} {_named(kind, record)} poistuu." for id_, record in old.items() if id_ not in new
    ]
    return rows


def _records(kind: Kind, kirja: Kasikirja) -> dict[str, BaseModel]:
    return {str(getattr(record, kind.id)): record for record in kind.records(kirja)}


def _changed(old: BaseModel, new: BaseModel) -> list[str]:
    return [field for field in type(new).model_fields if getattr(old, field, None) != getattr(new, field)]


def _named(kind: Kind, record: BaseModel) -> str:
    return f"{plain(str(getattr(record, kind.id)))} {quoted(getattr(record, kind.name))}"


def _start(kind: Kind) -> str:
    return kind.called[0].upper() + kind.called[1:]
