"""The rules of the service chooser over all sets of answers, and against situations read from the facts."""

from __future__ import annotations

import copy
import itertools
import math
from collections import Counter
from functools import cache
from typing import Any

import pytest
import yaml
from builds import ROOT, SUURI
from checked import valitsin
from command import process
from small_chooser import A, B, kriteeri, pieni

from handbook.chooser.model import Valinta
from handbook.chooser.report import Analysis, analyse, decision_table
from handbook.chooser.rules import Chooser, Taso, Vastaukset, fragment

# The walks share their results, so they run in one process.
pytestmark = pytest.mark.xdist_group("chooser")

TAULUKKO = ROOT / "tests/golden/paatostaulukko.txt"
TILANTEET: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests/golden/valitsin.yml").read_text(encoding="utf-8")
)


@cache
def analyysi() -> Analysis:
    return analyse(valitsin())


@cache
def tasot() -> list[bytes]:
    """The levels of all outcomes, in the order of the data, for each of ``answer_sets``."""
    return [
        bytes(valitsin().outcome(palvelu, vastaukset).taso for palvelu in valitsin().palvelut)
        for vastaukset in valitsin().answer_sets()
    ]


@pytest.mark.parametrize("tilanne", TILANTEET, ids=[tilanne["nimi"] for tilanne in TILANTEET])
def test_situation_from_the_facts(tilanne: dict[str, Any]) -> None:
    vastaukset = {tunnus: tuple(arvo.split(".")) for tunnus, arvo in tilanne["vastaukset"].items()}
    kysytyt = valitsin().asked(vastaukset)
    assert kysytyt[-1] in vastaukset, "everything that matters is answered"
    tulokset = {
        tulos.palvelu: tulos
        for tulos in valitsin().evaluate({tunnus: vastaukset[tunnus] for tunnus in kysytyt})
    }
    assert {palvelu: tulokset[palvelu].taso.name.lower() for palvelu in tilanne["odotus"]} == tilanne[
        "odotus"
    ]
    for palvelu, perustelut in tilanne["perustelut"].items():
        assert [perustelu.teksti for perustelu in tulokset[palvelu].perustelut] == perustelut


def test_results_are_in_order_and_complete() -> None:
    jarjestys = {palvelu: i for i, palvelu in enumerate(valitsin().palvelut)}
    for vastaukset in valitsin().paths():
        paikat = [(-tulos.taso, jarjestys[tulos.palvelu]) for tulos in valitsin().evaluate(vastaukset)]
        assert paikat == sorted(paikat)
        assert {paikka for _, paikka in paikat} == set(jarjestys.values())


def test_every_question_asked_can_change_a_level_and_no_other_is_asked() -> None:
    """By brute force: a question matters after given answers if some end of them gives two levels."""
    koot = [len(valitsin().choices(tunnus)) for tunnus in valitsin().kysymys]
    numerot: dict[bytes, int] = {}
    luokat = [numerot.setdefault(rivi, len(numerot)) for rivi in tasot()]
    for k, tunnus in enumerate(valitsin().kysymys):
        alkuja, loppuja = math.prod(koot[:k]), math.prod(koot[k + 1 :])
        valinnat = itertools.product(
            *(valitsin().choices(edellinen) for edellinen in list(valitsin().kysymys)[:k])
        )
        for alku, annetut in zip(range(alkuja), valinnat, strict=True):
            osat = [
                luokat[(alku * koot[k] + i) * loppuja : (alku * koot[k] + i + 1) * loppuja]
                for i in range(koot[k])
            ]
            vaikuttaa = any(osa != osat[0] for osa in osat)
            vastaukset = dict(zip(valitsin().kysymys, annetut, strict=False))
            assert (tunnus in valitsin().asked(vastaukset)) == vaikuttaa, (tunnus, vastaukset)


def test_analysis_counts_every_answer_set() -> None:
    for i, palvelu in enumerate(valitsin().palvelut):
        assert Counter(rivi[i] for rivi in tasot()) == Counter(analyysi().levels[palvelu]), palvelu
    assert analyysi().sets == len(tasot()) == sum(analyysi().asked.values())
    assert Counter(rivi.count(Taso.SUOSITELLAAN) for rivi in tasot()) == Counter(analyysi().recommended)
    assert set(analyysi().asked) <= set(range(5, 9))
    assert all(analyysi().contradictions.values()), "every contradiction can be met"
    assert (analyysi().dead_ends, analyysi().unreasoned) == ((), ())


