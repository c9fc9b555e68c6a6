"""What the project's git history holds: the files that each day changed, before and after.

Only the branch's first parents are followed, so that a merged proposal counts as one change on the day it was
merged.
"""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class ChangedFile:
    """A file's text at the beginning and at the end of a day; ``None`` if it did not exist or is not text."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class CommitDay:
    """A day with commits: the time of the last of them, and the files they changed, by path."""

    moment: datetime
    files: tuple[ChangedFile, ...]


# A file → the names of git's blobs that hold it before and after; zeros stand for no file.
_Blobs = dict[str, tuple[str, str]]


def changed_files(root: Path, paths: Iterable[str], *, days: int) -> tuple[CommitDay, ...] | None:
    """The newest days that changed something in ``paths``, newest first.

    Args:
        root: the project's folder.
        paths: files and folders relative to ``root``.
        days: how many days to return at most.

    Returns:
        ``None`` if the history is not complete: outside git, in a folder of another project, in a shallow
        clone.
    """
    try:
        if not _is_whole(root):
            return None
        found = _days(_log(root, paths))[:days]
        texts = _texts(root, {blob for _, files in found for pair in files.values() for blob in pair})
    except (OSError, subprocess.CalledProcessError):
        return None
    return tuple(
        CommitDay(
            moment,
            tuple(
                ChangedFile(path, texts.get(before), texts.get(after))
                for path, (before, after) in sorted(files.items())
            ),
        )
        for moment, files in found
    )


def _git(root: Path, *arguments: str, stdin: str = "") -> bytes:
    return subprocess.run(
        ["git", "-C", str(root), *arguments], input=stdin.encode(), check=True, capture_output=True
    ).stdout


def _is_whole(root: Path) -> bool:
    answer = _git(root, "rev-parse", "--show-toplevel", "--is-shallow-repository").decode()
    top, shallow = answer.split("\n")[:2]
    return Path(top).resolve() == root.resolve() and shallow == "false"


def _log(root: Path, paths: Iterable[str]) -> list[tuple[datetime, _Blobs]]:
    """The commits that changed something in ``paths``, newest first: their times and changed files."""
    output = _git(
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
        *paths,
    ).decode()
    commits = []
    for commit in output.split("\x01")[1:]:
        moment, *parts = (part.strip("\n") for part in commit.split("\0") if part.strip("\n"))
        files: _Blobs = {}
        for info, path in zip(parts[::2], parts[1::2], strict=True):
            _, _, before, after, _ = info.split()
            files[path] = (before, after)
        commits.append((datetime.fromisoformat(moment), files))
    return commits


def _days(commits: Sequence[tuple[datetime, _Blobs]]) -> list[tuple[datetime, _Blobs]]:
    """The commits joined day by day, newest first: a day's last time, and its changed files."""
    days: list[tuple[datetime, _Blobs]] = []
    # From the oldest on, so that a commit from a clock that was behind cannot split a day in two.
    for moment, changed in reversed(commits):
        if not days or moment.date() > days[-1][0].date():
            days.append((moment, {}))
        last, files = days[-1]
        days[-1] = (max(last, moment), files)
        for path, (before, after) in changed.items():
            files[path] = (files[path][0] if path in files else before, after)
    return days[::-1]


def _texts(root: Path, blobs: Iterable[str]) -> Mapping[str, str]:
    """The texts of git's blobs by name, read in one process; without those that are no file or not UTF-8."""
    names = sorted(blob for blob in blobs if blob.strip("0"))
    output = _git(root, "cat-file", "--batch", stdin="\n".join(names))
    texts: dict[str, str] = {}
    for name in names:
        header, _, rest = output.partition(b"\n")
        size = int(header.split()[2])
        with contextlib.suppress(UnicodeDecodeError):
            texts[name] = rest[:size].decode("utf-8-sig").replace("\r\n", "\n")
        output = rest[size + 1 :]
    return texts
