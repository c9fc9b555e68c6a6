"""Rules of the orientation training: whether it fits the rules of the chooser, the facts and the pages.

They are for content that is valid file by file: only then is it known what the chooser concludes in a case
and what each page states.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handbook.chooser.checks import unknown_options
from handbook.chooser.model import Kysely
from handbook.chooser.rules import Chooser, Taso, Tulos
from handbook.content.whole import Kasikirja
from handbook.reading.problems import Problem, did_you_mean, twice
from handbook.reading.yaml_text import Document, Location
from handbook.training.exercises import case_answers
from handbook.training.model import Lukupolut, Tapaukset, Tapaus, Tietotesti


def cases(tapaukset: Tapaukset, chooser: Chooser, document: Document) -> Iterator[Problem]:
    """Cases that cannot be answered so in the chooser, or whose outcome is not the expected one."""
    reached: set[tuple[str, Taso]] = set()
    all_answered = True
    for i, tapaus in enumerate(tapaukset.tapaukset):
        problems = list(_answers(tapaus, chooser, document, ("tapaukset", i, "vastaukset")))
        yield from problems
        if problems:
            all_answered = False
            continue
        tulokset = chooser.evaluate(case_answers(chooser, tapaus))
        reached.update((tulos.palvelu, tulos.taso) for tulos in tulokset)
        yield from _expected(tapaus, chooser, tulokset, document, ("tapaukset", i, "odotus"))
    # Whether the cases lead to every service is known only when all of them can be answered.
    if all_answered:
        yield from _unreached(chooser, reached, document)


def unknown_answers(tapaukset: Tapaukset, kysely: Kysely, document: Document) -> Iterator[Problem]:
    """Options in the answers of cases that the questions do not have."""
    # Of two questions with one id the first counts, as in the chooser's own checks.
    known = {
        kysymys.id: [vaihtoehto.id for vaihtoehto in kysymys.vaihtoehdot]
        for kysymys in reversed(kysely.kysymykset)
    }
    for i, tapaus in enumerate(tapaukset.tapaukset):
        for question, options in tapaus.vastaukset.items():
            if question in known:
                yield from unknown_options(
                    options,
                    known[question],
                    f"kysymys {question} (tapaukset: {tapaus.id})",
                    document,
                    ("tapaukset", i, "vastaukset", question),
                )


def unasked_answers(tapaukset: Tapaukset, chooser: Chooser, document: Document) -> Iterator[Problem]:
    """Cases that cannot be answered so in the chooser, though their questions and options exist."""
    for i, tapaus in enumerate(tapaukset.tapaukset):
        yield from _answers(tapaus, chooser, document, ("tapaukset", i, "vastaukset"))


def _unreached(chooser: Chooser, reached: set[tuple[str, Taso]], document: Document) -> Iterator[Problem]:
    """Each service has a case in which the rules propose it as strongly as they ever do."""
    for palvelu, valinta in chooser.palvelut.items():
        highest = Taso.SELVITA if valinta.enintaan else Taso.SUOSITELLAAN
        if (palvelu, highest) not in reached:
            yield document.problem(
                ("tapaukset",),
                f"Yksikään tapaus ei johda palveluun {palvelu}.",
                f"Lisää tapaus, jonka odotus on {highest.name.lower()}: [{palvelu}].",
            )


def _answers(tapaus: Tapaus, chooser: Chooser, document: Document, place: Location) -> Iterator[Problem]:
    """The case answers every question that the chooser asks and no other, without contradictions."""
    case = f"(tapaukset: {tapaus.id})"
    impossible = list(_impossible_answers(tapaus, chooser, document, place))
    yield from impossible
    if impossible:
        return
    answers = case_answers(chooser, tapaus)
    asked = chooser.asked(answers)
    if asked[-1] not in answers:
        known = [vaihtoehto.id for vaihtoehto in chooser.kysymys[asked[-1]].vaihtoehdot]
        yield document.problem(
            place,
            f"Vastaus kysymykseen {asked[-1]} puuttuu, vaikka valitsin kysyy sen {case}.",
            f"Lisää rivi {asked[-1]}: [{known[0]}]. Mahdolliset vaihtoehdot: {', '.join(known)}.",
        )
        return
    for question in tapaus.vastaukset:
        if question not in asked:
            yield document.problem(
                (*place, question),
                f"Vastaus kysymykseen {question} on turha: valitsin ei kysy sitä näillä vastauksilla {case}.",
                "Poista rivi.",
            )
    for message in chooser.contradictions(answers):
        yield document.problem(
            place, f"Vastaukset eivät sovi yhteen {case}. {message}", "Korjaa vastaukset ja kuvaus."
        )


def _impossible_answers(
    tapaus: Tapaus, chooser: Chooser, document: Document, place: Location
) -> Iterator[Problem]:
    """Options that cannot be chosen together."""
    for question, options in tapaus.vastaukset.items():
        known = [vaihtoehto.id for vaihtoehto in chooser.kysymys[question].vaihtoehdot]
        if tuple(sorted(options, key=known.index)) not in chooser.choices(question):
            yield document.problem(
                (*place, question),
                f"Kysymykseen {question} ei voi vastata yhtä aikaa {', '.join(options)} "
                f"(tapaukset: {tapaus.id}).",
                "Jätä vain ne vaihtoehdot, jotka valitsimessa voi valita yhdessä.",
            )


def _expected(
    tapaus: Tapaus, chooser: Chooser, tulokset: Sequence[Tulos], document: Document, place: Location
) -> Iterator[Problem]:
    """The rules conclude exactly what the case expects."""
    case = f"(tapaukset: {tapaus.id})"
    expected: Mapping[Taso, Sequence[str]] = {
        Taso.SUOSITELLAAN: tapaus.odotus.suositellaan,
        Taso.SELVITA: tapaus.odotus.selvita,
    }
    unknown = [
        (taso, palvelu)
        for taso, palvelut in expected.items()
        for palvelu in palvelut
        if palvelu not in chooser.palvelut
    ]
    for taso, palvelu in unknown:
        yield document.problem(
            (*place, taso.name.lower()),
            f"Tuntematon palvelu {palvelu} {case}.",
            did_you_mean(palvelu, chooser.palvelut, kinds="palvelut"),
        )
    if unknown:
        return
    for taso, palvelut in expected.items():
        given = [tulos.palvelu for tulos in tulokset if tulos.taso is taso]
        if set(given) == set(palvelut):
            continue
        field = taso.name.lower()
        outcome = f"Säännöt antavat: {', '.join(given)}." if given else "Säännöt eivät anna yhtään."
        hint = (
            f"Kirjoita {field}: [{', '.join(given)}] tai muuta vastauksia tai sääntöjä."
            if given or taso is Taso.SELVITA
            else "Muuta vastauksia niin, että jokin palvelu sopii asiakkaalle."
        )
        yield document.problem((*place, field), f"Odotus {field} ei vastaa sääntöjä {case}. {outcome}", hint)


def knowledge(tietotesti: Tietotesti, kirja: Kasikirja, document: Document) -> Iterator[Problem]:
    """Questions have right and wrong options, all different, and pages state what they are based on."""
    for i, kysymys in enumerate(tietotesti.tietotesti):
        place: Location = ("tietotesti", i, "vaihtoehdot")
        if not kysymys.oikeita:
            yield document.problem(
                place,
                f"Kysymyksessä {kysymys.id} mikään vaihtoehto ei ole oikein.",
                "Merkitse oikeaan vaihtoehtoon oikein: true.",
            )
        if kysymys.oikeita == len(kysymys.vaihtoehdot):
            yield document.problem(
                place,
                f"Kysymyksessä {kysymys.id} kaikki vaihtoehdot ovat oikein.",
                "Lisää vaihtoehto, joka on väärin.",
            )
        places = (
            (vaihtoehto.teksti, (*place, j, "teksti")) for j, vaihtoehto in enumerate(kysymys.vaihtoehdot)
        )
        for _, repeated, first in twice(places):
            yield document.problem(
                repeated,
                f"Kysymyksessä {kysymys.id} on sama vaihtoehto kahdesti "
                f"(ensin rivillä {document.row(first)}).",
                "Poista toinen.",
            )
        for j, vaihtoehto in enumerate(kysymys.vaihtoehdot):
            yield from _stated(
                kirja,
                vaihtoehto.katso.sivu,
                vaihtoehto.perusta,
                f"(tietotesti: {kysymys.id})",
                document,
                (*place, j, "perusta"),
            )


def paths(lukupolut: Lukupolut, kirja: Kasikirja, document: Document) -> Iterator[Problem]:
    """A reading path has each page once, and each page states what it is read for."""
    for i, polku in enumerate(lukupolut.lukupolut):
        path = f"(lukupolut: {polku.id})"
        place: Location = ("lukupolut", i, "sivut")
        places = ((kohta.sivu, (*place, j, "sivu")) for j, kohta in enumerate(polku.sivut))
        for sivu, repeated, first in twice(places):
            yield document.problem(
                repeated,
                f"Sivu {sivu} on polulla kahdesti, ensin rivillä {document.row(first)} {path}.",
                "Poista toinen.",
            )
        for j, kohta in enumerate(polku.sivut):
            yield from _stated(kirja, kohta.sivu, kohta.perusta, path, document, (*place, j, "perusta"))


def _stated(
    kirja: Kasikirja, sivu: str, perusta: Sequence[str], where: str, document: Document, place: Location
) -> Iterator[Problem]:
    """The page ``sivu`` states the facts ``perusta``; ``where`` names the record in a message."""
    stated = kirja.sivun_perusta(kirja.sivu[sivu])
    for fact in perusta:
        if fact not in stated:
            pages = ", ".join(other.tiedosto for other in kirja.kertovat(fact))
            yield document.problem(
                place,
                f"Sivu {sivu} ei kerro väittämää {fact} {where}.",
                f"Vaihda väittämä tai sivu: {fact} kerrotaan sivuilla {pages}."
                if pages
                else f"Vaihda väittämä: {fact} ei ole enää millään sivulla.",
            )