def test_decision_table_is_the_one_committed() -> None:
    assert decision_table(valitsin(), analyysi()) == TAULUKKO.read_text(encoding="utf-8"), (
        "if the difference is meant, write the table anew: "
        "python -m handbook --root tests/fixtures/suuri chooser --taulukko > tests/golden/paatostaulukko.txt"
    )


LUETTELOT = ("sopii", "selvita", "ei")


def mutaatiot() -> list[tuple[str, str, str, Chooser]]:
    """The rules with one option of one criterion moved to another list, every way there is."""
    kaikki = []
    for palvelu, valinta in valitsin().palvelut.items():
        data = valinta.model_dump()
        for osa, alkuperainen in [(o, k) for o in data["kriteerit"] for k in o.get("jokin", [o])]:
            paikka = data["kriteerit"].index(osa), osa.get("jokin", [osa]).index(alkuperainen)
            for mista, minne in itertools.permutations(LUETTELOT, 2):
                for vaihtoehto in alkuperainen[mista]:
                    kopio = copy.deepcopy(data)
                    kohde = kopio["kriteerit"][paikka[0]]
                    kohde = kohde.get("jokin", [kohde])[paikka[1]]
                    kohde[mista].remove(vaihtoehto)
                    kohde[minne].append(vaihtoehto)
                    muuttunut = Chooser(
                        valitsin().kysely, {**valitsin().palvelut, palvelu: Valinta.model_validate(kopio)}
                    )
                    kaikki.append((palvelu, kohde["kysymys"], vaihtoehto, muuttunut))
    return kaikki


def test_decision_table_shows_every_changed_cell() -> None:
    committed = TAULUKKO.read_text(encoding="utf-8").splitlines()
    kaikki = mutaatiot()
    assert len(kaikki) > 250
    for palvelu, kysymys, vaihtoehto, muuttunut in kaikki:
        rivit = decision_table(muuttunut, analyysi()).splitlines()
        erot = [(vanha, uusi) for vanha, uusi in zip(committed, rivit, strict=True) if vanha != uusi]
        assert len(erot) == 1, (palvelu, kysymys, vaihtoehto)
        assert kysymys in erot[0][1]
        assert vaihtoehto in erot[0][1]


@pytest.mark.parametrize(
    ("valinta", "vastaukset", "taso", "perustelut"),
    [
        # the weakest decides
        ({"kriteerit": [A, B]}, {"a": ("x",), "b": ("p",)}, 2, ["x", "p"]),
        ({"kriteerit": [A, B]}, {"a": ("nn",), "b": ("p",)}, 1, ["selvitä a"]),
        ({"kriteerit": [A, B]}, {"a": ("y",), "b": ("nn",)}, 0, ["y"]),
        # the best of a group decides, and of several answers
        ({"kriteerit": [{"jokin": [A, B]}]}, {"a": ("y",), "b": ("p",)}, 2, ["p"]),
        ({"kriteerit": [{"jokin": [A, B]}]}, {"a": ("nn",), "b": ("q",)}, 1, ["selvitä a"]),
        ({"kriteerit": [{"jokin": [A, B]}]}, {"a": ("y",), "b": ("q",)}, 0, ["y", "ei p"]),
        ({"kriteerit": [B]}, {"b": ("p", "q")}, 2, ["p"]),
        # a cap: what would speak for the service is then to be found out, unless there is more to find out
        ({"kriteerit": [A], "enintaan": "selvita"}, {"a": ("x",)}, 1, ["selvitä a"]),
        (
            {"kriteerit": [A, B], "enintaan": "selvita"},
            {"a": ("x",), "b": ("nn",)},
            1,
            ["selvitä b"],
        ),
        (
            {"kriteerit": [A, B], "enintaan": "selvita"},
            {"a": ("x",), "b": ("p",)},
            1,
            ["selvitä a", "selvitä b"],
        ),
        ({"kriteerit": [A], "enintaan": "selvita"}, {"a": ("y",)}, 0, ["y"]),
        # an option's own reason, at every level
        ({"kriteerit": [{**A, "huomio": {"x": "oma x"}}]}, {"a": ("x",)}, 2, ["oma x"]),
        ({"kriteerit": [{**A, "huomio": {"nn": "oma nn"}}]}, {"a": ("nn",)}, 1, ["oma nn"]),
        ({"kriteerit": [{**A, "huomio": {"y": "oma y"}}]}, {"a": ("y",)}, 0, ["oma y"]),
        ({"kriteerit": [{**B, "huomio": {"q": "oma q"}}]}, {"b": ("q",)}, 0, ["oma q"]),
        # the same question to find out is said once
        ({"kriteerit": [kriteeri("b", "nn", "p q", "")]}, {"b": ("p", "q")}, 1, ["selvitä b"]),
        # of a multiple choice, what was not chosen; what shuts others out speaks for itself
        ({"kriteerit": [kriteeri("b", "p q", "", "nn")]}, {"b": ("nn",)}, 0, ["nn"]),
        ({"kriteerit": [kriteeri("b", "", "p nn", "q")]}, {"b": ("q",)}, 0, ["ei p"]),
        ({"kriteerit": [kriteeri("b", "nn", "", "p q")]}, {"b": ("q",)}, 0, ["ei nn"]),
        # "I don't know" is a reason for a service only where there is no other
        ({"kriteerit": [kriteeri("a", "x nn", "", "y"), B]}, {"a": ("nn",), "b": ("p",)}, 2, ["p"]),
        ({"kriteerit": [kriteeri("a", "x nn", "", "y")]}, {"a": ("nn",)}, 2, ["nn"]),
    ],
)
def test_meaning_of_the_rules(
    valinta: dict[str, Any], vastaukset: Vastaukset, taso: int, perustelut: list[str]
) -> None:
    [tulos] = pieni(("s", valinta)).evaluate(vastaukset)
    assert (int(tulos.taso), [perustelu.teksti for perustelu in tulos.perustelut]) == (taso, perustelut)


