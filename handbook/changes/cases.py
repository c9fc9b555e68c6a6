"""What changes in the practice cases: which services the rules lead to, and which cases come and go."""

from __future__ import annotations

from handbook.changes.words import before_and_now, listed, plain, quoted
from handbook.check import Whole
from handbook.chooser.rules import LEVEL_NAMES, Taso
from handbook.training.exercises import Harjoitus, exercises
from handbook.training.model import Tapaukset


def case_changes(before: Whole, now: Whole) -> list[str]:
    """The rows of Markdown that tell of cases with another answer than before; none if there are none."""
    old, new = _exercises(before), _exercises(now)
    rows = []
    for id_, exercise in new.items():
        answer = _answer(exercise, now)
        if id_ not in old:
            rows.append(f"- Uusi tapaus {quoted(exercise.otsikko)}: {answer}.")
        elif (earlier := _answer(old[id_], before)) != answer:
            rows.append(f"- {quoted(exercise.otsikko)}: {before_and_now(earlier, answer)}")
    rows += [
        f"- Tapaus {quoted(exercise.otsikko)} poistuu." for id_, exercise in old.items() if id_ not in new
    ]
    return rows


def _exercises(whole: Whole) -> dict[str, Harjoitus]:
    cases = whole.records(Tapaukset).tapaukset
    return {exercise.tapaus.id: exercise for exercise in exercises(cases, whole.kirja.chooser)}


def _answer(exercise: Harjoitus, whole: Whole) -> str:
    """The outcomes of a case by name, the strongest level first."""
    names = {outcome.id: plain(outcome.nimi) for outcome in whole.kirja.valittavat}
    parts = []
    for level in (Taso.SUOSITELLAAN, Taso.SELVITA):
        found = [names[tulos.palvelu] for tulos in exercise.tulokset if tulos.taso is level]
        if found or level is Taso.SUOSITELLAAN:
            parts.append(f"{LEVEL_NAMES[level]} {listed(found)}")
    return "; ".join(parts)
