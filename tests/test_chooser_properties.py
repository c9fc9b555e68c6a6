"""What the source demands of the service chooser, and what holds of any: over all sets of answers.

Demands are tried on a made-up chooser, laws on the county's and on one that breaks them.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from typing import Any

import chooser_laws
import pytest
from checked import county
from chooser_changes import changed_rules
from chooser_laws import LAWS, Law
from small_chooser import A, B, kriteeri, pieni

from handbook.chooser.dead_ends import dead_end
from handbook.chooser.demands import broken_by, concerned
from handbook.chooser.model import Vaatimukset, Vaatimus
from handbook.chooser.rules import Chooser, Taso, Vastaukset

ANSWERS = (("p",), ("q",), ("p", "q"), ("nn",))


def demand(tulos: str = "s", **what: Any) -> Vaatimus:
    return Vaatimus.model_validate(
        {"id": "v", "perusta": ["F1"], "lause": "Lause.", "tulos": tulos, **what}, context={}
    )


def one(*kriteerit: Any, **muut: Any) -> Chooser:
    return pieni(("s", {"kriteerit": list(kriteerit), **muut}))


@pytest.mark.parametrize(
    ("conditions", "about"),
    [
        ({}, list(itertools.product(["x", "y", "nn"], ANSWERS))),
        ({"kun": {"a": ["x"]}}, [("x", b) for b in ANSWERS]),
        ({"kun": {"a": ["x", "y"], "b": ["p"]}}, [(a, b) for a in "xy" for b in (("p",), ("p", "q"))]),
        ({"kun_ei": {"a": ["x", "nn"], "b": ["p"]}}, [("y", b) for b in (("q",), ("nn",))]),
        ({"kun": {"b": ["p"]}, "kun_ei": {"b": ["q"]}}, [(a, ("p",)) for a in ["x", "y", "nn"]]),
        ({"kun": {"b": ["p"]}, "kun_ei": {"b": ["p"]}}, []),
    ],
)
def test_demand_is_about_the_answers_that_meet_its_conditions(
    conditions: dict[str, Any], about: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = concerned(one(A, B), demand(taso="ei", **conditions))
    assert [(answers["a"][0], answers["b"]) for answers in found] == about


def test_questions_that_the_outcome_does_not_look_at_are_answered_once() -> None:
    """They change no result: an answer that meets the condition stands for all, and none is asked in vain."""
    found = list(concerned(one(A), demand(taso="ei", kun={"b": ["q"]})))
    assert found == [{"a": (a,), "b": ("q",)} for a in ("x", "y", "nn")]
    assert list(concerned(one(A), demand(taso="ei"))) == [{"a": (a,)} for a in ("x", "y", "nn")]


AN_INTERPRETATION = {**A, "tulkinta": ["nn"]}


@pytest.mark.parametrize(
    ("what", "kept", "broken"),
    [
        ({"kun": {"a": ["x"]}, "taso": "suositellaan"}, one(A), one(kriteeri("a", "nn", "x", "y"))),
        ({"kun": {"a": ["nn"]}, "taso": "selvita"}, one(A), one(kriteeri("a", "x nn", "", "y"))),
        ({"kun": {"a": ["y"]}, "taso": "ei"}, one(A), one(kriteeri("a", "x", "y nn", ""))),
        ({"kun_ei": {"a": ["x"]}, "enintaan": "selvita"}, one(A), one(kriteeri("a", "x nn", "", "y"))),
        ({"enintaan": "selvita"}, one(A, enintaan="selvita"), one(A)),
        ({"kun_ei": {"a": ["y"]}, "vahintaan": "selvita"}, one(A), one(kriteeri("a", "x", "y", "nn"))),
        # the level alone is not enough: the question must be the reason, or must not be
        (
            {"kun": {"a": ["y"]}, "kysyy": "a"},
            one(kriteeri("a", "x", "y", "nn")),
            one({"jokin": [A, kriteeri("b", "", "p q nn", "")]}),
        ),
        ({"kun": {"a": ["nn"]}, "kysyy": "a"}, one(kriteeri("b", "", "p q nn", ""), A), one(B)),
        ({"kun": {"a": ["nn"]}, "kysyy": "a"}, one(A), one(kriteeri("a", "nn", "x", "y"))),
        (
            {"kun": {"a": ["nn"]}, "kysyy": "a", "tulkinta": True},
            one(AN_INTERPRETATION),
            one(A),
        ),
        ({"ei_sulje": "a"}, one(kriteeri("a", "x", "y nn", ""), B), one(A, B)),
        ({"ei_heikenna": "a"}, one(kriteeri("a", "x y nn", "", ""), B), one(A, B)),
        ({"kun": {"a": ["nn"]}, "ei_heikenna": "a"}, one(kriteeri("a", "x nn", "", "y")), one(A)),
    ],
)
def test_each_kind_of_demand_is_proven_and_broken(
    what: dict[str, Any], kept: Chooser, broken: Chooser
) -> None:
    assert broken_by(kept, demand(**what)) is None
    answers = broken_by(broken, demand(**what))
    assert answers is not None
    assert answers in list(concerned(broken, demand(**what)))


def test_demand_may_concern_an_outcome_that_looks_at_no_question_of_it() -> None:
    assert broken_by(one(A), demand(kun={"a": ["x"], "b": ["q"]}, taso="suositellaan")) is None
    assert broken_by(one(A), demand(kun={"b": ["q"]}, taso="suositellaan")) == {"a": ("y",), "b": ("q",)}


def test_every_demand_of_the_county_holds_and_can_be_broken() -> None:
    chooser = county().kirja.chooser
    for vaatimus in county().records(Vaatimukset).vaatimukset:
        assert broken_by(chooser, vaatimus) is None, vaatimus.id
        assert any(broken_by(c, vaatimus) for c in changed_rules(chooser, vaatimus.tulos)), vaatimus.id


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_law_holds_in_the_county(law: Law) -> None:
    assert law(county().kirja.chooser) == []


class Hasty(Chooser):
    """Asks the first question and no other."""

    def _matters(self, tunnus: str, annetut: Vastaukset) -> bool:
        return tunnus == "a"


BREAKS: dict[Law, Chooser] = {
    chooser_laws.no_dead_end: one(A),
    chooser_laws.highest_level_is_reached: one(kriteeri("a", "", "x nn", "y")),
    chooser_laws.answers_matter: one(kriteeri("a", "x", "y nn", ""), enintaan="selvita"),
    chooser_laws.not_knowing_never_shuts_out: one(kriteeri("a", "x", "", "y nn")),
    chooser_laws.reasons_are_given_once: one(
        {"jokin": [kriteeri("a", "x", "", "y nn"), kriteeri("b", "p q", "", "nn")]}
    ),
    chooser_laws.interpretation_never_recommends: one({**A, "tulkinta": ["x"]}),
    chooser_laws.what_is_answered_is_not_to_be_found_out: one(kriteeri("a", "x", "y nn", "")),
    chooser_laws.questions_left_out_change_nothing: Hasty(one(A, B).kysely, one(A, B).palvelut),
}


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_law_finds_what_breaks_it(law: Law) -> None:
    assert law(BREAKS[law])


def some_choosers() -> Iterator[Chooser]:
    """Choosers of up to three outcomes, with options in any two or three lists, groups and caps."""
    chance = random.Random("dead ends")

    def any_criterion(question: str, options: str) -> dict[str, Any]:
        lists = [""]
        while sum(map(bool, lists)) < 2:  # as the check wants it
            place = [chance.randrange(3) for _ in options.split()]
            lists = [
                " ".join(o for o, p in zip(options.split(), place, strict=True) if p == n) for n in range(3)
            ]
        return kriteeri(question, *lists)

    for _ in range(300):
        outcomes = []
        for name in "stu"[: chance.randint(1, 3)]:
            criteria = [any_criterion("a", "x y nn"), any_criterion("b", "p q nn")]
            some = chance.choice([criteria[:1], criteria[1:], criteria, [{"jokin": criteria}]])
            outcomes.append((name, {"kriteerit": some, "enintaan": chance.choice([None, "selvita"])}))
        yield pieni(*outcomes)


def test_dead_end_is_found_where_there_is_one() -> None:
    found = 0
    for chooser in some_choosers():
        exists = any(
            all(result.taso is Taso.EI for result in chooser.evaluate(answers))
            for answers in chooser.answer_sets()
        )
        answers = dead_end(chooser)
        assert (answers is not None) == exists
        if answers is not None:
            found += 1
            assert answers in list(chooser.paths())
            assert all(result.taso is Taso.EI for result in chooser.evaluate(answers))
    assert 50 < found < 250
