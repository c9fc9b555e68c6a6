"""What the facts of the source handbook demand of the rules of the chooser, over every possible set of
answers.

A property stands for the source: it names questions, options and outcomes by their ids and knows no wording
and no criterion. Where a rule breaks one, the rule is at fault. :data:`PROPERTIES` is the table;
:func:`prove` walks every set of answers.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from handbook.chooser.rules import Chooser, Taso, Tulos, Vastaukset

EI, SELVITA, SUOSITELLAAN = Taso.EI, Taso.SELVITA, Taso.SUOSITELLAAN

Answer = Callable[[Sequence[str]], bool]
Demand = Callable[[Tulos], bool]


@dataclass(frozen=True)
class Property:
    """What must hold of one outcome.

    ``facts`` are the ids of the facts it stands for and ``sentence`` their words, in Finnish. It is about the
    sets of answers where for every question of ``when`` the chosen options are as told; there ``holds`` is
    true of the result.
    """

    facts: tuple[str, ...]
    sentence: str
    outcome: str
    when: Mapping[str, Answer]
    holds: Demand


@dataclass(frozen=True)
class Proof:
    """How many sets of answers a property is about, and the first that breaks it (only what the property
    looks at)."""

    sets: int
    broken: Vastaukset | None


def applies(chooser: Chooser, prop: Property) -> bool:
    """Whether ``chooser`` has the outcome and the questions: another handbook may have others."""
    return prop.outcome in chooser.palvelut and prop.when.keys() <= chooser.kysymys.keys()


def prove(chooser: Chooser, prop: Property) -> Proof:
    """Tries ``prop`` on every set of answers.

    A result depends on the questions of the outcome's own criteria alone, so sets that differ only in
    questions which neither they nor the property look at are tried once and counted as many times as there
    are.
    """
    weight = math.prod(len(chooser.choices(q)) for q in chooser.kysymys if q not in _questions(chooser, prop))
    found = 0
    broken = None
    for answers in _answers(chooser, prop):
        found += weight
        if broken is None and not prop.holds(chooser.outcome(prop.outcome, answers)):
            broken = answers
    return Proof(found, broken)


def _questions(chooser: Chooser, prop: Property) -> tuple[str, ...]:
    return tuple(q for q in chooser.kysymys if q in prop.when or q in chooser.kysymykset[prop.outcome])


def _answers(chooser: Chooser, prop: Property) -> Iterator[Vastaukset]:
    questions = _questions(chooser, prop)
    choices = ([c for c in chooser.choices(q) if q not in prop.when or prop.when[q](c)] for q in questions)
    return (dict(zip(questions, chosen, strict=True)) for chosen in itertools.product(*choices))


def _some(*options: str) -> Answer:
    """At least one of ``options`` is chosen."""
    return lambda chosen: any(option in chosen for option in options)


def _none(*options: str) -> Answer:
    """None of ``options`` is chosen."""
    return lambda chosen: not any(option in chosen for option in options)


def _all(*answers: Answer) -> Answer:
    return lambda chosen: all(answer(chosen) for answer in answers)


def _is(level: Taso) -> Demand:
    return lambda result: result.taso is level


def _at_most(level: Taso) -> Demand:
    return lambda result: result.taso <= level


def _at_least(level: Taso) -> Demand:
    return lambda result: result.taso >= level


def _asks(question: str, *, interpreting: bool = False) -> Demand:
    """To be found out first, and ``question`` gives a reason; with ``interpreting`` one that is told to be an
    interpretation."""
    return lambda result: (
        result.taso is SELVITA
        and any(r.kysymys == question and r.tulkinta >= interpreting for r in result.perustelut)
    )


def _never_closed_by(question: str) -> Demand:
    return lambda result: result.taso > EI or all(r.kysymys != question for r in result.perustelut)


_OWN_CARE = _some("tyoterveys", "opiskelu")
_CARE = "työterveyshuolto tai opiskeluterveydenhuolto"
_NO_CARE = "työterveyshuoltoa eikä opiskeluterveydenhuoltoa"

# The words follow data/facts.yml; the ids are those of data/quiz.yml and data/services.yml, which never
# change.
PROPERTIES: tuple[Property, ...] = (
    # Työkykykoordinaattori
    Property(
        ("K1",),
        "Työkykykoordinaattorin palvelu on asiakkaalle, jonka työllistymistä työkyvyn haaste vaikeuttaa, "
        f"joka tarvitsee työkyvyn tuen palvelujen koordinointia, jolla ei ole {_NO_CARE} ja joka ei "
        "kuulu TYM-palvelun piiriin.",
        "tyokykykoordinaattori",
        {
            "haaste": _some("kylla"),
            "laajuus": _some("koordinointi"),
            "terveydenhuolto": _some("ei"),
            "tym": _some("ei"),
        },
        _is(SUOSITELLAAN),
    ),
    Property(
        ("K1",),
        "Jos työkyvyn haaste ei vaikeuta työllistymistä, työkykykoordinaattorin palvelun ehto ei täyty.",
        "tyokykykoordinaattori",
        {"haaste": _some("ei")},
        _is(EI),
    ),
    Property(
        ("K1",),
        f"Työkykykoordinaattorin palvelu ei ole asiakkaalle, jolla on {_CARE}.",
        "tyokykykoordinaattori",
        {"terveydenhuolto": _OWN_CARE},
        _is(EI),
    ),
    Property(
        ("K1", "P5"),
        "Työkykykoordinaattorin palvelu ei ole asiakkaalle, joka kuuluu TYM-palvelun piiriin.",
        "tyokykykoordinaattori",
        {"tym": _some("kylla")},
        _is(EI),
    ),
    *(
        Property(
            ("K1",),
            f"Työkykykoordinaattoria suositellaan vain, kun tiedetään, että {condition}.",
            "tyokykykoordinaattori",
            {question: _none(option)},
            _at_most(SELVITA),
        )
        for question, option, condition in (
            ("haaste", "kylla", "työkyvyn haaste vaikeuttaa työllistymistä"),
            ("terveydenhuolto", "ei", f"asiakkaalla ei ole {_NO_CARE}"),
            ("tym", "ei", "asiakas ei kuulu TYM-palvelun piiriin"),
        )
    ),
    Property(
        ("K1", "M1"),
        "Työkykykoordinaattoria suositellaan vain asiakkaalle, joka tarvitsee koordinointia. Samanaikainen "
        "monialainen tarve on tiimin ehto, eikä käsikirja kerro rajaa.",
        "tyokykykoordinaattori",
        {"laajuus": _none("koordinointi")},
        _at_most(SELVITA),
    ),
    # Työkyvyn tuen tiimi
    Property(
        ("M1",),
        "Tiimiin voi ohjata asiakkaan, joka tarvitsee monialaista tukea ja palveluja samanaikaisesti eikä "
        "voi saada niitä muualta.",
        "tyokyvyn-tuen-tiimi",
        {
            "laajuus": _some("tiimi"),
            "terveydenhuolto": _some("ei"),
            "tym": _some("ei"),
        },
        _is(SUOSITELLAAN),
    ),
    Property(
        ("M1",),
        "TYM-palvelun asiakkaasta selvitetään, saako hän monialaisen tuen TYM-palvelusta: TYM ei sulje "
        "tiimiä pois.",
        "tyokyvyn-tuen-tiimi",
        {"tym": _some("kylla"), "laajuus": _none("yksi")},
        _asks("tym"),
    ),
    Property(
        ("M1",),
        f"Asiakkaasta, jolla on {_CARE}, selvitetään, saako hän monialaisen tuen sieltä.",
        "tyokyvyn-tuen-tiimi",
        {"terveydenhuolto": _OWN_CARE, "laajuus": _none("yksi")},
        _asks("terveydenhuolto"),
    ),
    Property(
        ("M1",),
        "Tiimiä suositellaan vain, kun asiakas tarvitsee monialaista tukea ja palveluja samanaikaisesti.",
        "tyokyvyn-tuen-tiimi",
        {"laajuus": _none("tiimi")},
        _at_most(SELVITA),
    ),
    *(
        Property(
            ("M1",),
            "Tiimiä suositellaan vain, kun tiedetään, että asiakas ei saa monialaista tukea tätä kautta: "
            f"{place}.",
            "tyokyvyn-tuen-tiimi",
            {question: _none("ei")},
            _at_most(SELVITA),
        )
        for question, place in (("terveydenhuolto", _CARE), ("tym", "TYM-palvelu"))
    ),
    Property(
        ("M1",),
        "Tiimin sulkee pois vain se, ettei asiakas tarvitse monialaista tukea ja palveluja samanaikaisesti.",
        "tyokyvyn-tuen-tiimi",
        {"laajuus": _none("yksi")},
        _at_least(SELVITA),
    ),
    # Sosiaaliohjaaja
    Property(
        ("K2",),
        "Sosiaaliohjaajan palvelut ovat asiakkaalle, jonka tuen tarve liittyy talouteen, asumiseen tai "
        "sosiaalisiin suhteisiin.",
        "sosiaaliohjaus",
        {"tarpeet": _some("arki")},
        _is(SUOSITELLAAN),
    ),
    Property(
        ("K2",),
        "Jos tuen tarve liittyy vain työllistymiseen, sosiaaliohjausta ei suositella vaan selvitetään: "
        "käsikirja ei rajaa sitä muihin palveluihin. Se on tulkinta.",
        "sosiaaliohjaus",
        {"tarpeet": _all(_some("tyo"), _none("arki"))},
        _asks("tarpeet", interpreting=True),
    ),
    Property(
        ("K2", "S6"),
        "Sosiaaliohjausta ei suositella muusta syystä kuin talouden, asumisen tai sosiaalisten suhteiden "
        "takia.",
        "sosiaaliohjaus",
        {"tarpeet": _none("arki")},
        _at_most(SELVITA),
    ),
    # Työllistymistä edistävät sosiaalipalvelut
    Property(
        ("S1", "S4", "S7"),
        "Asiakas voi saada tukea työllistymiseensä ja työ- ja toimintakykyynsä, kun työvoimaviranomaisen "
        "palvelut eivät ole riittäviä ja oikea-aikaisia.",
        "tyollistymista-edistavat-sosiaalipalvelut",
        {"tarpeet": _some("tyo", "toimintakyky"), "tyollisyyspalvelut": _some("ei")},
        _is(SUOSITELLAAN),
    ),
    Property(
        ("S5", "S6"),
        "Asiakas voi saada arvion työ- ja toimintakyvystä ja sosiaaliohjausta. Käsikirja ei kerro, "
        "kenelle: palvelut selvitetään.",
        "tyollistymista-edistavat-sosiaalipalvelut",
        {"tarpeet": _all(_some("arvio", "arki"), _none("tyo", "toimintakyky"))},
        _is(SELVITA),
    ),
    Property(
        ("S2", "S3", "S4", "S7"),
        "Työvoimaviranomaisen palvelujen riittävyys on yhden avun ehto yhdeksästä. Jos ne riittävät, "
        "kysytään, tarvitseeko asiakas muuta. Se on tulkinta.",
        "tyollistymista-edistavat-sosiaalipalvelut",
        {"tarpeet": _some("tyo", "toimintakyky"), "tyollisyyspalvelut": _some("kylla")},
        _asks("tyollisyyspalvelut", interpreting=True),
    ),
    Property(
        ("S4",),
        "Työvoimaviranomaisen palvelujen riittävyys ei koskaan sulje pois työllistymistä edistäviä "
        "sosiaalipalveluja.",
        "tyollistymista-edistavat-sosiaalipalvelut",
        {},
        _never_closed_by("tyollisyyspalvelut"),
    ),
    # Laatuperusteinen työhönvalmennus
    Property(
        ("K3",),
        "Työhönvalmentajan palvelut ovat asiakkaalle, joka tarvitsee avoimille työmarkkinoille "
        "työllistyäkseen enemmän tukea kuin työvoimaviranomaisen palveluista ja toimenpiteistä saa.",
        "tyohonvalmennus-ips",
        {
            "tarpeet": _some("tyo"),
            "tyollisyyspalvelut": _some("ei"),
            "tilanne": _some("tyoton"),
            "vamma": _none("kylla"),
        },
        _is(SUOSITELLAAN),
    ),
    Property(
        ("K3",),
        "Työhönvalmennusta suositellaan vain, kun työvoimaviranomaisen palvelut eivät riitä.",
        "tyohonvalmennus-ips",
        {"tyollisyyspalvelut": _none("ei")},
        _at_most(SELVITA),
    ),
    Property(
        ("K3",),
        "Työhönvalmennusta suositellaan vain asiakkaalle, joka tarvitsee tukea työllistyäkseen avoimille "
        "työmarkkinoille.",
        "tyohonvalmennus-ips",
        {"tarpeet": _none("tyo")},
        _at_most(SELVITA),
    ),
    Property(
        ("I1", "V3"),
        "Eläkkeellä olevasta asiakkaasta selvitetään, tavoitteleeko hän paluuta työmarkkinoille.",
        "tyohonvalmennus-ips",
        {"tilanne": _some("elakkeella"), "tarpeet": _some("tyo"), "tyollisyyspalvelut": _some("ei")},
        _asks("tilanne"),
    ),
    Property(
        ("I1", "K3"),
        "Käsikirja ei rajaa työhönvalmennusta asiakkaan tilanteen perusteella: mikään tilanne ei sulje "
        "sitä pois.",
        "tyohonvalmennus-ips",
        {},
        _never_closed_by("tilanne"),
    ),
    Property(
        ("V5",),
        "Normaalipalvelut ovat ensisijaisia: vamman takia tarvittava tuki ei sulje työhönvalmennusta pois.",
        "tyohonvalmennus-ips",
        {},
        _never_closed_by("vamma"),
    ),
    Property(
        ("V3", "V5"),
        "Asiakas, jonka tarpeisiin normaalipalvelut vastaavat, saa työhönvalmennuksen niistä: "
        "vammaispalveluista ei kysytä.",
        "tyohonvalmennus-ips",
        {"vamma": _some("ei")},
        lambda result: result.taso is SUOSITELLAAN or all(r.kysymys != "vamma" for r in result.perustelut),
    ),
    # Vammaispalvelujen työhönvalmennus
    Property(
        ("V5",),
        "Asiakas voi saada palvelut vammaispalveluista vain, kun hän tarvitsee vammansa takia erityistä "
        "tukea eivätkä työllistymistä edistävät palvelut vastaa hänen tarpeisiinsa.",
        "vammaispalvelujen-tyohonvalmennus",
        {"vamma": _none("kylla")},
        _at_most(SELVITA),
    ),
    Property(
        ("V5",),
        "Normaalipalvelut ovat ensisijaisia: jos ei tiedetä, vastaavatko ne tarpeisiin, se selvitetään "
        "ensin.",
        "vammaispalvelujen-tyohonvalmennus",
        {"vamma": _some("palvelut-selvittamatta"), "tarpeet": _some("tyo", "toimintakyky", "ei-tiedossa")},
        _asks("vamma"),
    ),
    Property(
        ("V5",),
        "Vammaispalvelut eivät ole asiakkaalle, joka ei tarvitse vammansa takia erityistä tukea tai jonka "
        "tarpeisiin työllistymistä edistävät palvelut vastaavat.",
        "vammaispalvelujen-tyohonvalmennus",
        {"vamma": _some("ei")},
        _is(EI),
    ),
    Property(
        ("V3", "V5"),
        "Eläkkeellä oleva asiakas, jolla molemmat ehdot täyttyvät ja joka tarvitsee tukea työllistyäkseen, "
        "voi saada työhönvalmennuksen vammaispalveluista.",
        "vammaispalvelujen-tyohonvalmennus",
        {"vamma": _some("kylla"), "tilanne": _some("elakkeella"), "tarpeet": _some("tyo")},
        _is(SUOSITELLAAN),
    ),
    Property(
        ("V3",),
        "Asiakkaat ovat pääsääntöisesti eläkkeellä: muu tilanne ei sulje palvelua pois.",
        "vammaispalvelujen-tyohonvalmennus",
        {},
        _never_closed_by("tilanne"),
    ),
    # Työttömän terveystarkastus
    Property(
        ("K4", "L2"),
        f"Terveystarkastus on työttömälle, jolla ei ole {_NO_CARE}. Siinä arvioidaan terveyttä ja "
        "kartoitetaan työkykyä.",
        "tyottoman-terveystarkastus",
        {
            "tilanne": _some("tyoton"),
            "terveydenhuolto": _some("ei"),
            "tarpeet": _some("terveys", "arvio"),
        },
        _is(SUOSITELLAAN),
    ),
    Property(
        ("K4",),
        f"Terveystarkastuksen ehto on, ettei asiakkaalla ole {_NO_CARE}: mikään tilanne ei sulje sitä pois.",
        "tyottoman-terveystarkastus",
        {"terveydenhuolto": _some("ei")},
        _at_least(SELVITA),
    ),
    Property(
        ("K4",),
        "Palvelun nimi puhuu työttömästä. Jos asiakas ei ole työtön, selvitetään, onko tarkastus myös "
        "hänelle.",
        "tyottoman-terveystarkastus",
        {"terveydenhuolto": _some("ei"), "tilanne": _none("tyoton")},
        _asks("tilanne"),
    ),
    Property(
        ("K4",),
        f"Terveystarkastusta suositellaan vain, kun tiedetään, ettei asiakkaalla ole {_NO_CARE}.",
        "tyottoman-terveystarkastus",
        {"terveydenhuolto": _none("ei")},
        _at_most(SELVITA),
    ),
    Property(
        ("K4",),
        f"Terveystarkastus ei ole asiakkaalle, jolla on {_CARE}.",
        "tyottoman-terveystarkastus",
        {"terveydenhuolto": _OWN_CARE},
        _is(EI),
    ),
    # Lääkäripalvelut
    Property(
        ("K5",),
        "Lääkäripalvelut ovat asiakkaalle, joka tarvitsee arvion työkyvystä, kuntoutuksen tarpeesta tai "
        "molemmista.",
        "laakaripalvelut",
        {"tarpeet": _some("arvio")},
        _is(SUOSITELLAAN),
    ),
    Property(
        ("K5",),
        f"Käsikirja ei rajaa lääkäripalveluista asiakasta, jolla on {_CARE}.",
        "laakaripalvelut",
        {"terveydenhuolto": _OWN_CARE, "tarpeet": _some("arvio")},
        _is(SUOSITELLAAN),
    ),
    Property(
        ("K5",),
        "Lääkäripalveluja suositellaan vain asiakkaalle, joka tarvitsee arvion.",
        "laakaripalvelut",
        {"tarpeet": _none("arvio")},
        _at_most(SELVITA),
    ),
    # Tahot
    Property(
        ("P5",),
        "TYM-palvelun asiakas saa tuen TYM-prosessin kautta.",
        "tym",
        {"tym": _some("kylla")},
        _is(SUOSITELLAAN),
    ),
    Property(
        ("P5",),
        "TYM-prosessi on vain TYM-palvelun asiakkaalle.",
        "tym",
        {"tym": _some("ei")},
        _is(EI),
    ),
    Property(
        ("K1", "K4", "M1"),
        "Asiakkaalle, jolla on työterveyshuolto, se ei ole koskaan ”ei nyt”.",
        "tyoterveyshuolto",
        {"terveydenhuolto": _some("tyoterveys")},
        _at_least(SELVITA),
    ),
    Property(
        ("K1", "K4", "M1"),
        "Asiakkaalle, jolla on opiskeluterveydenhuolto, se ei ole koskaan ”ei nyt”.",
        "opiskeluterveydenhuolto",
        {"terveydenhuolto": _some("opiskelu")},
        _at_least(SELVITA),
    ),
    *(
        Property(
            facts,
            f"Käsikirja ei ohjaa ketään tähän: {place} voi vain olla selvitettävä.",
            place,
            {},
            _at_most(SELVITA),
        )
        for place, facts in {
            "tyoterveyshuolto": ("K1", "K4", "M1"),
            "opiskeluterveydenhuolto": ("K1", "K4", "M1"),
            "tyollisyyspalvelut": ("K3", "S4", "O5"),
            "kela": ("L5", "O5"),
        }.items()
    ),
    # Tuen tarpeen tunnistaminen
    Property(
        ("H1", "H2", "H4"),
        "Kun ei tiedetä, vaikeuttaako työkyvyn haaste työllistymistä, tuen tarve tunnistetaan ensin.",
        "tunnistaminen",
        {"haaste": _some("ei-tiedossa")},
        _is(SUOSITELLAAN),
    ),
    Property(
        ("H1", "H2", "H4"),
        "Kun tuen tarve ei ole selvillä, se tunnistetaan ensin.",
        "tunnistaminen",
        {"tarpeet": _some("ei-tiedossa")},
        _is(SUOSITELLAAN),
    ),
)