@pytest.mark.parametrize(
    ("valinta", "vastaukset", "odotus"),
    [
        # an interpretation is told where its own option gives the reason, and nowhere else
        ({"kriteerit": [{**A, "tulkinta": ["y"]}]}, {"a": ("y",)}, [("y", True)]),
        ({"kriteerit": [{**A, "tulkinta": ["y"]}]}, {"a": ("nn",)}, [("selvitä a", False)]),
        # two options with one reason: it is an interpretation if either is
        (
            {"kriteerit": [kriteeri("b", "nn", "p q", "", tulkinta=["q"])]},
            {"b": ("p", "q")},
            [("selvitä b", True)],
        ),
        (
            {"kriteerit": [kriteeri("b", "nn", "p q", "", tulkinta=["q"], huomio={"q": "q?"})]},
            {"b": ("p", "q")},
            [("selvitä b", False), ("q?", True)],
        ),
        # what was not chosen is a reason against because of what was
        ({"kriteerit": [{**B, "tulkinta": ["q"]}]}, {"b": ("q",)}, [("ei p", True)]),
    ],
)
def test_interpretation_is_told_with_the_reason(
    valinta: dict[str, Any], vastaukset: Vastaukset, odotus: list[tuple[str, bool]]
) -> None:
    [tulos] = pieni(("s", valinta)).evaluate(vastaukset)
    assert [(perustelu.teksti, perustelu.tulkinta) for perustelu in tulos.perustelut] == odotus


def test_question_is_asked_only_while_it_matters() -> None:
    valinta = pieni(("s", {"kriteerit": [A, B]}))
    assert valinta.asked({}) == ("a",)
    assert valinta.asked({"a": ("y",)}) == ("a",)
    assert valinta.asked({"a": ("x",)}) == ("a", "b")
    assert valinta.asked({"b": ("p",)}) == ("a",)
    assert pieni(("s", {"kriteerit": [{"jokin": [A, B]}]})).asked({"a": ("x",)}) == ("a",)


def test_link() -> None:
    assert (
        fragment({"tilanne": ("tyoton",), "tarpeet": ("arvio", "arki")})
        == "#!tilanne=tyoton&tarpeet=arvio.arki"
    )


def test_command_tells_the_analysis_in_finnish() -> None:
    tulos = process("--root", str(SUURI), "chooser")
    luku = f"{analyysi().sets:,}".replace(",", " ")
    assert f"Palveluvalitsin: {luku} mahdollista vastausjoukkoa." in tulos.out
    assert "Vastauksia, joilla mikään ei sovi: 0" in tulos.out
    assert (tulos.code, tulos.err) == (0, "")
