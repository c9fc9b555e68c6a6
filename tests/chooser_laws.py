"""What holds of the chooser whatever valid content it has: over all sets of answers.

Each law takes a chooser and returns what breaks it, one line a finding; :data:`LAWS` holds them all. The
browser's twin gives the same result on every set of answers (browser/test_chooser_rules.py), so what holds
here holds there.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from handbook.chooser.dead_ends import dead_end
from handbook.chooser.rules import Chooser, Taso, Tulos, Vastaukset, fragment

Law = Callable[[Chooser], list[str]]


def results(chooser: Chooser, outcome: str) -> Iterator[tuple[Vastaukset, Tulos]]:
    """The result of an outcome for every set of answers to the questions that it depends on."""
    questions = chooser.kysymykset[outcome]
    for chosen in itertools.product(*map(chooser.choices, questions)):
        answers = dict(zip(questions, chosen, strict=True))
        yield answers, chooser.outcome(outcome, answers)


def all_results(chooser: Chooser) -> Iterator[tuple[Vastaukset, Tulos]]:
    for outcome in chooser.palvelut:
        yield from results(chooser, outcome)


def no_dead_end(chooser: Chooser) -> list[str]:
    """Some outcome fits every set of answers."""
    found = dead_end(chooser)
    return [] if found is None else [f"nothing fits {fragment(found)}"]


def highest_level_is_reached(chooser: Chooser) -> list[str]:
    """Each outcome has its highest level after some answers."""
    return [
        f"{outcome} is never {highest.name}"
        for outcome, valinta in chooser.palvelut.items()
        for highest in [Taso.SELVITA if valinta.enintaan else Taso.SUOSITELLAAN]
        if max(result.taso for _, result in results(chooser, outcome)) is not highest
    ]


def answers_matter(chooser: Chooser) -> list[str]:
    """No outcome has one level whatever is answered."""
    return [
        f"{outcome} is always the same"
        for outcome in chooser.palvelut
        if len({result.taso for _, result in results(chooser, outcome)}) == 1
    ]


def not_knowing_never_shuts_out(chooser: Chooser) -> list[str]:
    """An answer "I do not know" is no reason against an outcome, save where the criterion says why."""
    return [
        f"{result.palvelu}: {reason.kysymys} is not known {fragment(answers)}"
        for answers, result in all_results(chooser)
        if result.taso is Taso.EI
        for reason in result.perustelut
        if chooser.criterion(result.palvelu, reason.kysymys).poikkeus is None
        and {v.id for v in chooser.kysymys[reason.kysymys].vaihtoehdot if v.avoin}.issuperset(
            answers[reason.kysymys]
        )
    ]


def reasons_are_given_once(chooser: Chooser) -> list[str]:
    """Every level has reasons, and none is said twice."""
    return [
        f"{result.palvelu}: {texts} {fragment(answers)}"
        for answers, result in all_results(chooser)
        for texts in [[reason.teksti for reason in result.perustelut]]
        if not texts or len(set(texts)) < len(texts)
    ]


def interpretation_never_recommends(chooser: Chooser) -> list[str]:
    return [
        f"{result.palvelu}: {reason.teksti} {fragment(answers)}"
        for answers, result in all_results(chooser)
        if result.taso is Taso.SUOSITELLAAN
        for reason in result.perustelut
        if reason.tulkinta
    ]


def what_is_answered_is_not_to_be_found_out(chooser: Chooser) -> list[str]:
    """Who has answered a question hears no "find out first" with the words of that question."""
    return [
        f"{result.palvelu}: {reason.teksti} {fragment(answers)}"
        for answers, result in all_results(chooser)
        if result.taso is Taso.SELVITA
        for reason in result.perustelut
        for question in [chooser.kysymys[reason.kysymys]]
        if reason.teksti == question.selvita
        and not any(v.avoin for v in question.vaihtoehdot if v.id in answers[question.id])
    ]


def questions_left_out_change_nothing(chooser: Chooser) -> list[str]:
    """Whatever is answered to those that are not asked, each outcome has the level it has; and every set of
    answers belongs to one way through the questions."""
    found: list[str] = []
    covered = 0
    for path in chooser.paths():
        skipped = [question for question in chooser.kysymys if question not in path]
        covered += len(list(itertools.product(*map(chooser.choices, skipped)))) if skipped else 1
        for outcome, questions in chooser.kysymykset.items() if skipped else ():
            own = [question for question in questions if question in skipped]
            level = chooser.outcome(outcome, path).taso
            for chosen in itertools.product(*map(chooser.choices, own)) if own else ():
                answers = {**path, **dict(zip(own, chosen, strict=True))}
                if chooser.outcome(outcome, answers).taso is not level:
                    found.append(f"{outcome}: {fragment(answers)}")
    sets = sum(1 for _ in chooser.answer_sets())
    return found if covered == sets else [*found, f"{covered} of {sets} sets of answers are on a way"]


LAWS: tuple[Law, ...] = (
    no_dead_end,
    highest_level_is_reached,
    answers_matter,
    not_knowing_never_shuts_out,
    reasons_are_given_once,
    interpretation_never_recommends,
    what_is_answered_is_not_to_be_found_out,
    questions_left_out_change_nothing,
)
