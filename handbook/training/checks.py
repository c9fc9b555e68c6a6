"""Whether the orientation training fits the rules, the facts and the pages.

Runs on content that is valid in itself: only then is it known what the rules make of a case and what each page tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handbook.chooser.checks import unknown_options
from handbook.chooser.rules import Chooser, Taso, Tulos
from handbook.content.whole import Kasikirja
from handbook.reading.problems import Problem, did_you_mean, twice
from handbook.reading.yaml_text import Document, Location
from handbook.training.exercises import case_answers
from handbook.training.model import Lukupolut, Tapaukset, Tapaus, Tietotesti


def cases(tapaukset: Tapaukset, valitsin: Chooser, document: Document) -> Iterator[Problem]:
    """Cases that a reader of the chooser could not answer so, or that the rules lead elsewhere than they expect."""
    saadut: set[tuple[str, Taso]] = set()
    puutteita = False
    for i, tapaus in enumerate(tapaukset.tapaukset):
        puutteet = list(_answers(tapaus, valitsin, document, i))
        yield from puutteet
        if puutteet:
            puutteita = True
            continue
        tulokset = valitsin.evaluate(case_answers(valitsin, tapaus))
        saadut.update((tulos.palvelu, tulos.taso) for tulos in tulokset)
        yield from _expected(tapaus, valitsin, tulokset, document, i)
    # Whether the cases lead to every service is known when all of them can be answered.
    for palvelu, valinta in valitsin.palvelut.items() if not puutteita else ():
        ylin = Taso.SELVITA if valinta.enintaan else Taso.SUOSITELLAAN
        if (palvelu, ylin) not in saadut:
            yield Problem(
                document.file,
                document.row(("tapaukset",)),
                f"Yksikään tapaus ei johda palveluun {palvelu}.",
                f"Lisää tapaus, jonka odotus on {ylin.name.lower()}: [{palvelu}].",
            )


def _answers(tapaus: Tapaus, valitsin: Chooser, document: Document, i: int) -> Iterator[Problem]:
    """The answers are those that a reader of the chooser would give: all that is asked, nothing else, none at odds."""
    missa = f"(tapaukset: {tapaus.id})"
    paikka: Location = ("tapaukset", i, "vastaukset")
    puutteita = False
    for tunnus, arvot in tapaus.vastaukset.items():
        row = document.row((*paikka, tunnus))
        if tunnus not in valitsin.kysymys:
            puutteita = True
            yield Problem(
                document.file,
                row,
                f"Tuntematon kysymys {tunnus} {missa}.",
                did_you_mean(tunnus, valitsin.kysymys, kinds="kysymykset", at_most=None),
            )
            continue
        tunnetut = [vaihtoehto.id for vaihtoehto in valitsin.kysymys[tunnus].vaihtoehdot]
        tuntemattomat = list(
            unknown_options(arvot, tunnetut, f"kysymys {tunnus} {missa}", document.file, row)
        )
        yield from tuntemattomat
        if tuntemattomat:
            puutteita = True
        elif tuple(sorted(arvot, key=tunnetut.index)) not in valitsin.choices(tunnus):
            puutteita = True
            yield Problem(
                document.file,
                row,
                f"Kysymykseen {tunnus} ei voi vastata yhtä aikaa {', '.join(arvot)} {missa}.",
                "Jätä vain ne vaihtoehdot, jotka valitsimessa voi valita yhdessä.",
            )
    if puutteita:
        return
    vastaukset = case_answers(valitsin, tapaus)
    kysytyt = valitsin.asked(vastaukset)
    if kysytyt[-1] not in vastaukset:
        tunnetut = [vaihtoehto.id for vaihtoehto in valitsin.kysymys[kysytyt[-1]].vaihtoehdot]
        yield Problem(
            document.file,
            document.row(paikka),
            f"Vastaus kysymykseen {kysytyt[-1]} puuttuu, vaikka valitsin kysyy sen {missa}.",
            f"Lisää rivi {kysytyt[-1]}: [{tunnetut[0]}]. Mahdolliset vaihtoehdot: {', '.join(tunnetut)}.",
        )
        return
    for tunnus in tapaus.vastaukset:
        if tunnus not in kysytyt:
            yield Problem(
                document.file,
                document.row((*paikka, tunnus)),
                f"Vastaus kysymykseen {tunnus} on turha: valitsin ei kysy sitä näillä vastauksilla {missa}.",
                "Poista rivi.",
            )
    for viesti in valitsin.contradictions(vastaukset):
        yield Problem(
            document.file,
            document.row(paikka),
            f"Vastaukset eivät sovi yhteen {missa}. {viesti}",
            "Korjaa vastaukset ja kuvaus.",
        )


def _expected(
    tapaus: Tapaus, valitsin: Chooser, tulokset: Sequence[Tulos], document: Document, i: int
) -> Iterator[Problem]:
    """The rules lead to what the case expects, exactly."""
    missa = f"(tapaukset: {tapaus.id})"
    paikka: Location = ("tapaukset", i, "odotus")
    odotus = {Taso.SUOSITELLAAN: tapaus.odotus.suositellaan, Taso.SELVITA: tapaus.odotus.selvita}
    tuntemattomat = [
        (taso, arvo) for taso, arvot in odotus.items() for arvo in arvot if arvo not in valitsin.palvelut
    ]
    for taso, arvo in tuntemattomat:
        yield Problem(
            document.file,
            document.row((*paikka, taso.name.lower())),
            f"Tuntematon palvelu {arvo} {missa}.",
            did_you_mean(arvo, valitsin.palvelut, kinds="palvelut"),
        )
    if tuntemattomat:
        return
    for taso, arvot in odotus.items():
        saadut = [tulos.palvelu for tulos in tulokset if tulos.taso is taso]
        nimi = taso.name.lower()
        if set(saadut) != set(arvot):
            tulos = f"Säännöt antavat: {', '.join(saadut)}." if saadut else "Säännöt eivät anna yhtään."
            neuvo = (
                f"Kirjoita {nimi}: [{', '.join(saadut)}] tai muuta vastauksia tai sääntöjä."
                if saadut or taso is Taso.SELVITA
                else "Muuta vastauksia niin, että jokin palvelu sopii asiakkaalle."
            )
            yield Problem(
                document.file,
                document.row((*paikka, nimi)),
                f"Odotus {nimi} ei vastaa sääntöjä {missa}. {tulos}",
                neuvo,
            )


def knowledge(tietotesti: Tietotesti, kasikirja: Kasikirja, document: Document) -> Iterator[Problem]:
    """Questions without a right or a wrong option, options given twice, and pages that do not tell what an option rests on."""
    for i, kysymys in enumerate(tietotesti.tietotesti):
        paikka: Location = ("tietotesti", i, "vaihtoehdot")
        if not kysymys.oikeita:
            yield Problem(
                document.file,
                document.row(paikka),
                f"Kysymyksessä {kysymys.id} mikään vaihtoehto ei ole oikein.",
                "Merkitse oikeaan vaihtoehtoon oikein: true.",
            )
        if kysymys.oikeita == len(kysymys.vaihtoehdot):
            yield Problem(
                document.file,
                document.row(paikka),
                f"Kysymyksessä {kysymys.id} kaikki vaihtoehdot ovat oikein.",
                "Lisää vaihtoehto, joka on väärin.",
            )
        rivit = (
            (vaihtoehto.teksti, document.row((*paikka, j, "teksti")))
            for j, vaihtoehto in enumerate(kysymys.vaihtoehdot)
        )
        for _, row, first in twice(rivit):
            yield Problem(
                document.file,
                row,
                f"Kysymyksessä {kysymys.id} on sama vaihtoehto kahdesti (ensin rivillä {first}).",
                "Poista toinen.",
            )
        for j, vaihtoehto in enumerate(kysymys.vaihtoehdot):
            yield from _told(
                kasikirja,
                vaihtoehto.katso.sivu,
                vaihtoehto.perusta,
                f"(tietotesti: {kysymys.id})",
                document,
                (*paikka, j, "perusta"),
            )


def paths(lukupolut: Lukupolut, kasikirja: Kasikirja, document: Document) -> Iterator[Problem]:
    """Pages that a path has twice, and pages that do not tell what they are read for."""
    for i, polku in enumerate(lukupolut.lukupolut):
        missa = f"(lukupolut: {polku.id})"
        rivit = (
            (kohta.sivu, document.row(("lukupolut", i, "sivut", j, "sivu")))
            for j, kohta in enumerate(polku.sivut)
        )
        for sivu, row, first in twice(rivit):
            yield Problem(
                document.file,
                row,
                f"Sivu {sivu} on polulla kahdesti, ensin rivillä {first} {missa}.",
                "Poista toinen.",
            )
        for j, kohta in enumerate(polku.sivut):
            yield from _told(
                kasikirja, kohta.sivu, kohta.perusta, missa, document, ("lukupolut", i, "sivut", j, "perusta")
            )


def _told(
    kasikirja: Kasikirja, sivu: str, perusta: Sequence[str], missa: str, document: Document, paikka: Location
) -> Iterator[Problem]:
    """The page that the reader is sent to tells the facts."""
    kerrotut = kasikirja.sivun_perusta(kasikirja.sivu[sivu])
    for tunnus in perusta:
        if tunnus not in kerrotut:
            sivut = ", ".join(muu.tiedosto for muu in kasikirja.kertovat(tunnus))
            yield Problem(
                document.file,
                document.row(paikka),
                f"Sivu {sivu} ei kerro väittämää {tunnus} {missa}.",
                f"Vaihda väittämä tai sivu: {tunnus} kerrotaan sivuilla {sivut}.",
            )
