"""What has changed in the content, from the project's own git history: a day's published changes, record by record.

Only the branch's first parents are followed, so that a merged proposal counts as one change on the day it was merged. A day's
change is the difference between its beginning and its end: what was changed and changed back is not told. Old content is read
without its model, since the model has changed too.
"""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from handbook.content.pages import body_of
from handbook.files import FILES, DataFile, Register
from handbook.reading.yaml_text import parse

# Path → a file whose records readers meet, and the register that holds them.
_WATCHED: Mapping[str, tuple[DataFile, Register]] = {
    file.path: (file, file.registers[0]) for file in FILES if file.title
}
# Kind of change → what readers call it: a page, or a kind of record.
KINDS: Mapping[str, str] = {
    "sivu": "Sivut",
    **{register.kind: file.called for file, register in _WATCHED.values()},
}
# The newest days that are told; older ones stay in git.
PAIVIA = 30

Tietueet = Mapping[tuple[str, str], Mapping[str, Any]]


@dataclass(frozen=True)
class Change:
    """One record or page that a day changed. ``tapa`` is ``uusi``, ``muuttunut`` or ``poistunut``; ``kentat`` are the changed
    fields of a changed record, in the order they stand in it."""

    laji: str
    tunnus: str
    nimi: str
    tapa: str
    kentat: tuple[str, ...] = ()


@dataclass(frozen=True)
class Day:
    """The changes of one day. ``hetki`` is when the last of them was published."""

    paiva: date
    hetki: datetime
    muutokset: tuple[Change, ...]

    def lajin(self, laji: str, tapa: str) -> tuple[Change, ...]:
        """The changes of one kind of record that happened in one way."""
        return tuple(m for m in self.muutokset if (m.laji, m.tapa) == (laji, tapa))


def history(root: Path) -> tuple[Day, ...] | None:
    """The newest days of changes first, at most :data:`PAIVIA`; ``None`` where the history is not whole: outside git, in a
    folder of another project, in a shallow clone."""
    try:
        top, shallow = (
            _git(root, "rev-parse", "--show-toplevel", "--is-shallow-repository").decode().split("\n")[:2]
        )
        if Path(top).resolve() != root.resolve() or shallow != "false":
            return None
        days = _days(
            _git(
                root,
                "log",
                "--first-parent",
                "--diff-merges=first-parent",
                "--no-renames",
                "--raw",
                "--no-abbrev",
                "-z",
                "--format=%x01%cI",
                "--",
                *_WATCHED,
                "docs",
            ).decode()
        )[:PAIVIA]
        texts = _texts(root, {blob for _, files in days for blobs in files.values() for blob in blobs})
    except (OSError, subprocess.CalledProcessError):
        return None
    found = (
        Day(
            hetki.date(),
            hetki,
            tuple(
                muutos
                for file in sorted(files)
                for muutos in _changes(file, *(texts.get(blob) for blob in files[file]))
            ),
        )
        for hetki, files in days
    )
    return tuple(paiva for paiva in found if paiva.muutokset)


def _git(root: Path, *arguments: str, asked: str = "") -> bytes:
    return subprocess.run(
        ["git", "-C", str(root), *arguments], input=asked.encode(), check=True, capture_output=True
    ).stdout


def _days(log: str) -> list[tuple[datetime, dict[str, tuple[str, str]]]]:
    """The newest day first: its last moment, and of each file it changed the blobs before and after."""
    days: list[tuple[datetime, dict[str, tuple[str, str]]]] = []
    # From the oldest on, so that a clock that was behind cannot split a day in two.
    for commit in reversed(log.split("\x01")[1:]):
        moment, *parts = (part.strip("\n") for part in commit.split("\0") if part.strip("\n"))
        hetki = datetime.fromisoformat(moment)
        if not days or hetki.date() > days[-1][0].date():
            days.append((hetki, {}))
        last, files = days[-1]
        days[-1] = (max(last, hetki), files)
        for info, file in zip(parts[::2], parts[1::2], strict=True):
            _, _, old, new, _ = info.split()
            files[file] = (files[file][0] if file in files else old, new)
    return days[::-1]


def _texts(root: Path, blobs: set[str]) -> Mapping[str, str]:
    """The texts of git's blobs, read by one process. The zeros that stand for no file are left out, and so is what is no text."""
    names = sorted(blob for blob in blobs if blob.strip("0"))
    output = _git(root, "cat-file", "--batch", asked="\n".join(names))
    texts: dict[str, str] = {}
    for name in names:
        header, _, rest = output.partition(b"\n")
        size = int(header.split()[2])
        with contextlib.suppress(UnicodeDecodeError):
            texts[name] = rest[:size].decode("utf-8-sig").replace("\r\n", "\n")
        output = rest[size + 1 :]
    return texts


def _changes(file: str, old: str | None, new: str | None) -> Iterator[Change]:
    if file not in _WATCHED:
        if file.endswith(".md"):
            yield from _page_change(file.removeprefix("docs/"), old, new)
        return
    before, after = _records(file, old), _records(file, new)
    if before is None or after is None:
        return  # a file that could not be read on that day says nothing of its records
    data_file, register = _WATCHED[file]
    for tunnus in [*after, *(tunnus for tunnus in before if tunnus not in after)]:
        vanha, uusi = before.get(tunnus), after.get(tunnus)
        muutos = Change(
            register.kind, tunnus, str((uusi or vanha or {}).get(data_file.title, tunnus)), "muuttunut"
        )
        if vanha is None or uusi is None:
            yield replace(muutos, tapa="uusi" if vanha is None else "poistunut")
        elif kentat := tuple(kentta for kentta in {**uusi, **vanha} if uusi.get(kentta) != vanha.get(kentta)):
            yield replace(muutos, kentat=kentat)


def _records(file: str, text: str | None) -> Mapping[str, Mapping[str, Any]] | None:
    """The records of a data file by id; none of a missing file, ``None`` for what cannot be read."""
    document = parse(text or "{}", file=file)[0]
    if document is None:
        return None
    _, register = _WATCHED[file]
    records = document.at((register.key,))
    if not isinstance(records, list):
        return {}
    return {
        str(record[register.id]): record
        for record in records
        if isinstance(record, dict) and register.id in record
    }


def _page_change(sivu: str, old: str | None, new: str | None) -> Iterator[Change]:
    vanha, uusi = body_of(old or ""), body_of(new or "")
    if vanha != uusi:
        otsikko: Sequence[str] = [
            rivi[2:].partition("{:")[0].strip()
            for rivi in (uusi or vanha).split("\n")
            if rivi.startswith("# ")
        ]
        yield Change(
            "sivu",
            sivu,
            otsikko[0] if otsikko else sivu,
            "uusi" if not vanha else "muuttunut" if uusi else "poistunut",
        )
