"""The words of the handbook's texts, as the search knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handbook.language.finnish import Dictionary


class Lexicon:
    """The words of ``texts``, in lower case, with their base forms.

    ``separator`` is a regular expression of what separates words. ``base_forms`` maps a word as written, or a
    run of words separated by spaces, to its base forms (tuen: tuki, tukea; työ ja toimintakykyä: työkyky); it
    includes the inflected ends of compounds, since readers search for them (valmennukseen: valmennus).
    ``parts`` maps a base form to the words inside it.
    """

    def __init__(self, texts: Iterable[str], dictionary: Dictionary, *, separator: str) -> None:
        self._dictionary = dictionary
        self._separator = re.compile(separator)
        self._texts: list[list[str]] = []
        self.base_forms: dict[str, list[str]] = {}
        for text in texts:
            self._texts.append(self._words(text))
            for word in self._texts[-1]:
                self.base_forms.setdefault(word, self._base_forms(word))
            for phrase, compound in dictionary.compounds(text):
                self._add(" ".join(self._words(phrase)), compound)
        for word in list(self.base_forms):
            for inflected, base_form in dictionary.word(word).ends:
                self.base_forms.setdefault(inflected, [base_form])
        self.parts = {
            base_form: dictionary.word(base_form).parts
            for base_forms in self.base_forms.values()
            for base_form in base_forms
        }
        self._known = {*self.parts, *(part for parts in self.parts.values() for part in parts)}

    def targets(self, phrase: str) -> list[str]:
        """The base forms that ``phrase``, inflected or not, stands for; none if the texts do not use it.

        Several words that occur in a row in some text become a base form of their own.
        """
        words = self._words(phrase)
        if not words:
            return []
        if len(words) == 1:
            candidates = {words[0]: None, **dict.fromkeys(self._base_forms(words[0]))}
            return [base_form for base_form in candidates if base_form in self._known]
        matches = self._occurrences(words)
        for match in matches:
            self._add(match, " ".join(words))
        return [" ".join(words)] if matches else []

    def _occurrences(self, words: list[str]) -> set[str]:
        """The runs of words, as written in the texts, that are forms of ``words``."""
        forms = [self._forms({word, *self._base_forms(word)}) for word in words]
        runs = (
            text[i : i + len(words)]
            for text in self._texts
            for i, word in enumerate(text)
            if word in forms[0]
        )
        return {
            " ".join(run)
            for run in runs
            if len(run) == len(words)
            and all(word in allowed for word, allowed in zip(run, forms, strict=True))
        }

    def _words(self, text: str) -> list[str]:
        return [word for word in self._separator.split(text.lower()) if word]

    def _base_forms(self, word: str) -> list[str]:
        return self._dictionary.word(word).base_forms or [word]

    def _forms(self, base_forms: set[str]) -> set[str]:
        """The words as written that have one of these base forms."""
        return {word for word, own in self.base_forms.items() if not base_forms.isdisjoint(own)}

    def _add(self, phrase: str, base_form: str) -> None:
        base_forms = self.base_forms.setdefault(phrase, [])
        if base_form not in base_forms:
            base_forms.append(base_form)
