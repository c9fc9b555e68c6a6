"""The check made quick for thousands of mistakes: what a mistake does not touch is read once.

The functions below are pure, so an answer to the same question is the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from handbook import check as checking
from handbook.content.whole import Kasikirja
from handbook.reading.fields import Known
from handbook.reading.problems import Problem
from handbook.reading.yaml_text import Document
from handbook.search.model import Synonyymit
from handbook.usage import typed

# How many of the last answers are kept: more than there are files, but few for the workers' memory.
KEPT = 100


@contextmanager
def remembering() -> Iterator[None]:
    """While this lasts, the check remembers what it read."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((typed, "parse"), (checking, "validate"), (checking, "read_page")):
            patch.setattr(module, name, _remembers(getattr(module, name)))
        patch.setattr(checking, "synonym_problems", _remembers_synonyms(checking.synonym_problems))
        yield


def _remembers(ask: Callable[..., Any]) -> Callable[..., Any]:
    """``ask``, which reads one file, with its last answers."""
    answers: dict[Any, Any] = {}

    def asked(first: Any, *others: Any, known: Known | None = None, **named: str) -> Any:
        question = (
            first if isinstance(first, str) else id(first),
            others,
            *named.items(),
            *(known or {}).items(),
        )
        # What was asked is kept too, so that nothing else can get its id.
        answer = answers.pop(question, None) or (
            ask(first, *others, **named, **({} if known is None else {"known": known})),
            first,
        )
        answers[question] = answer
        if len(answers) > KEPT:
            del answers[next(iter(answers))]
        return answer[0]

    return asked


def _remembers_synonyms(ask: Callable[..., Iterable[Problem]]) -> Callable[..., Iterable[Problem]]:
    """``ask``, which looks at the words of all texts, with its last answers."""
    answers: list[tuple[Any, list[Problem]]] = []

    def asked(
        synonyymit: Synonyymit, kirja: Kasikirja, texts: Iterable[str], document: Document, *, root: Path
    ) -> list[Problem]:
        records = (kirja.palvelut, kirja.kuvat, kirja.termit, kirja.lahteet, kirja.tarkistukset)
        question = (synonyymit, document, tuple(texts), records)
        for known, problems in answers:
            if known == question:
                return problems
        answers.insert(0, (question, list(ask(synonyymit, kirja, texts, document, root=root))))
        del answers[4:]
        return answers[0][1]

    return asked
