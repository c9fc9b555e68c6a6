"""What must hold of the service chooser whatever its rules are: over all sets of answers, and in the words of
the facts.

The browser's twin gives the same result on every set of answers (browser/test_chooser_rules.py), so what
holds here holds there.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator, Mapping
from functools import cache

import pytest
from checked import kirja, valitsin
from source_properties import PROPERTIES, Property, applies, prove

from handbook.chooser.model import Valinta
from handbook.chooser.rules import Chooser, Taso, Tulos, Vastaukset, fragment

pytestmark = pytest.mark.xdist_group("chooser")

LISTS = ("sopii", "selvita", "ei")


def name(prop: Property) -> str:
    return f"{'-'.join(prop.facts)} {prop.sentence}"


@pytest.mark.parametrize("prop", PROPERTIES, ids=name)
def test_rules_follow_the_fact(prop: Property) -> None:
    assert applies(valitsin(), prop)
    assert set(prop.facts) <= set(kirja().fakta)
    proof = prove(valitsin(), prop)
    assert proof.sets > 0, "it says nothing"
    assert proof.broken is None, fragment(proof.broken or {})


def test_each_property_says_something_of_its_own() -> None:
    assert len({name(prop) for prop in PROPERTIES}) == len(PROPERTIES)
    assert {prop.outcome for prop in PROPERTIES} == set(valitsin().palvelut)


def changed(outcome: str) -> Iterator[Chooser]:
    """The rules with one option of one of the outcome's criteria moved to another list, or its cap lifted:
    every way there is."""
    data = valitsin().palvelut[outcome].model_dump()
    if data["enintaan"]:
        for criterion in (c for part in data["kriteerit"] for c in part.get("jokin", [part])):
            lifted = {**data, "enintaan": None, "kriteerit": [{**criterion, "sopii": criterion["selvita"]}]}
            yield with_rule(outcome, lifted)
    for i, part in enumerate(data["kriteerit"]):
        for j, criterion in enumerate(part.get("jokin", [part])):
            for source, target in itertools.permutations(LISTS, 2):
                for option in criterion[source]:
                    moved = copy.deepcopy(data)
                    place = moved["kriteerit"][i].get("jokin", [moved["kriteerit"][i]])[j]
                    place[source].remove(option)
                    place[target].append(option)
                    yield with_rule(outcome, moved)


def with_rule(outcome: str, data: Mapping[str, object]) -> Chooser:
    rule = Valinta.model_validate(data)
    return Chooser(valitsin().kysely, {**valitsin().palvelut, outcome: rule})


@pytest.mark.parametrize("prop", PROPERTIES, ids=name)
def test_some_change_of_a_rule_breaks_the_property(prop: Property) -> None:
    assert any(prove(chooser, prop).broken is not None for chooser in changed(prop.outcome))


@cache
def results(outcome: str) -> list[tuple[Vastaukset, Tulos]]:
    """The result of an outcome for every set of answers to the questions that it depends on."""
    questions = valitsin().kysymykset[outcome]
    sets = itertools.product(*map(valitsin().choices, questions))
    answers = [dict(zip(questions, chosen, strict=True)) for chosen in sets]
    return [(given, valitsin().outcome(outcome, given)) for given in answers]


OUTCOMES = tuple(valitsin().palvelut)


def test_no_set_of_answers_is_a_dead_end() -> None:
    # Those that most often fit first: any of them is enough.
    tried = sorted(OUTCOMES, key=lambda outcome: sum(r.taso is Taso.EI for _, r in results(outcome)))
    sets = 0
    for answers in valitsin().answer_sets():
        sets += 1
        assert any(valitsin().outcome(outcome, answers).taso > Taso.EI for outcome in tried), fragment(
            answers
        )
    assert sets == 6 * 3 * 4 * 3 * 32 * 3 * 4 * 4


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_outcome_is_reached_at_its_highest_level_and_can_be_shut_out(outcome: str) -> None:
    levels = {result.taso for _, result in results(outcome)}
    highest = Taso.SELVITA if valitsin().palvelut[outcome].enintaan else Taso.SUOSITELLAAN
    assert max(levels) is highest
    assert min(levels) is Taso.EI


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_i_do_not_know_never_shuts_an_outcome_out(outcome: str) -> None:
    """Without a single exception."""
    for answers, result in results(outcome):
        if result.taso is Taso.EI:
            for reason in result.perustelut:
                unknown = {v.id for v in valitsin().kysymys[reason.kysymys].vaihtoehdot if v.avoin}
                assert not unknown.issuperset(answers[reason.kysymys]), fragment(answers)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_level_has_reasons_and_none_is_said_twice(outcome: str) -> None:
    for answers, result in results(outcome):
        texts = [reason.teksti for reason in result.perustelut]
        assert texts, fragment(answers)
        assert len(set(texts)) == len(texts), fragment(answers)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_an_interpretation_never_recommends(outcome: str) -> None:
    for answers, result in results(outcome):
        if result.taso is Taso.SUOSITELLAAN:
            assert not any(reason.tulkinta for reason in result.perustelut), fragment(answers)


def test_questions_left_out_never_change_a_result() -> None:
    """Every way through the questions: whatever is answered to those that are not asked, each outcome has the
    level it has."""
    covered = 0
    for path in valitsin().paths():
        skipped = [question for question in valitsin().kysymys if question not in path]
        covered += 1 if not skipped else len(list(itertools.product(*map(valitsin().choices, skipped))))
        for outcome, questions in valitsin().kysymykset.items() if skipped else ():
            own = [question for question in questions if question in skipped]
            level = valitsin().outcome(outcome, path).taso
            for chosen in itertools.product(*map(valitsin().choices, own)) if own else ():
                answers = {**path, **dict(zip(own, chosen, strict=True))}
                assert valitsin().outcome(outcome, answers).taso is level, (outcome, fragment(answers))
    assert covered == sum(1 for _ in valitsin().answer_sets()), "every set of answers belongs to one way"


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_who_is_in_another_situation_is_not_told_to_find_out_the_situation(outcome: str) -> None:
    for answers, result in results(outcome):
        if answers.get("tilanne") == ("muu",):
            texts = [reason.teksti for reason in result.perustelut if reason.kysymys == "tilanne"]
            assert valitsin().kysymys["tilanne"].selvita not in texts, fragment(answers)


@pytest.mark.parametrize("outcome", [o for o in OUTCOMES if o != "vammaispalvelujen-tyohonvalmennus"])
def test_disability_services_are_not_named_to_a_client_whom_they_are_not_for(outcome: str) -> None:
    """V5: whoever needs no special support, or is served by the ordinary services, hears of no others."""
    for answers, result in results(outcome):
        if answers.get("vamma", ("ei",)) == ("ei",):
            assert not any("vammaispalvelu" in reason.teksti.lower() for reason in result.perustelut)


def test_services_that_suffice_and_that_do_not_contradict_each_other() -> None:
    both = {"tyollisyyspalvelut": ("kylla",), "vamma": ("kylla",)}
    assert len(valitsin().contradictions(both)) == 1
    for question in both:
        for chosen in valitsin().choices(question):
            if chosen != both[question]:
                assert valitsin().contradictions({**both, question: chosen}) == ()


def test_own_health_station_is_the_route_to_the_check_and_the_doctor() -> None:
    """L1: no outcome of its own, and named where the two are."""
    station = kirja().palvelu["terveysasema"]
    assert station.valitsin is None
    assert "terveysasema" not in OUTCOMES
    assert station.miten_paasee.perusta == ["L1"]
    for outcome in ("tyottoman-terveystarkastus", "laakaripalvelut"):
        route = kirja().palvelu[outcome].miten_paasee.itse
        assert route.perusta == ["L1"]
        assert "terveysasem" in route.teksti


def test_first_step_names_ways_that_the_source_tells() -> None:
    """H2: the figures of H3 are lost, so they alone lead nowhere."""
    step = kirja().ensiaskel.miten_edeta
    assert "H2" in step.perusta
    assert all(
        way in step.teksti
        for way in ("palvelutarvearvio", "hoidon tarpeen arvioin", "alkuhaastattelu", "kysely")
    )


@pytest.mark.parametrize(
    ("outcome", "question", "review"),
    [
        ("tym", "tym", "tym-ja-koordinointi"),  # K1, P6
        ("tyokykykoordinaattori", "tym", "tym-ja-koordinointi"),  # K1, P6
        ("tyokykykoordinaattori", "laajuus", "koordinaattori-vai-tiimi"),  # K1, M1
        ("tyokyvyn-tuen-tiimi", "tym", "tiimin-rajaus"),  # M1
        ("tyottoman-terveystarkastus", "tilanne", "terveystarkastus-kenelle"),  # K4
        ("laakaripalvelut", "tarpeet", "laakari-tyoterveyshuolto"),  # K5
        ("sosiaaliohjaus", "tarpeet", "sosiaaliohjaus-laaja"),  # K2
        ("tyohonvalmennus-ips", "tilanne", "ips-tarve-vai-asiakkuus"),  # K3, I1
        ("tyollistymista-edistavat-sosiaalipalvelut", "tarpeet", "kuntouttava-tyotoiminta"),  # S7
        ("vammaispalvelujen-tyohonvalmennus", "tilanne", "vammaispalvelut-elake"),  # V3
    ],
)
def test_result_shows_the_review_of_its_facts(outcome: str, question: str, review: str) -> None:
    [record] = [record for record in kirja().valittavat if record.id == outcome]
    assert question in kirja().tuloksen_tarkistukset(record)[review]


def test_result_shows_no_review_but_those_of_its_own_facts() -> None:
    for record in kirja().valittavat:
        for review, questions in kirja().tuloksen_tarkistukset(record).items():
            concerns = set(kirja().tarkistus[review].koskee)
            assert questions
            assert all(
                concerns.intersection(valitsin().criterion(record.id, question).perusta)
                for question in questions
            )
            assert review not in ("paasy-ja-hinnat", "ika-ja-asuinpaikka"), "would stand on every result"
