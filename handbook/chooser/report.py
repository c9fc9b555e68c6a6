"""What the rules of the service chooser lead to over all sets of answers, for anyone who changes a rule."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from handbook.chooser.rules import LEVEL_NAMES, Chooser, Taso, Vastaukset, fragment


@dataclass(frozen=True)
class Analysis:
    """Counts over all sets of answers.

    ``sets`` is their number. ``levels`` maps each outcome to how many sets lead to it at each level;
    ``asked`` maps a number of questions to how many sets need so many, ``recommended`` a number of
    recommended outcomes to how many sets give so many, ``contradictions`` each message to how many sets raise
    it. ``dead_ends`` are the ways through the questions after which nothing fits, ``unreasoned`` those after
    which an outcome has no reason.
    """

    sets: int
    levels: Mapping[str, Mapping[Taso, int]]
    asked: Mapping[int, int]
    recommended: Mapping[int, int]
    contradictions: Mapping[str, int]
    dead_ends: tuple[Vastaukset, ...]
    unreasoned: tuple[Vastaukset, ...]


def analyse(chooser: Chooser) -> Analysis:
    """Walks every way through the questions; each counts for all sets that give the same answers on it."""
    choices = {question: len(chooser.choices(question)) for question in chooser.kysymys}
    levels: dict[str, Counter[Taso]] = {palvelu: Counter() for palvelu in chooser.palvelut}
    asked: Counter[int] = Counter()
    recommended: Counter[int] = Counter()
    contradictions: Counter[str] = Counter(
        {ristiriita.viesti: 0 for ristiriita in chooser.kysely.ristiriidat}
    )
    dead_ends, unreasoned = [], []
    for answers in chooser.paths():
        weight = math.prod(count for question, count in choices.items() if question not in answers)
        tulokset = chooser.evaluate(answers)
        for tulos in tulokset:
            levels[tulos.palvelu][tulos.taso] += weight
        asked[len(answers)] += weight
        recommended[sum(tulos.taso is Taso.SUOSITELLAAN for tulos in tulokset)] += weight
        contradictions.update(dict.fromkeys(chooser.contradictions(answers), weight))
        if tulokset[0].taso is Taso.EI:
            dead_ends.append(answers)
        if not all(tulos.perustelut for tulos in tulokset):
            unreasoned.append(answers)
    return Analysis(
        math.prod(choices.values()),
        levels,
        asked,
        recommended,
        contradictions,
        tuple(dead_ends),
        tuple(unreasoned),
    )


def analysis_text(analysis: Analysis) -> str:
    """The analysis in Finnish, a page of text."""
    width = max(map(len, analysis.levels))
    rows = [
        f"Palveluvalitsin: {number(analysis.sets)} mahdollista vastausjoukkoa.",
        "",
        f"{'':{width}}  " + "".join(f"{word:>16}" for word in LEVEL_NAMES.values()),
    ]
    rows += [
        f"{palvelu:{width}}  " + "".join(f"{_share(levels[taso], analysis.sets):>16}" for taso in LEVEL_NAMES)
        for palvelu, levels in analysis.levels.items()
    ]
    rows += [
        "",
        "Kysymyksiä kysytään:",
        *_distribution(analysis.asked, analysis.sets),
        "",
        "Palveluja ja tahoja suositellaan yhtä aikaa:",
        *_distribution(analysis.recommended, analysis.sets),
        "",
        "Vastaukset eivät sovi yhteen:",
        *(f"  {_share(n, analysis.sets):>16}  {message}" for message, n in analysis.contradictions.items()),
    ]
    rows += [
        "",
        f"Vastauksia, joilla mikään ei sovi: {len(analysis.dead_ends)}",
        *_examples(analysis.dead_ends),
        f"Vastauksia, joilla perustelu puuttuu: {len(analysis.unreasoned)}",
        *_examples(analysis.unreasoned),
        "Palvelut, joita ei tavoiteta millään vastauksilla: "
        + (
            ", ".join(p for p, t in analysis.levels.items() if not t[Taso.SUOSITELLAAN] + t[Taso.SELVITA])
            or "ei yhtään"
        ),
    ]
    return "\n".join(rows)


def decision_table(chooser: Chooser, analysis: Analysis) -> str:
    """All rules on one page, an option a cell, so that the effect of a change can be seen.

    The cells are what the criteria say (``+`` for the service, ``?`` find out first, ``-`` not now); the
    counts are how many sets of answers lead to each level.
    """
    rows = [
        "# Palveluvalitsimen päätöstaulukko. Tehty komennolla: python -m handbook chooser --taulukko",
        "# + puoltaa, ? selvitä ensin, - ei nyt. Luvut: montako vastausjoukkoa johtaa tulokseen.",
    ]
    for palvelu, valinta in chooser.palvelut.items():
        levels = analysis.levels[palvelu]
        rows += [
            "",
            f"{palvelu}: "
            + ", ".join(f"{word} {number(levels[taso])}" for taso, word in LEVEL_NAMES.items())
            + (f" (enintään {valinta.enintaan})" if valinta.enintaan else ""),
        ]
        for ryhma in valinta.ryhmat:
            for i, kriteeri in enumerate(ryhma):
                signs = {
                    **dict.fromkeys(kriteeri.sopii, "+"),
                    **dict.fromkeys(kriteeri.selvita, "?"),
                    **dict.fromkeys(kriteeri.ei, "-"),
                }
                cells = "  ".join(
                    f"{signs[v.id]} {v.id}{'*' if v.id in kriteeri.huomio else ''}"
                    for v in chooser.kysymys[kriteeri.kysymys].vaihtoehdot
                )
                prefix = "tai" if i else "jokin" if len(ryhma) > 1 else "ja"
                rows.append(
                    f"  {prefix:5} {kriteeri.kysymys:18} {cells}"
                    + (f"  (tulkinta: {', '.join(kriteeri.tulkinta)})" if kriteeri.tulkinta else "")
                )
    return "\n".join(rows) + "\n"


def number(value: int) -> str:
    """A number as it is written in Finnish: ``331 776``."""
    return f"{value:,}".replace(",", " ")


def _share(part: int, total: int) -> str:
    return f"{number(part)} ({100 * part / total:3.0f} %)"


def _distribution(counts: Mapping[int, int], total: int) -> list[str]:
    return [f"  {count:2}  {_share(n, total):>16}" for count, n in sorted(counts.items())]


def _examples(paths: tuple[Vastaukset, ...]) -> list[str]:
    return [f"  palveluvalitsin/{fragment(path)}" for path in paths[:5]]
