"""Finnish words: base forms, the words inside a compound, and compounds whose common part is written once.

Analyses come from Voikko's dictionary (``pyvoikko``). It does not know every compound of the field
(työhönvalmentaja) or two words that share a part (työ- ja toimintakyky); both are taken apart here.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

# Word classes that nobody searches for. A word that may be one of them is one: "joilla" is "joka", hardly
# ever "joki".
_EMPTY = {"sidesana", "asemosana", "kieltosana"}
_NOUNS = {"nimisana", "laatusana", "nimisana_laatusana"}
# Groups: earlier parts, the last part before the conjunction, the whole word; or the whole word, the part
# after it.
_COORDINATED = re.compile(r"\b(?:((?:\w+-, )*)(\w+)- (?:ja|tai|sekä|eli) (\w+)|(\w+) (?:ja|tai|sekä) -(\w+))")


class Word(NamedTuple):
    """What is known of a word as it is written in a text, all in lower case.

    ``base_forms`` are those of the word itself (tuen → tuki, tukea). ``parts`` are the base forms of the
    words inside it and of the compounds that neighbours among them make (sairauspäivärahaa → sairaus,
    sairauspäivä, päivä, päiväraha, raha). ``ends`` pairs each end of it, as inflected, with its base form
    (päivärahaa, päiväraha). ``finite`` says whether it may be the verb of a clause (auttaa, tehdään, sovi).
    """

    base_forms: list[str]
    parts: list[str]
    ends: list[list[str]]
    finite: bool = False


class Dictionary:
    """Analyses words and remembers the results between builds, in ``.cache/sanat.json`` below ``root``.

    Without a ``root`` nothing is remembered. The file may be deleted at any time; its content is used only if
    this code and this version of the dictionary wrote it.
    """

    def __init__(self, root: Path | None = None) -> None:
        self._file = root / ".cache/sanat.json" if root else None
        self._key = hashlib.sha256(Path(__file__).read_bytes() + version("pyvoikko").encode()).hexdigest()
        self._words: dict[str, Word] = {}
        self._known: dict[str, bool] = {}
        self._changed = False
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8")) if self._file else {}
            if isinstance(stored, dict) and stored.get("avain") == self._key:
                self._words = {word: Word(*analysis) for word, analysis in stored["sanat"].items()}
                self._known = stored["tunnetut"]
        except (OSError, ValueError):
            pass  # no file yet, or a broken one: every word is analysed again

    def word(self, text: str) -> Word:
        """The analysis of one word in lower case."""
        if text not in self._words:
            self._words[text], self._changed = analyse(text), True
        return self._words[text]

    def knows(self, text: str) -> bool:
        """Whether a word in lower case is spelt correctly according to the dictionary."""
        if text not in self._known:
            from pyvoikko import analyse as lookup  # late, as in _voikko

            self._known[text], self._changed = bool(lookup(text)), True
        return self._known[text]

    def save(self) -> None:
        """Writes the file if there is anything new; in one step, since builds may run side by side."""
        if not self._file or not self._changed:
            return
        new = self._file.with_suffix(f".{os.getpid()}")
        with suppress(OSError):  # where nothing may be written, nothing is remembered
            self._file.parent.mkdir(exist_ok=True)
            content = {"avain": self._key, "sanat": self._words, "tunnetut": self._known}
            new.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
            new.replace(self._file)

    def compounds(self, text: str) -> Iterator[tuple[str, str]]:
        """Compounds whose common part is written once: the words as written, and the compound meant.

        ``työ- ja toimintakykyä`` gives ``("työ- ja toimintakykyä", "työkyky")``; all is in lower case.
        """
        for match in _COORDINATED.finditer(text.lower()):
            earlier, beginning, last, first, end = match.groups()
            if last:
                for part in (*re.findall(r"\w+", earlier), beginning):
                    yield from ((match[0], compound) for compound in self._longest(part, self.word(last)))
            elif self.word(first).ends:
                inflected, _ = self.word(first).ends[0]
                yield from (
                    (match[0], first.removesuffix(inflected) + base_form)
                    for base_form in self.word(end).base_forms or [end]
                )

    def _longest(self, beginning: str, word: Word) -> list[str]:
        """The longest known compound of ``beginning`` with an end of ``word``, else the shortest one."""
        ends = list(dict.fromkeys(base_form for _, base_form in word.ends))
        if not ends:
            return []
        return [next((beginning + end for end in ends if _voikko(beginning + end)), beginning + ends[-1])]


def analyse(text: str) -> Word:
    """The analysis of a word in lower case.

    It is empty for numbers, abbreviations, foreign words and anything too long to be a word.
    """
    if not text.isalpha() or not 3 <= len(text) <= 60:
        return Word([], [], [])
    splits = [_words(text, analysis) for analysis in _voikko(text)] or list(_unknown(text))
    # Of several ways to take a word apart, the one with the fewest parts is meant: aktivointi + suunnitelma,
    # not akti + vointi + suunnitelma.
    fewest = min(map(len, splits), default=0)
    base_forms: list[str] = []
    parts: list[str] = []
    ends: list[list[str]] = []
    for words in splits:
        if len(words) > fewest:
            continue
        for i, j in combinations(range(len(words) + 1), 2):
            beginning = "".join(inflected for inflected, _ in words[i : j - 1])
            inflected, base_form = beginning + words[j - 1][0], beginning + words[j - 1][1]
            if j - i == len(words):
                base_forms.append(base_form)
                continue
            parts += [base_form, *(analyse(base_form).parts if j == i + 1 else [])]
            if j == len(words):
                ends.append([inflected, base_form])
    return Word(
        _unique(base_forms),
        [part for part in _unique(parts) if len(part) > 2 and part not in base_forms],
        [list(pair) for pair in dict.fromkeys(map(tuple, ends))],
        any(
            analysis.MOOD == "imperative" or (analysis.MOOD == "indicative" and analysis.PERSON in ("3", "4"))
            for analysis in _voikko(text)
        ),
    )


@cache
def _voikko(text: str) -> list[Any]:
    # Imported only when a word is not remembered: loading the dictionary takes longer than analysing all of
    # the handbook.
    from pyvoikko import analyse as lookup

    analyses = lookup(text)
    return [] if any(analysis.CLASS in _EMPTY for analysis in analyses) else analyses


def _words(text: str, analysis: Any) -> list[tuple[str, str]]:
    """The words of one analysis, each as it is written in ``text`` and its base form."""
    *beginnings, last = analysis.COMPOUND_PARTS or [analysis]
    words = [(part.FORM, part.BASEFORM.lower().replace("=", "")) for part in beginnings]
    # In compounds that the dictionary has as one word, "=" marks the joints: työhön=valmennus.
    *joined, base_form = last.BASEFORM.lower().split("=")
    words += [(part, next((found.BASEFORM.lower() for found in _voikko(part)), part)) for part in joined]
    return [*words, (text[sum(len(inflected) for inflected, _ in words) :], base_form)]


def _unknown(text: str) -> Iterator[list[tuple[str, str]]]:
    """A word that is not in the dictionary, split at its longest known end: työhön + valmentajalta."""
    for i in range(3, len(text) - 4):
        analyses = [analysis for analysis in _voikko(text[i:]) if analysis.CLASS in _NOUNS]
        if analyses:
            beginning = next((found.BASEFORM.lower() for found in _voikko(text[:i])), text[:i])
            yield from ([(text[:i], beginning), *_words(text[i:], analysis)] for analysis in analyses)
            return


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
