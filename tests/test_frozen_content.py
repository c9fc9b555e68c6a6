"""What one handbook's content says of the service chooser: tied to its ids and words.

Most of what its source demands is data (``data/demands.yml``), which the check proves. Here is what a demand
cannot say: words of texts, reviews, contradictions, and that the demands are strong enough.
"""

from __future__ import annotations

import pytest
from checked import kirja, valitsin, whole
from chooser_changes import changed_rules
from chooser_laws import LAWS, Law, all_results, results

from handbook.chooser.demands import broken_by
from handbook.chooser.model import Vaatimukset, Vaatimus
from handbook.chooser.rules import Taso, fragment

pytestmark = pytest.mark.xdist_group("chooser")

DEMANDS = whole().records(Vaatimukset).vaatimukset
OUTCOMES = tuple(valitsin().palvelut)


def test_demands_are_about_every_outcome_and_each_says_something_of_its_own() -> None:
    assert {vaatimus.tulos for vaatimus in DEMANDS} == set(OUTCOMES)
    assert len({(tuple(v.perusta), v.lause) for v in DEMANDS}) == len(DEMANDS)


@pytest.mark.parametrize("vaatimus", DEMANDS, ids=lambda vaatimus: vaatimus.id)
def test_some_change_of_a_rule_breaks_the_demand(vaatimus: Vaatimus) -> None:
    assert broken_by(valitsin(), vaatimus) is None
    assert any(broken_by(chooser, vaatimus) for chooser in changed_rules(valitsin(), vaatimus.tulos))


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_law_holds(law: Law) -> None:
    assert law(valitsin()) == []


def test_no_criterion_shuts_out_who_does_not_know() -> None:
    """Without a single exception."""
    for valinta in valitsin().palvelut.values():
        assert not any(kriteeri.poikkeus for ryhma in valinta.ryhmat for kriteeri in ryhma)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_can_be_shut_out(outcome: str) -> None:
    assert min(result.taso for _, result in results(valitsin(), outcome)) is Taso.EI


def test_disability_services_are_not_named_to_a_client_whom_they_are_not_for() -> None:
    """V5: whoever needs no special support, or is served by the ordinary services, hears of no others."""
    for answers, result in all_results(valitsin()):
        if result.palvelu != "vammaispalvelujen-tyohonvalmennus" and answers.get("vamma", ("ei",)) == ("ei",):
            named = [r for r in result.perustelut if "vammaispalvelu" in r.teksti.lower()]
            assert named == [], fragment(answers)


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
