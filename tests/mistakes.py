"""A row of a table of mistakes: made in a copy of the tiny county, and what is expected of it.

``golden/README.md`` says how the rows are written.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from builds import ROOT
from checked import PIENI

GOLDEN = ROOT / "tests/golden"
# Rows of a file, by what stands on them; a file that is not named is that of the line.
_ROWS = re.compile(r"(?:(\S+\.\w+) )?(rivi|rivit|rivillä) (\{[^{}]+\}(?:(?:, | ja )\{[^{}]+\})*)")
_ROW = re.compile(r"\{([^{}]+)\}")
_CHANGED = re.compile(r"tilalle(?:\+(\d+))?")


def table(name: str) -> list[dict[str, Any]]:
    """The rows of a table."""
    return list(yaml.load((GOLDEN / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def fixture(folder: Path) -> Path:
    """A copy of the tiny county's content, for a mistake."""
    return Path(shutil.copytree(PIENI, folder, ignore=shutil.ignore_patterns("mkdocs.yml", "sanat.[!j]*")))


def apply_mistake(root: Path, row: Mapping[str, Any]) -> list[str]:
    """Makes the mistake of a row in the copy ``root``; returns what the check must report, rows numbered."""
    changed: dict[str, list[int]] = {}
    for change in (row, *row.get("lisaksi", [])):
        file, first = _change(root, change)
        changed.setdefault(file, []).append(first)
    return [_numbered(line, root, changed) for line in row["odotus"]]


def _change(root: Path, change: Mapping[str, Any]) -> tuple[str, int]:
    """Makes one change; its file and the row on which the changed text begins."""
    file = change.get("lisaa_tiedosto") or change["tiedosto"]
    path = root / file
    if "lisaa_tiedosto" in change:
        path.parent.mkdir(exist_ok=True)
        path.write_text(change["tilalle"], encoding="utf-8")
        return file, 1
    text = path.read_text(encoding="utf-8")
    if change.get("poista"):
        path.unlink()
    elif change.get("tavut"):
        path.write_bytes(text.encode("latin-1"))
    elif "korvaa" in change:
        before, found, after = text.partition(change["korvaa"])
        assert found, f"{file} has no text {change['korvaa']!r}: the mistake must change the file"
        path.write_text(before + change["tilalle"] + after, encoding="utf-8")
        return file, before.count("\n") + 1
    else:
        path.write_text(change["tilalle"], encoding="utf-8")
    return file, 1


def _numbered(line: str, root: Path, changed: Mapping[str, list[int]]) -> str:
    """An expected line with the numbers of the rows that it names."""

    def numbers(found: re.Match[str]) -> str:
        file = found[1] or line.partition(" ")[0]
        rows = _ROW.sub(lambda row: str(_number(row[1], root / file, changed.get(file, []))), found[3])
        return f"{found[1] + ' ' if found[1] else ''}{found[2]} {rows}"

    return _ROWS.sub(numbers, line)


def _number(place: str, path: Path, changed: list[int]) -> int:
    """The number of the row that ``place`` names in a file as it is with the mistake."""
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    first, *below = place.split(" > ")
    if marker := _CHANGED.fullmatch(first):
        assert len(changed) == 1, f"{{{place}}}: {path.name} is changed {len(changed)} times"
        number = changed[0] + int(marker[1] or 0)
    else:
        found = [number for number, line in enumerate(lines, start=1) if first in line]
        assert len(found) == 1, f"{{{place}}}: {path.name} has {first!r} on rows {found}, not on one"
        [number] = found
    for text in below:
        found = [below for below in range(number, len(lines) + 1) if text in lines[below - 1]]
        assert found, f"{{{place}}}: {path.name} has no {text!r} from row {number} on"
        number = found[0]
    return number
