"""A file to text: only a regular file of a reasonable size is opened, and only text comes out of it."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from handbook.reading.characters import character_problems
from handbook.reading.limits import FILE_BYTES, ROW_CHARACTERS
from handbook.reading.problems import Problem

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)")


def read_text(path: Path, *, file: str) -> tuple[str | None, list[Problem]]:
    """The text of ``path`` with its row ends as ``\\n``, or the problems that make it unusable.

    Unusable is a file that is missing, is no regular file, is too large or not UTF-8, has the marks of an
    unfinished merge, rows that are too long or characters that do not belong in text. ``file`` is the path as
    problems show it.
    """
    try:
        # Asked before it is opened: opening a pipe would wait for somebody to write into it.
        wrong = wrong_kind(path) or _too_large(path.lstat().st_size)
        raw = b"" if wrong else path.read_bytes()
    except OSError:
        wrong = "Tiedostoa ei löydy tai sitä ei voi lukea.", "Palauta tiedosto."
    if wrong:
        return None, [Problem(file, 1, *wrong)]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [
            Problem(file, line, "Tiedosto ei ole UTF-8-muodossa.", "Tallenna tiedosto UTF-8-muodossa.")
        ]
    # Only "\n" ends a row here, as in an editor; str.splitlines would count form feeds and the like.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = list(_row_problems(text, file=file, is_page=path.suffix == ".md"))
    # What is refused for its length is not looked at letter by letter.
    problems += () if problems else character_problems(text, file=file)
    return (None if problems else text), problems


def wrong_kind(path: Path) -> tuple[str, str] | None:
    """Message and hint if ``path`` is no regular file.

    A link is refused wherever it leads: on Windows it is a file with a path in it, and the site generator
    publishes what is behind it, also outside the project.

    Raises:
        OSError: there is nothing, or nothing that can be looked at.
    """
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return "Tiedosto on linkki toiseen paikkaan.", "Poista linkki ja kopioi tiedosto sen tilalle."
    if stat.S_ISDIR(mode):
        return "Tiedoston paikalla on kansio.", "Poista kansio tai nimeä se toisin."
    if not stat.S_ISREG(mode):
        return "Tiedoston paikalla on jotain muuta kuin tiedosto.", "Poista se ja palauta tiedosto."
    return None


def _too_large(size: int) -> tuple[str, str] | None:
    if size <= FILE_BYTES:
        return None
    return (
        f"Tiedosto on liian suuri: {size // 1000} kilotavua.",
        f"Poista ylimääräinen tai jaa se: enintään {FILE_BYTES // 1000} kilotavua.",
    )


def _row_problems(text: str, *, file: str, is_page: bool) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        if is_page and len(line) > ROW_CHARACTERS:
            yield Problem(
                file,
                number,
                f"Rivi on liian pitkä: {len(line)} merkkiä.",
                f"Jaa se kappaleiksi: enintään {ROW_CHARACTERS} merkkiä rivillä.",
            )
        elif _CONFLICT.match(line) and not (line.startswith("=") and is_page):
            yield Problem(
                file,
                number,
                "Tiedostossa on kesken jäänyt yhdistäminen (merge-merkki).",
                "Valitse jäävä teksti ja poista merkkirivit.",
            )
