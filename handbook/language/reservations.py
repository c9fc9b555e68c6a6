"""Advice on statements that have lost a softening word of their fact ("voi", "esimerkiksi", "yleensä").

A condition matters as much as a noun: "lääkäri voi käyttää" is not "lääkäri käyttää". Every clause of a
statement is compared with the facts that the statement is based on. If a clause of a fact has most of its
words and also a softening word (``lievennykset`` in ``data/language.yml``), the statement should have such a
word too. It is advice, not an error: the softening word may be elsewhere in the statement than in the fact,
and a statement of only a part of a fact may need none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pydantic import BaseModel

from handbook.content.pages import prose
from handbook.content.whole import Kasikirja
from handbook.language.finnish import Dictionary
from handbook.language.model import Kieli, Lievennys
from handbook.reading.fields import located_parts
from handbook.reading.problems import Problem, shown
from handbook.reading.yaml_text import Document

# The share of a clause's words that a clause of a fact must have to be its source, and the fewest words of a
# clause to compare. Found with mistakes that the handbook has had: lower values compare unrelated clauses,
# higher ones miss rewordings.
_SHARE = 0.5
_FEWEST = 3

_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_CLAUSES = re.compile(
    r"[,;:]\s+(?:ja |mutta |eikä )?"
    r"|\s+(?=(?:jos|kun|joka|jotka|jota|joita|jotta|että|eikä|eivätkä)\s)"
    r"|\s+(?=\d\)\s)"
)
_WORD = re.compile(r"[^\W\d_]+")
# Words that occur with any subject.
_COMMON = frozenset(
    ["asiakas", "ei", "että", "hän", "ja", "joka", "jos", "kun", "myös", "niin", "olla", "palvelu", "se",
     "sekä", "tai", "tämä", "voida"]
)  # fmt: skip


class Statement(NamedTuple):
    """A text of the content, its file and row, and the ids of the facts it is based on."""

    file: str
    row: int
    text: str
    facts: Sequence[str]


class _Clause(NamedTuple):
    text: str
    words: frozenset[str]


def statements(
    records: Iterable[tuple[BaseModel, Document, type[BaseModel]]], kirja: Kasikirja, texts: Mapping[str, str]
) -> Iterator[Statement]:
    """The texts that are based on facts: those of records, and the rows of the pages.

    Args:
        records: data files with their documents, and the kind of record in them that names its facts
            (``perusta``).
        kirja: the handbook.
        texts: the pages' texts by file in ``docs/``.
    """
    for model, document, kind in records:
        for place, part in located_parts(model, kind):
            facts: Sequence[str] = getattr(part, "perusta")  # noqa: B009 (every kind has it, their bases do not)
            for name in type(part).model_fields:
                # An id has no spaces; a statement has.
                if isinstance(text := getattr(part, name), str) and " " in text:
                    yield Statement(document.file, document.row((*place, name)), text, facts)
    for sivu in kirja.sivut:
        for row, text in prose(texts[sivu.tiedosto]):
            yield Statement(f"docs/{sivu.tiedosto}", row, text, sivu.etutiedot.perusta)


def lost_reservations(
    found: Iterable[Statement],
    facts: Mapping[str, str],
    kieli: Kieli,
    document: Document,
    dictionary: Dictionary,
) -> Iterator[Problem]:
    """Advice on statements that have lost a softening word, and on exceptions that are not needed.

    Args:
        found: the statements (:func:`statements`).
        facts: the texts of the facts by id.
        kieli: the softening words and the exceptions.
        document: the data file that ``kieli`` comes from.
        dictionary: gives the base forms of words.
    """
    of_facts = {id_: list(_clauses(text, dictionary)) for id_, text in facts.items()}
    used: set[str] = set()
    for statement in found:
        exceptions = [kohta.teksti for kohta in kieli.lieventamattomat if kohta.teksti in statement.text]
        for clause, lievennys, id_, fact in _lost(statement, of_facts, kieli.lievennykset, dictionary):
            used.update(exceptions)
            if not exceptions:
                yield Problem(
                    statement.file,
                    statement.row,
                    f"Kohdasta {shown(clause)} puuttuu ”{lievennys}”, joka on väittämässä {id_}: "
                    f"{shown(fact)}.",
                    "Lisää se, tai lisää kohta tiedoston data/language.yml luetteloon lieventamattomat ja "
                    "kerro syy.",
                )
    for i, kohta in enumerate(kieli.lieventamattomat):
        if kohta.teksti not in used:
            yield document.problem(
                ("lieventamattomat", i, "teksti"),
                f"Kohtaa {shown(kohta.teksti)} ei tarvita tässä luettelossa.",
                "Poista se.",
            )


def _lost(
    statement: Statement,
    facts: Mapping[str, Sequence[_Clause]],
    softening: Sequence[Lievennys],
    dictionary: Dictionary,
) -> Iterator[tuple[str, str, str, str]]:
    """For each lost word: the clause without it, its name, the fact's id, and the fact's clause with it."""
    candidates = [(id_, clause) for id_ in statement.facts for clause in facts[id_]]
    words = _words(statement.text, dictionary)
    for clause in _whole_clauses(statement.text, dictionary):
        own = clause.words - _COMMON
        best = max(candidates, key=lambda candidate: len(own & candidate[1].words), default=None)
        if best is None or len(own & best[1].words) < _SHARE * len(own):
            continue
        id_, fact = best
        for lievennys in softening:
            if _has(lievennys, fact.text, fact.words) and not _has(lievennys, statement.text, words):
                yield clause.text, lievennys.nimi, id_, fact.text


def _whole_clauses(text: str, dictionary: Dictionary) -> Iterator[_Clause]:
    """The clauses with a verb and enough words to compare, without headings and items of lists."""
    for sentence in _SENTENCES.split(text):
        for clause in _clauses(sentence, dictionary) if sentence.endswith((".", "?", "!")) else ():
            has_verb = any(
                word == "on" or dictionary.word(word).finite for word in _WORD.findall(clause.text.lower())
            )
            if has_verb and len(clause.words - _COMMON) >= _FEWEST:
                yield clause


def _clauses(text: str, dictionary: Dictionary) -> Iterator[_Clause]:
    for sentence in _SENTENCES.split(text):
        yield from (_Clause(part, _words(part, dictionary)) for part in _CLAUSES.split(sentence) if part)


def _words(text: str, dictionary: Dictionary) -> frozenset[str]:
    """The base forms of the words in ``text``."""
    found = _WORD.findall(text.lower())
    return frozenset(base for word in found for base in dictionary.word(word).base_forms or [word])


def _has(lievennys: Lievennys, text: str, words: frozenset[str]) -> bool:
    """Whether ``text`` has one of the softening words, inflected or not; ``words`` are its base forms."""
    return any(
        sana in words or re.search(rf"(?<!\w){re.escape(sana)}(?!\w)", text.lower())
        for sana in lievennys.sanat
    )
