"""The service chooser with the handbook's own rules."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Iterator

from chooser_laws import LAWS
from finnish_report import rule
from playwright.sync_api import Browser

from handbook.check import Whole
from handbook.chooser.rules import Chooser, Vastaukset, fragment

Tell = Callable[[list[str]], None]

# Ways through the questions, beside all answers to the questions of each outcome.
WAYS = 5000
# The browser's results for sets of answers, as Python tells its own below.
EVALUATE = """(sets) => {
  const { asked, evaluate, contradictions } = chooserRules;
  const rules = JSON.parse(document.querySelector("palvelu-valitsin").dataset.saannot);
  return sets.map((set) => {
    const given = new Map(Object.entries(set));
    return JSON.stringify([
      asked(rules, given).map(({ id }) => id),
      evaluate(rules, given).map(({ palvelu, taso, perustelut }) =>
        [palvelu, taso, ...perustelut.map((p) => [p.kysymys, p.teksti, Boolean(p.tulkinta)])]),
      contradictions(rules, given),
    ]);
  });
}"""


@rule("Palveluvalitsin antaa selaimessa saman tuloksen kuin tarkistuksessa")
def test_engines_agree(browser: Browser, address: str, whole: Whole, tell: Tell) -> None:
    """All that decides an outcome are the answers to its own questions."""
    chooser = whole.kirja.chooser
    sets = [*of_each_outcome(chooser), *some_ways(chooser)]
    page = browser.new_page()
    page.goto(f"{address}/palveluvalitsin/")
    there = page.evaluate(EVALUATE, [dict(answers) for answers in sets])
    page.close()
    differ = [
        f"Tulos eroaa vastauksilla palveluvalitsin/{fragment(answers)}. → Kerro siitä ylläpitäjälle."
        for answers, result in zip(sets, there, strict=True)
        if json.loads(result) != evaluated(chooser, answers)
    ]
    tell(differ[:5])


@rule("Palveluvalitsin antaa jokaisilla vastauksilla perustellun tuloksen")
def test_laws(whole: Whole, tell: Tell) -> None:
    found = [broken for law in LAWS for broken in law(whole.kirja.chooser)]
    tell([f"Palveluvalitsin: {broken}. → Kerro siitä ylläpitäjälle." for broken in found])


def of_each_outcome(chooser: Chooser) -> Iterator[Vastaukset]:
    for questions in dict.fromkeys(chooser.kysymykset.values()):
        for chosen in itertools.product(*map(chooser.choices, questions)):
            yield dict(zip(questions, chosen, strict=True))


def some_ways(chooser: Chooser) -> Iterator[Vastaukset]:
    chance = random.Random(1)
    for _ in range(WAYS):
        answers = {question: chance.choice(chooser.choices(question)) for question in chooser.kysymys}
        yield {question: answers[question] for question in chooser.asked(answers)}


def evaluated(chooser: Chooser, answers: Vastaukset) -> object:
    return [
        list(chooser.asked(answers)),
        [
            [tulos.palvelu, int(tulos.taso), *([p.kysymys, p.teksti, p.tulkinta] for p in tulos.perustelut)]
            for tulos in chooser.evaluate(answers)
        ],
        list(chooser.contradictions(answers)),
    ]
