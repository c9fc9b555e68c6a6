"""The files below a folder, and what is wrong with their names: a link must be able to name each."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from handbook.reading.characters import wrong_characters
from handbook.reading.problems import Problem
from handbook.reading.text_file import wrong_kind

# Letters (Finnish ones too), digits, hyphens, underscores and points: what a link on a page can name.
_NAME = re.compile(r"[\w.-]+")

# What else the site generator takes for a page, but no editor's help or check does.
_OTHER_PAGES = re.compile(r"\.(?:md|markdown|mdown|mkdn|mkd)", re.IGNORECASE)


def printable(name: str) -> str:
    """A file's name for a message: what cannot be printed (or is no character at all) is shown as �."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name)


def files_below(
    folder: Path, kinds: Collection[str], *, shown_as: str
) -> tuple[dict[str, Path], list[Problem]]:
    """The files below ``folder`` whose names end with one of ``kinds``, and problems of files and folders.

    Hidden files and folders are left out, as they are of the site. Links are never followed. A file that
    has a problem is among the files all the same, so that what refers to it has none, unless its name cannot
    be written down.

    Args:
        folder: where to look.
        kinds: endings in lower case (``.md``).
        shown_as: the folder's path as problems show it.

    Returns:
        Paths by name, relative to ``folder`` with forward slashes, in the order of the names.
    """
    files: dict[str, Path] = {}
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for name, path, is_folder in sorted(_entries(folder, folder)):
        file = f"{shown_as}/{printable(name)}"
        first = seen.setdefault(name.casefold(), name)
        wanted = path.suffix.lower() in kinds
        if first != name:
            message = f"Nimet {printable(name)} ja {printable(first)} eroavat vain kirjainten koolta."
            problems.append(Problem(file, 1, message, "Nimeä toinen uudelleen: osa koneista ei erota niitä."))
        elif wrong := _wrong_name(path, named=wanted or is_folder):
            problems.append(Problem(file, 1, *wrong))
        kind = wrong_kind(path) if not is_folder or wanted or path.is_symlink() else None
        if kind and (wanted or path.is_symlink()):
            problems.append(Problem(file, 1, *kind))
        if wanted and printable(name) == name:
            files[name] = path
    return files, problems


def _entries(folder: Path, top: Path) -> Iterator[tuple[str, Path, bool]]:
    """Name below ``top``, path, and whether it is a folder, of all that is not hidden."""
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in (*folders, *names):
            if not name.startswith("."):
                path = Path(here, name)
                yield path.relative_to(top).as_posix(), path, name in folders


def _wrong_name(path: Path, *, named: bool) -> tuple[str, str] | None:
    """Message and hint for a name that no link can name; ``named`` says whether links name such a thing."""
    if _OTHER_PAGES.fullmatch(path.suffix) and path.suffix != ".md":
        return f"Sivun tiedoston pääte on {path.suffix}.", "Nimeä tiedosto niin, että sen pääte on .md."
    if named and not (_NAME.fullmatch(path.name) and not wrong_characters(path.name)):
        return (
            "Tiedoston tai kansion nimessä on välilyönti tai muu merkki, jota linkki ei tunne.",
            "Nimeä se uudelleen kirjaimilla, numeroilla ja yhdysmerkeillä, esimerkiksi oma-sivu.md.",
        )
    return None
