"""A statement keeps the words that soften its fact: faults that the handbook once had, and their fix."""

from __future__ import annotations

import pytest

from handbook.language.finnish import Dictionary
from handbook.language.model import Kieli
from handbook.language.reservations import Statement, lost_reservations
from handbook.reading.yaml_text import parse

LANGUAGE = """
sallitut: []
lievennykset:
  - nimi: voi
    sanat: [voida, mahdollinen]
  - nimi: esimerkiksi
    sanat: [esimerkiksi, muun muassa]
  - nimi: yleensä
    sanat: [yleensä, pääsääntöisesti]
  - nimi: ja/tai
    sanat: [ja/tai]
  - nimi: pyritään
    sanat: [pyrkiä]
  - nimi: on hyvä
    sanat: [on hyvä]
lieventamattomat:
  - teksti: "Kuvaa tiimin työtä."
    syy: "Kertoo sivusta."
"""
DICTIONARY = Dictionary()

# What a fact says, what a page said of it, the word that got lost; and what the page says now.
FAULTS = [
    (
        "Tavoitteisiin pyritään luomalla monialainen palvelukokonaisuus.",
        "Tavoitteisiin päästään monialaisella palvelukokonaisuudella.",
        "pyritään",
        "Tavoitteisiin pyritään monialaisella palvelukokonaisuudella.",
    ),
    (
        "Osatyökykyinen asiakas on hyvä tunnistaa jokaisella sote-käynnillä.",
        "Tunnista osatyökykyinen asiakas jokaisella sote-käynnillä.",
        "on hyvä",
        "Osatyökykyinen asiakas on hyvä tunnistaa jokaisella sote-käynnillä.",
    ),
    (
        "Asiakkaan luvalla valmentaja voi olla yhteydessä työnantajaan ja tukea tätä työn räätälöinnissä.",
        "Valmentaja pitää asiakkaan luvalla yhteyttä työnantajaan ja tukee työn räätälöintiä.",
        "voi",
        "Valmentaja voi asiakkaan luvalla olla yhteydessä työnantajaan ja tukea tätä työn räätälöinnissä.",
    ),
    (
        "Suunnitelman voi tehdä yhdessä asiakkaan kanssa.",
        "Tarvittaessa suunnitelma tehdään yhdessä asiakkaan kanssa.",
        "voi",
        "Suunnitelma voidaan tehdä yhdessä asiakkaan kanssa.",
    ),
    (
        "Etuuksia ovat esimerkiksi sairauspäiväraha ja ammatillinen kuntoutus.",
        "Etuuksia ovat sairauspäiväraha ja ammatillinen kuntoutus.",
        "esimerkiksi",
        "Etuuksia ovat muun muassa sairauspäiväraha ja ammatillinen kuntoutus.",
    ),
    (
        "Palvelu on asiakkaalle, joka tarvitsee arvion työkyvystä ja/tai kuntoutuksen tarpeesta.",
        "Palvelu on asiakkaalle, joka tarvitsee arvion työkyvystä tai kuntoutuksen tarpeesta.",
        "ja/tai",
        "Palvelu on asiakkaalle, joka tarvitsee arvion työkyvystä ja/tai kuntoutuksen tarpeesta.",
    ),
    (
        "Valmennuksen asiakkaat ovat pääsääntöisesti eläkkeellä olevia henkilöitä.",
        "Valmennuksen asiakkaat ovat eläkkeellä olevia henkilöitä.",
        "yleensä",
        "Valmennuksen asiakkaat ovat yleensä eläkkeellä olevia henkilöitä.",
    ),
]


def lost(text: str, *facts: str) -> list[str]:
    """What is reported of ``text``, which rests on ``facts``, and of the exceptions."""
    document, problems = parse(LANGUAGE, file="data/language.yml")
    assert document and not problems
    kieli = Kieli.model_validate(document.data)
    told = [Statement("docs/a.md", 7, text, [f"A{i}" for i in range(len(facts))])]
    found = lost_reservations(
        told, {f"A{i}": fact for i, fact in enumerate(facts)}, kieli, document, DICTIONARY
    )
    return [str(problem) for problem in found]


UNUSED = "data/language.yml rivi 17: Kohtaa ”Kuvaa tiimin työtä.” ei tarvita tässä luettelossa. → Poista se."


@pytest.mark.parametrize(("fact", "fault", "word", "mended"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_lost_word_is_reported_with_its_fact(fact: str, fault: str, word: str, mended: str) -> None:
    [advice, unused] = lost(fault, "Kuntouttava työtoiminta on sosiaalipalvelu.", fact)
    assert advice.startswith("docs/a.md rivi 7: Kohdasta ”")
    assert f" puuttuu ”{word}”, joka on väittämässä A1: ”" in advice
    assert advice.endswith("luetteloon lieventamattomat ja kerro syy.")
    assert unused == UNUSED
    assert lost(mended, fact) == [UNUSED]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        # A clause of the fact that has no such word.
        (
            "Hän tarvitsee vammansa takia erityistä tukea.",
            "Hän voi saada tukea, jos hän tarvitsee vammansa takia erityistä tukea.",
        ),
        # A heading or an item of a list says nothing by itself.
        ("Suunnitelma asiakkaan kanssa", "Suunnitelman voi tehdä yhdessä asiakkaan kanssa."),
        ("Ammattilaisen arvion työkyvystä.", "Asiakas voi saada ammattilaisen arvion työkyvystä."),
        # Another matter with a word in common.
        (
            "Asiakas saa omatyöntekijän, joka vastaa prosessista.",
            "Suunnitelman voi tehdä yhdessä asiakkaan kanssa.",
        ),
    ],
)
def test_nothing_is_asked_of_what_tells_something_else(text: str, fact: str) -> None:
    assert lost(text, fact) == [UNUSED]


def test_exception_is_used_or_reported() -> None:
    assert lost("Kuvaa tiimin työtä.", "Tiimin työtä voi kuvata usealla tavalla.") == []
