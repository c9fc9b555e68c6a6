"""What has changed in the published content, day by day and record by record.

A day's change is the difference between its beginning and its end: what was changed and changed back is left
out. Old content is read without its model, since the model may have changed too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from handbook.content.pages import body_of, title_of
from handbook.export.git import ChangedFile, changed_files
from handbook.files import FILES, DataFile, Register
from handbook.reading.yaml_text import parse

# Path → a file whose records readers see, and the register that holds them.
_WATCHED: Mapping[str, tuple[DataFile, Register]] = {
    file.path: (file, file.registers[0]) for file in FILES if file.title
}
# Kind of change → the readers' name for it: a page, or a kind of record.
KINDS: Mapping[str, str] = {
    "sivu": "Sivut",
    **{register.kind: file.called for file, register in _WATCHED.values()},
}
# How many of the newest days are shown; older ones stay in git.
DAYS = 30

_Records = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Change:
    """One record or page that a day changed.

    ``kind`` is one of :data:`KINDS`, ``id`` the record's id or the page's file in ``docs/``. ``how`` is
    ``uusi``, ``muuttunut`` or ``poistunut``; ``fields`` are the changed fields of a changed record, in their
    order in it.
    """

    kind: str
    id: str
    name: str
    how: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Day:
    """The changes of the day ``on``; ``moment`` is when the last of them was published."""

    on: date
    moment: datetime
    changes: tuple[Change, ...]

    def of(self, kind: str, how: str) -> tuple[Change, ...]:
        """The changes of one kind of record that happened in one way."""
        return tuple(change for change in self.changes if (change.kind, change.how) == (kind, how))


def history(root: Path) -> tuple[Day, ...] | None:
    """The newest :data:`DAYS` days with commits, newest first, without those that changed no record.

    ``None`` if the project in ``root`` has no complete git history
    (:func:`handbook.export.git.changed_files`).
    """
    commit_days = changed_files(root, [*_WATCHED, "docs"], days=DAYS)
    if commit_days is None:
        return None
    days = (
        Day(day.moment.date(), day.moment, tuple(change for file in day.files for change in _changes(file)))
        for day in commit_days
    )
    return tuple(day for day in days if day.changes)


def _changes(file: ChangedFile) -> Iterator[Change]:
    if file.path in _WATCHED:
        yield from _record_changes(file)
    elif file.path.endswith(".md"):
        yield from _page_change(file)


def _record_changes(file: ChangedFile) -> Iterator[Change]:
    before, after = _records(file.path, file.before), _records(file.path, file.after)
    if before is None or after is None:
        return  # a file that could not be read on that day says nothing about its records
    data_file, register = _WATCHED[file.path]
    for id_ in [*after, *(id_ for id_ in before if id_ not in after)]:
        old, new = before.get(id_), after.get(id_)
        name = str((new or old or {}).get(data_file.title, id_))
        if old is None:
            yield Change(register.kind, id_, name, "uusi")
        elif new is None:
            yield Change(register.kind, id_, name, "poistunut")
        elif fields := tuple(field for field in {**new, **old} if new.get(field) != old.get(field)):
            yield Change(register.kind, id_, name, "muuttunut", fields)


def _records(path: str, text: str | None) -> _Records | None:
    """The records of a data file by id; none of a missing file, ``None`` if the text cannot be read."""
    document = parse(text or "{}", file=path)[0]
    if document is None:
        return None
    _, register = _WATCHED[path]
    records = document.at((register.key,))
    if not isinstance(records, list):
        return {}
    return {
        str(record[register.id]): record
        for record in records
        if isinstance(record, dict) and register.id in record
    }


def _page_change(file: ChangedFile) -> Iterator[Change]:
    old, new = body_of(file.before or ""), body_of(file.after or "")
    if old != new:
        page = file.path.removeprefix("docs/")
        how = "uusi" if not old else "muuttunut" if new else "poistunut"
        yield Change("sivu", page, title_of(new or old) or page, how)
