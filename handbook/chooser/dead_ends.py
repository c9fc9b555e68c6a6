"""Whether some set of answers leads to no outcome at all."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from handbook.chooser.rules import Chooser, Taso, Vastaukset, fragment
from handbook.reading.problems import Problem
from handbook.reading.yaml_text import Document


def dead_end_problems(chooser: Chooser, services: Document) -> Iterator[Problem]:
    """The first dead end as a problem with the outcomes in the document ``services``."""
    answers = dead_end(chooser)
    if answers is not None:
        yield services.problem(
            ("palvelut",),
            f"Mikään palvelu tai taho ei sovi näillä vastauksilla: palveluvalitsin/{fragment(answers)}.",
            "Siirrä jossakin kriteerissä vastattu vaihtoehto luettelosta ei luetteloon selvita, "
            "jos väittämät sallivat sen, tai lisää palvelu tai taho, joka auttaa tätä asiakasta.",
        )


def dead_end(chooser: Chooser) -> Vastaukset | None:
    """Answers to the questions as they are asked after which every outcome is "not now", or ``None``.

    Every set of answers is covered, but most are left early: answers to the questions of one outcome are
    taken further only while they shut it out, and the outcomes that fit most often are tried first.
    """
    found = _shutting_out(chooser, sorted(chooser.palvelut, key=lambda o: _share_shut_out(chooser, o)), {})
    return None if found is None else {question: found[question] for question in chooser.asked(found)}


def _shutting_out(chooser: Chooser, outcomes: Sequence[str], answers: Vastaukset) -> Vastaukset | None:
    """``answers`` continued so that each of ``outcomes`` is shut out."""
    if not outcomes:
        return answers
    first, *rest = outcomes
    left = [question for question in chooser.kysymykset[first] if question not in answers]
    for chosen in itertools.product(*map(chooser.choices, left)):
        longer = {**answers, **dict(zip(left, chosen, strict=True))}
        if chooser.outcome(first, longer).taso is Taso.EI:
            found = _shutting_out(chooser, rest, longer)
            if found is not None:
                return found
    return None


def _share_shut_out(chooser: Chooser, outcome: str) -> float:
    """In how large a part of the answers to its own questions an outcome is shut out."""
    questions = chooser.kysymykset[outcome]
    levels = [
        chooser.outcome(outcome, dict(zip(questions, chosen, strict=True))).taso
        for chosen in itertools.product(*map(chooser.choices, questions))
    ]
    return levels.count(Taso.EI) / len(levels)
