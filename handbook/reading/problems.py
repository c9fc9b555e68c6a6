"""One problem in the content, in Finnish for the editor: file, row, what is wrong and how to fix it.

The wording of problems in the *structure* of the data (YAML, types, fields) is in
:mod:`handbook.reading.wording`. Every other rule words its own.
"""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

T = TypeVar("T", bound=Hashable)
P = TypeVar("P")


@dataclass(frozen=True, order=True)
class Problem:
    """Something the editor must fix before the handbook can be published.

    ``file`` is relative to the project root with forward slashes; ``line`` counts from 1; ``hint`` says what
    to do and may be empty.
    """

    file: str
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        text = f"{self.file} rivi {self.line}: {self.message}"
        return f"{text} → {self.hint}" if self.hint else text

    def annotation(self, level: Literal["error", "warning"] = "error") -> str:
        """The problem as a GitHub Actions workflow command, shown beside its row in the pull request.

        Escaping follows ``@actions/core`` (``command.ts``): data and properties have different sets.
        """
        text = f"{self.message} → {self.hint}" if self.hint else self.message
        for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
            text = text.replace(char, code)
        file = self.file.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
        return f"::{level} file={file},line={self.line},title=Käsikirjan sisältö::{text}"


def twice(found: Iterable[tuple[T, P]]) -> Iterator[tuple[T, P, P]]:
    """Finds values given more than once.

    Args:
        found: each value with its place, a row or a location in a document.

    Yields:
        For every repetition the value, its place, and the place where it was given first.
    """
    first: dict[T, P] = {}
    for value, place in found:
        if value in first:
            yield value, place, first[value]
        first.setdefault(value, place)


def did_you_mean(value: str, known: Iterable[str], *, kinds: str = "arvot", at_most: int | None = 15) -> str:
    """A hint for an unknown word: ``Tarkoititko X?``, else the list of known words, else an empty string.

    Args:
        value: the unknown word.
        known: the words that would have been accepted.
        kinds: what the words are, in the plural.
        at_most: a longer list is left out; ``None`` lists any number.
    """
    words = list(dict.fromkeys(known))
    lowered = {word.lower(): word for word in words}
    near = difflib.get_close_matches(value.lower(), lowered, n=1, cutoff=0.6)
    if near:
        return f"Tarkoititko {lowered[near[0]]}?"
    # A half-remembered id is usually a prefix: "ips" for "ips-kohderyhma".
    starts = [word for word in words if value and word.lower().startswith(value.lower())]
    if starts:
        return f"Tarkoititko {starts[0]}?"
    if words and (at_most is None or len(words) <= at_most):
        return f"Mahdolliset {kinds}: {', '.join(words)}."
    return ""


# Fields whose names are also words of a sentence: "Kenttä ei puuttuu" would say the opposite.
_WORDS = ("ei", "jokin", "jos", "sopii")


def named(field: str) -> str:
    """The name of a field as it is written within a sentence."""
    return f"”{field}”" if field in _WORDS else field


def shown(value: object) -> str:
    """A value of the data as the editor would recognise it, at most 60 characters long."""
    if isinstance(value, dict):
        return "joukko kenttiä"
    if isinstance(value, list):
        return "luettelo"
    text = " ".join(str(value).split())
    return f"”{text[:57]}…”" if len(text) > 60 else f"”{text}”"
