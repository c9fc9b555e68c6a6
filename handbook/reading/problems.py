"""One problem in the content, told to the editor in Finnish: file, row, what is wrong, and the mend.

The wording of problems that concern the *form* of the data is in :mod:`handbook.reading.wording`; every other rule
words its own.
"""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, order=True)
class Problem:
    """Something the editor must mend before the handbook can be published.

    ``file`` is relative to the project root with forward slashes; ``line`` counts from 1; ``hint`` says what to do
    and may be empty.
    """

    file: str
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        text = f"{self.file} rivi {self.line}: {self.message}"
        return f"{text} → {self.hint}" if self.hint else text

    def annotation(self, taso: Literal["error", "warning"] = "error") -> str:
        """The same as a GitHub Actions workflow command, shown beside the row in the pull request; ``taso`` is its kind.

        Escaping follows ``@actions/core`` (``command.ts``): data and properties have their own sets.
        """
        text = f"{self.message} → {self.hint}" if self.hint else self.message
        for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
            text = text.replace(char, code)
        file = self.file.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
        return f"::{taso} file={file},line={self.line},title=Käsikirjan sisältö::{text}"


def twice(found: Iterable[tuple[T, int]]) -> Iterator[tuple[T, int, int]]:
    """What is given again: the value, its row, and the row where it stands first. ``found`` is values with their rows."""
    first: dict[T, int] = {}
    for value, row in found:
        if value in first:
            yield value, row, first[value]
        first.setdefault(value, row)


def did_you_mean(value: str, known: Iterable[str], *, kinds: str = "arvot", at_most: int | None = 15) -> str:
    """``Tarkoititko X?`` for the known word nearest to ``value``, else the list of them, else nothing.

    ``kinds`` is what the words are, in the plural; a list of more than ``at_most`` words is left out.
    """
    words = list(dict.fromkeys(known))
    lowered = {word.lower(): word for word in words}
    near = difflib.get_close_matches(value.lower(), lowered, n=1, cutoff=0.6)
    if near:
        return f"Tarkoititko {lowered[near[0]]}?"
    # A prefix is what a half-remembered id usually is: "ips" for "ips-kohderyhma".
    starts = [word for word in words if value and word.lower().startswith(value.lower())]
    if starts:
        return f"Tarkoititko {starts[0]}?"
    return (
        f"Mahdolliset {kinds}: {', '.join(words)}." if words and len(words) <= (at_most or len(words)) else ""
    )


# Fields whose names are also words of a sentence: "Kenttä ei puuttuu" would say the opposite.
_WORDS = ("ei", "jokin", "jos", "sopii")


def named(field: str) -> str:
    """The name of a field as it stands within a sentence."""
    return f"”{field}”" if field in _WORDS else field


def shown(value: object) -> str:
    """A value of the data as the editor would recognise it, cut to a line's length."""
    if isinstance(value, dict):
        return "joukko kenttiä"
    if isinstance(value, list):
        return "luettelo"
    text = " ".join(str(value).split())
    return f"”{text[:57]}…”" if len(text) > 60 else f"”{text}”"
