"""One engine twice: Python and the browser give the same result for every possible set of answers."""

from __future__ import annotations

import base64
import math
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from handbook.check import check
from handbook.chooser.rules import Chooser, Tulos, Vastaukset

pytestmark = pytest.mark.xdist_group("browser")

ROOT = Path(__file__).resolve().parents[2]

# Walks the answer sets in the order of Chooser.answer_sets and notes of each: the questions asked as bits, every outcome
# (numbered in the order of appearance) of the whole set and of the answers that were asked for, and the contradictions.
WALK = """() => {
  const { asked, evaluate, contradictions } = chooserRules;
  const saannot = JSON.parse(document.querySelector("palvelu-valitsin").dataset.saannot);
  const numerot = new Map();
  const numero = (teksti) => numerot.get(teksti) ?? (numerot.set(teksti, numerot.size), numerot.size - 1);
  const rivi = ({ palvelu, taso, perustelut }) => numero([palvelu, taso, ...perustelut.flatMap((p) => [p.kysymys, p.teksti])].join("|"));
  const joukot = ({ monivalinta, vaihtoehdot }) => {
    if (!monivalinta) return vaihtoehdot.map((v) => [v.id]);
    const yhdessa = vaihtoehdot.filter((v) => !v.poissulkeva).map((v) => v.id);
    const valitse = (n, alku) => n === 0 ? [[]] : yhdessa.slice(alku).flatMap((id, i) =>
      valitse(n - 1, alku + i + 1).map((loput) => [id, ...loput]));
    return [...yhdessa.flatMap((_, i) => valitse(i + 1, 0)), ...vaihtoehdot.filter((v) => v.poissulkeva).map((v) => [v.id])];
  };
  const luvut = [];
  const kulje = (i, vastaukset) => {
    if (i < saannot.kysymykset.length) {
      for (const valitut of joukot(saannot.kysymykset[i])) {
        vastaukset.set(saannot.kysymykset[i].id, valitut);
        kulje(i + 1, vastaukset);
      }
      return;
    }
    const kysytyt = asked(saannot, vastaukset);
    const annetut = new Map(kysytyt.map(({ id }) => [id, vastaukset.get(id)]));
    luvut.push(kysytyt.reduce((summa, kysymys) => summa + 2 ** saannot.kysymykset.indexOf(kysymys), 0));
    luvut.push(...evaluate(saannot, vastaukset).map(rivi), ...evaluate(saannot, annetut).map(rivi));
    luvut.push(numero(contradictions(saannot, annetut).join("|")));
  };
  kulje(0, new Map());
  const tavut = new Uint8Array(Uint16Array.from(luvut).buffer);
  let teksti = "";
  for (let i = 0; i < tavut.length; i += 32768) teksti += String.fromCharCode(...tavut.subarray(i, i + 32768));
  return { luvut: btoa(teksti), rivit: [...numerot.keys()] };
}"""


def walk(valitsin: Chooser) -> Iterator[tuple[Vastaukset, list[int | str]]]:
    """What WALK notes, from Python's engine: outcomes as text."""
    bitti = {tunnus: 2**i for i, tunnus in enumerate(valitsin.kysymys)}
    tekstit: dict[Tulos, str] = {}

    def teksti(tulos: Tulos) -> str:
        if tulos not in tekstit:
            osat = [
                tulos.palvelu,
                str(int(tulos.taso)),
                *(osa for p in tulos.perustelut for osa in (p.kysymys, p.teksti)),
            ]
            tekstit[tulos] = "|".join(osat)
        return tekstit[tulos]

    for vastaukset in valitsin.answer_sets():
        kysytyt = valitsin.asked(vastaukset)
        annetut = {tunnus: vastaukset[tunnus] for tunnus in kysytyt}
        yield (
            vastaukset,
            [
                sum(map(bitti.__getitem__, kysytyt)),
                *map(teksti, valitsin.evaluate(vastaukset)),
                *map(teksti, valitsin.evaluate(annetut)),
                "|".join(valitsin.contradictions(annetut)),
            ],
        )


def test_browser_and_python_agree_on_every_answer_set(browser: Browser, address: str) -> None:
    kasikirja = check(ROOT).whole.kirja
    assert kasikirja is not None
    valitsin = kasikirja.chooser
    page = browser.new_page()
    page.goto(f"{address}/palveluvalitsin/")
    found = page.evaluate(WALK)
    page.close()
    luvut = array("H", base64.b64decode(found["luvut"]))
    rivit: list[str] = found["rivit"]
    numero = {rivi: i for i, rivi in enumerate(rivit)}
    leveys = 2 + 2 * len(valitsin.palvelut)
    joukkoja = 0
    for i, (vastaukset, rivi) in enumerate(walk(valitsin)):
        odotus = [osa if isinstance(osa, int) else numero.get(osa, -1) for osa in rivi]
        saatu = luvut[i * leveys : (i + 1) * leveys]
        assert odotus == list(saatu), (vastaukset, rivi, [rivit[n] for n in saatu[1:]])
        joukkoja += 1
    assert joukkoja * leveys == len(luvut)
    assert joukkoja == math.prod(len(valitsin.choices(tunnus)) for tunnus in valitsin.kysymys)
