"""Advice on the Finnish of all texts: spelling, long sentences, and words that the handbook avoids.

It is advice, not errors, since style is a matter of judgement. Spelling is Voikko's
(:class:`handbook.language.finnish.Dictionary`); ``data/language.yml`` allows names and words of the field
that Voikko does not know. Each piece of advice has its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from handbook.content.pages import prose
from handbook.language.finnish import Dictionary
from handbook.language.model import Kieli
from handbook.reading.characters import EMOJI
from handbook.reading.problems import Problem, did_you_mean, shown
from handbook.reading.yaml_text import Document, Location

# GOV.UK's limit (insidegovuk.blog.gov.uk, 4.8.2014: ”why 25 words is our limit”); Finnish says more in a
# word.
WORDS_A_SENTENCE = 25

# Fields with readers' slang and foreign words, which are not texts of the handbook.
_SKIPPED = frozenset({"hakusanat"})

# Addresses, files and code, which are not words.
_NOT_WORDS = re.compile(r"https?://\S+|\b[\w/.-]+\.(?:md|json|yml|fi|org)\b|`[^`]*`")
# Words with their hyphens and case endings: ”työ-”, ”WCAG 2.2:n”, ”Y100-lomake”.
_WORD = re.compile(r"[^\W\d_]+(?:[-:’'][^\W\d_]+)*-?")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])[”)]*\s+(?=[”(]?[A-ZÅÄÖ0-9])")
_ID = re.compile(r"[a-z0-9.-]+")


class Row(NamedTuple):
    """A text of the content, with its file and the number of its row."""

    file: str
    number: int
    text: str


def texts(documents: Iterable[Document], pages: Mapping[str, str]) -> Iterator[Row]:
    """Every text of the data files and every row of the pages, without ids and markup."""
    for document in documents:
        yield from (
            Row(document.file, document.row(place), text) for place, text in _values(document.data, ())
        )
    for file, page in pages.items():
        yield from (Row(f"docs/{file}", number, text) for number, text in prose(page))


def _values(data: Any, place: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(data, str):
        if not _ID.fullmatch(data):
            yield place, data
        return
    for key, part in data.items() if isinstance(data, dict) else enumerate(data):
        if key not in _SKIPPED:
            yield from _values(part, (*place, key))


def language_warnings(
    documents: Sequence[Document],
    pages: Mapping[str, str],
    language: Kieli,
    document: Document,
    *,
    abbreviations: Iterable[str],
    dictionary: Dictionary,
) -> list[Problem]:
    """All advice on the texts of valid content, in the order of files and rows.

    Args:
        documents: the data files that hold texts.
        pages: the pages' texts by file in ``docs/``.
        language: the words that are allowed and avoided.
        document: the data file that ``language`` comes from.
        abbreviations: those of the glossary, which are allowed too.
        dictionary: what spelling is checked against; it is saved.
    """
    rows = list(texts(documents, pages))
    allowed = (*language.sallitut, *abbreviations)
    warnings = {
        *_spelling(rows, allowed, language, document, dictionary),
        *_avoided(rows, language, document),
        *_sentences(rows),
        *_emoji(rows),
    }
    dictionary.save()
    return sorted(warnings)


def _spelling(
    rows: list[Row], allowed: Iterable[str], language: Kieli, document: Document, dictionary: Dictionary
) -> Iterator[Problem]:
    lowered = [word.lower() for word in allowed]
    used: set[str] = set()
    for row in rows:
        for word in _WORD.findall(_NOT_WORDS.sub(" ", row.text)):
            for part in _unknown_parts(word.lower(), dictionary):
                matches = [beginning for beginning in lowered if _allows(beginning, part)]
                used.update(matches)
                if not matches:
                    yield Problem(
                        row.file,
                        row.number,
                        f"Oikoluku ei tunne sanaa {word}.",
                        "Korjaa sana tai lisää se tiedostoon data/language.yml.",
                    )
    for i, word in enumerate(language.sallitut):
        if word.lower() not in used:
            yield document.problem(
                ("sallitut", i),
                f"Sallittua sanaa {word} ei tarvita.",
                "Poista se: mikään teksti ei käytä sitä, tai oikoluku tuntee sen jo.",
            )


def _unknown_parts(word: str, dictionary: Dictionary) -> Iterator[str]:
    """The parts of a word in lower case that the dictionary does not know.

    Parts are the words between hyphens, without a case ending behind a colon. The first part of a compound
    that is written once (sosiaali- ja terveyspalvelut) is looked up within a compound.
    """
    *beginnings, end = re.sub(r"[:’'][a-zåäö]{1,5}$", "", word).split("-")
    if not end:
        *beginnings, first = beginnings
        end = f"{first}työ" if len(first) > 1 else ""
    if not dictionary.knows(word):
        yield from (part for part in (*beginnings, end) if len(part) > 1 and not dictionary.knows(part))


def _allows(beginning: str, word: str) -> bool:
    """Whether ``word`` is the allowed word or, if that is long enough, an inflected form of it."""
    return word == beginning or (
        len(beginning) > 4 and word.startswith(beginning) and len(word) - len(beginning) <= 7
    )


def _avoided(rows: list[Row], language: Kieli, document: Document) -> Iterator[Problem]:
    files = {row.file: None for row in rows}
    for i, avoided in enumerate(language.kartettavat):
        for j, file in enumerate(avoided.paitsi):
            if file not in files:
                yield document.problem(
                    ("kartettavat", i, "paitsi", j),
                    f"Tiedostoa {file} ei ole, tai siinä ei ole tekstiä.",
                    did_you_mean(file, files) or "Kirjoita esimerkiksi data/sources.yml tai poista se.",
                )
        pattern = re.compile(
            rf"(?<![\w-]){re.escape(avoided.sana)}\w*", 0 if avoided.sana.isupper() else re.IGNORECASE
        )
        for row in rows:
            if row.file not in avoided.paitsi and (match := pattern.search(row.text)):
                yield Problem(
                    row.file,
                    row.number,
                    f"Käsikirja ei käytä sanaa {match[0]}. {avoided.syy}",
                    f"Kirjoita {avoided.sijaan}.",
                )


def _sentences(rows: list[Row]) -> Iterator[Problem]:
    for row in rows:
        for sentence in _BETWEEN_SENTENCES.split(row.text):
            words = sum(any(char.isalnum() for char in word) for word in sentence.split())
            if words > WORDS_A_SENTENCE:
                yield Problem(
                    row.file,
                    row.number,
                    f"Virkkeessä {shown(sentence)} on {words} sanaa.",
                    f"Jaa se: enintään {WORDS_A_SENTENCE} sanaa virkkeessä.",
                )


def _emoji(rows: list[Row]) -> Iterator[Problem]:
    for row in rows:
        for match in EMOJI.finditer(row.text):
            # Signs like © and ↔ are pictures only if they are asked to be.
            if "\ufe0f" in match[0] or match[0][0] >= "\u2600":
                yield Problem(
                    row.file,
                    row.number,
                    f"Tekstissä on emoji {match[0]}.",
                    "Kirjoita asia myös sanoin: kaikki eivät näe kuvaa.",
                )
                break
