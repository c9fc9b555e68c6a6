"""One engine twice: Python and the browser give the same result for every possible set of answers."""

from __future__ import annotations

import base64
import math
from array import array
from collections.abc import Callable, Iterator

import checked
import pytest
from playwright.sync_api import Browser

from handbook.chooser.rules import Chooser, Tulos

pytestmark = pytest.mark.xdist_group("browser")

# Walks the answer sets in the order of Chooser.answer_sets and notes of each: the questions asked as bits,
# every outcome (numbered in the order of appearance) of the whole set and of the answers that were asked for,
# and the contradictions. It lets go of the page at once, so that Python walks at the same time.
WALK = """() => {
  const { asked, evaluate, contradictions, fragment } = chooserRules;
  const rules = JSON.parse(document.querySelector("palvelu-valitsin").dataset.saannot);
  const numbers = new Map();
  const number = (text) => numbers.get(text) ?? (numbers.set(text, numbers.size), numbers.size - 1);
  const row = ({ palvelu, taso, perustelut }) =>
    number([palvelu, taso, ...perustelut.flatMap((p) => [p.kysymys, p.teksti, +p.tulkinta])].join("|"));
  const choices = ({ monivalinta, vaihtoehdot }) => {
    if (!monivalinta) return vaihtoehdot.map((v) => [v.id]);
    const together = vaihtoehdot.filter((v) => !v.poissulkeva).map((v) => v.id);
    const choose = (n, start) => n === 0 ? [[]] : together.slice(start).flatMap((id, i) =>
      choose(n - 1, start + i + 1).map((rest) => [id, ...rest]));
    const alone = vaihtoehdot.filter((v) => v.poissulkeva).map((v) => [v.id]);
    return [...together.flatMap((_, i) => choose(i + 1, 0)), ...alone];
  };
  // Many sets ask for the same answers.
  const told = new Map();
  const tell = (given) => {
    const key = fragment(given);
    if (!told.has(key)) {
      told.set(key, [...evaluate(rules, given).map(row), number(contradictions(rules, given).join("|"))]);
    }
    return told.get(key);
  };
  const found = [];
  const walk = (i, answers) => {
    if (i < rules.kysymykset.length) {
      for (const chosen of choices(rules.kysymykset[i])) {
        answers.set(rules.kysymykset[i].id, chosen);
        walk(i + 1, answers);
      }
      return;
    }
    const questions = asked(rules, answers);
    found.push(questions.reduce((sum, question) => sum + 2 ** rules.kysymykset.indexOf(question), 0));
    found.push(...evaluate(rules, answers).map(row));
    found.push(...tell(new Map(questions.map(({ id }) => [id, answers.get(id)]))));
  };
  globalThis.walked = new Promise((resolve) => setTimeout(() => {
    walk(0, new Map());
    const bytes = new Uint8Array(Uint16Array.from(found).buffer);
    let text = "";
    for (let i = 0; i < bytes.length; i += 32768) {
      text += String.fromCharCode(...bytes.subarray(i, i + 32768));
    }
    resolve({ found: btoa(text), texts: [...numbers.keys()] });
  }));
}"""


def walk(valitsin: Chooser, number: Callable[[str], int]) -> Iterator[list[int]]:
    """What WALK notes, from Python's engine."""
    bit = {tunnus: 2**i for i, tunnus in enumerate(valitsin.kysymys)}
    rows: dict[Tulos, int] = {}
    told: dict[tuple[tuple[str, tuple[str, ...]], ...], list[int]] = {}

    def row(tulos: Tulos) -> int:
        if tulos not in rows:
            reasons = [part for p in tulos.perustelut for part in (p.kysymys, p.teksti, str(int(p.tulkinta)))]
            rows[tulos] = number("|".join([tulos.palvelu, str(int(tulos.taso)), *reasons]))
        return rows[tulos]

    for vastaukset in valitsin.answer_sets():
        asked = valitsin.asked(vastaukset)
        given = {tunnus: vastaukset[tunnus] for tunnus in asked}
        whole = [*map(row, valitsin.evaluate(vastaukset))]
        key = tuple(given.items())
        if key not in told:
            outcomes = [*map(row, valitsin.evaluate(given))]
            told[key] = [*outcomes, number("|".join(valitsin.contradictions(given)))]
        yield [sum(map(bit.__getitem__, asked)), *whole, *told[key]]


def test_browser_and_python_agree_on_every_answer_set(browser: Browser, address: str) -> None:
    valitsin = checked.valitsin()
    page = browser.new_page()
    page.goto(f"{address}/palveluvalitsin/")
    page.evaluate(WALK)
    numbers: dict[str, int] = {}
    width = 2 + 2 * len(valitsin.palvelut)
    expected = array("H")
    for noted in walk(valitsin, lambda text: numbers.setdefault(text, len(numbers))):
        expected.extend(noted)
    walked = page.evaluate("walked")
    page.close()
    found = array("H", base64.b64decode(walked["found"]))
    texts: list[str] = walked["texts"]
    assert len(found) == len(expected)
    assert len(found) == width * math.prod(len(valitsin.choices(tunnus)) for tunnus in valitsin.kysymys)
    # Both number what they say in the order in which it appears: what is the same has the same numbers.
    if (found, texts) == (expected, list(numbers)):
        return
    for i, vastaukset in enumerate(valitsin.answer_sets()):
        here, there = (
            [noted[i * width], *(said[n] for n in noted[i * width + 1 : (i + 1) * width])]
            for noted, said in ((expected, list(numbers)), (found, texts))
        )
        assert here == there, vastaukset
