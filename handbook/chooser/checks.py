"""Whether the questions of the service chooser and the criteria of the services fit together.

Runs when ``data/quiz.yml`` and ``data/services.yml`` are valid in themselves, whatever is wrong elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handbook.chooser.model import Jokin, Kriteeri, Kysely, Kysymys, Vaihtoehto, Valinta
from handbook.reading.problems import Problem, did_you_mean, twice
from handbook.reading.yaml_text import Document, Location


class Choice(NamedTuple):
    """When an outcome is proposed; ``owner`` is the list it is in (``palvelut``), ``place`` where."""

    owner: str
    id: str
    valinta: Valinta
    place: Location


@dataclass(frozen=True)
class _Kohta:
    """A criterion, its place, and the outcome it belongs to: ``palvelut: saariluotsi``."""

    omistaja: str
    kriteeri: Kriteeri
    paikka: Location


def chooser_problems(
    kysely: Kysely,
    choices: Iterable[Choice],
    quiz: Document,
    services: Document,
    *,
    results: bool = True,
) -> Iterator[Problem]:
    """Everything that keeps the chooser from giving every set of answers a true result with reasons.

    ``choices`` are the outcomes in the document ``services``; ``kysely`` is the content of ``quiz``. Without
    ``results`` only what keeps the rules from being walked at all is told. References to unknown questions
    are passed over: they are problems of their own.
    """
    # Of two questions with one id the first counts: what does not fit the second repeats the problem.
    kysymykset: dict[str, Kysymys] = {}
    for kysymys in kysely.kysymykset:
        kysymykset.setdefault(kysymys.id, kysymys)
    yield from _questions(kysely, quiz)
    yield from _contradictions(kysely, kysymykset, quiz)
    kaytetyt: set[str] = set()
    ensin: dict[int, str] = {}
    tunnukset: dict[str, str] = {}
    for choice in choices:
        omistaja = f"{choice.owner}: {choice.id}"
        kohdat = list(_criteria(omistaja, choice.valinta, choice.place))
        kaytetyt.update(kohta.kriteeri.kysymys for kohta in kohdat)
        tunnetut = [kohta for kohta in kohdat if kohta.kriteeri.kysymys in kysymykset]
        puutteet = [
            ongelma
            for kohta in tunnetut
            for ongelma in _criterion(kohta, kysymykset[kohta.kriteeri.kysymys], services)
        ]
        yield from puutteet
        yield from _repeated(kohdat, services)
        if results and not puutteet:
            yield from _reachable(omistaja, choice.valinta, choice.place, services)
            yield from _varied(omistaja, choice.valinta, choice.place, services)
            yield from _answered(tunnetut, choice.valinta, kysymykset, services)
        jarjestys = choice.valinta.jarjestys
        if jarjestys in ensin:
            yield services.problem(
                (*choice.place, "jarjestys"),
                f"Järjestys {jarjestys} on jo käytössä: {ensin[jarjestys]} ({omistaja}).",
                "Anna jokaiselle oma järjestys.",
            )
        ensin.setdefault(jarjestys, choice.id)
        if tunnukset.setdefault(choice.id, choice.owner) != choice.owner:
            yield services.problem(
                (choice.owner, "id"),
                f"Tunnus {choice.id} on myös palvelulla.",
                "Anna ensiaskeleelle oma tunnus.",
            )
    # While a criterion names an unknown question, it may mean one that seems to be in no use.
    for i, kysymys in enumerate(kysely.kysymykset if kaytetyt <= kysymykset.keys() else ()):
        if kysymys.id not in kaytetyt:
            yield quiz.problem(
                ("kysymykset", i, "id"),
                f"Kysymystä {kysymys.id} ei käytetä minkään palvelun kriteerissä.",
                "Lisää kriteeri tiedostoon data/services.yml tai poista kysymys.",
            )


def _criteria(omistaja: str, valinta: Valinta, paikka: Location) -> Iterator[_Kohta]:
    for i, osa in enumerate(valinta.kriteerit):
        if isinstance(osa, Jokin):
            for j, kriteeri in enumerate(osa.jokin):
                yield _Kohta(omistaja, kriteeri, (*paikka, "kriteerit", i, "jokin", j))
        else:
            yield _Kohta(omistaja, osa, (*paikka, "kriteerit", i))


def _questions(kysely: Kysely, quiz: Document) -> Iterator[Problem]:
    for i, kysymys in enumerate(kysely.kysymykset):
        paikka: Location = ("kysymykset", i, "vaihtoehdot")
        places = ((vaihtoehto.id, (*paikka, j, "id")) for j, vaihtoehto in enumerate(kysymys.vaihtoehdot))
        for tunnus, place, first in twice(places):
            yield quiz.problem(
                place,
                f"Vaihtoehto {tunnus} on kysymyksessä {kysymys.id} kahdesti "
                f"(ensin rivillä {quiz.row(first)}).",
                "Anna toiselle oma tunnus.",
            )
        for j, vaihtoehto in enumerate(kysymys.vaihtoehdot):
            yield from _multiple(kysymys, vaihtoehto, (*paikka, j), quiz)
        if not any(vaihtoehto.avoin for vaihtoehto in kysymys.vaihtoehdot):
            yield quiz.problem(
                paikka,
                f"Kysymyksessä {kysymys.id} mikään vaihtoehto ei tarkoita ”en tiedä”.",
                "Lisää sellainen vaihtoehto tai merkitse vaihtoehtoon avoin: true.",
            )


def _multiple(
    kysymys: Kysymys, vaihtoehto: Vaihtoehto, paikka: Location, quiz: Document
) -> Iterator[Problem]:
    """What an option of a multiple choice needs, and what no other option may have."""
    missa = f"vaihtoehto {vaihtoehto.id} (kysymykset: {kysymys.id})"
    if kysymys.monivalinta and vaihtoehto.lause_ei is None:
        yield quiz.problem(
            paikka,
            f"Monivalinnan vaihtoehdolta puuttuu lause_ei, {missa}.",
            "Lisää lause_ei: perustelu, kun vaihtoehtoa ei valittu.",
        )
    kentat = {"lause_ei": vaihtoehto.lause_ei is not None, "poissulkeva": vaihtoehto.poissulkeva}
    for kentta in kentat if not kysymys.monivalinta else ():
        if kentat[kentta]:
            yield quiz.problem(
                (*paikka, kentta),
                f"Kenttä {kentta} kuuluu vain monivalintaan, {missa}.",
                "Poista kenttä tai lisää kysymykseen monivalinta: true.",
            )


def _contradictions(kysely: Kysely, kysymykset: dict[str, Kysymys], quiz: Document) -> Iterator[Problem]:
    for i, ristiriita in enumerate(kysely.ristiriidat):
        for tunnus, arvot in ristiriita.jos.items():
            place = ("ristiriidat", i, "jos", tunnus)
            if tunnus not in kysymykset:
                continue
            tunnetut = [vaihtoehto.id for vaihtoehto in kysymykset[tunnus].vaihtoehdot]
            yield from unknown_options(arvot, tunnetut, f"kysymys {tunnus} (ristiriidat)", quiz, place)


def unknown_options(
    arvot: Iterable[str], tunnetut: Sequence[str], missa: str, document: Document, place: Location
) -> Iterator[Problem]:
    """The options in ``arvot`` that the question does not have; ``missa`` names it and who refers to it."""
    for arvo in arvot:
        if arvo not in tunnetut:
            yield document.problem(
                place,
                f"Tuntematon vaihtoehto {arvo}, {missa}.",
                did_you_mean(arvo, tunnetut, kinds="vaihtoehdot", at_most=None),
            )


def _criterion(kohta: _Kohta, kysymys: Kysymys, services: Document) -> list[Problem]:
    """What is wrong with one criterion; what its lists mean is looked at only when they are complete."""
    missa = f"kysymys {kysymys.id} ({kohta.omistaja})"
    return list(_options(kohta, kysymys, missa, services)) or list(_use(kohta, kysymys, missa, services))


def _options(kohta: _Kohta, kysymys: Kysymys, missa: str, services: Document) -> Iterator[Problem]:
    """Every option of the question is in exactly one of the criterion's lists."""
    kriteeri = kohta.kriteeri
    tunnetut = [vaihtoehto.id for vaihtoehto in kysymys.vaihtoehdot]
    for kentta in ("sopii", "selvita", "ei", "huomio", "tulkinta"):
        yield from unknown_options(
            getattr(kriteeri, kentta), tunnetut, missa, services, (*kohta.paikka, kentta)
        )
    maarat = Counter((*kriteeri.sopii, *kriteeri.selvita, *kriteeri.ei))
    place = (*kohta.paikka, "kysymys")
    # An option that is only misspelt is reported once, as unknown.
    puuttuvat = [] if maarat.keys() - set(tunnetut) else [tunnus for tunnus in tunnetut if not maarat[tunnus]]
    for tunnus in puuttuvat:
        yield services.problem(
            place,
            f"Kriteeri ei ota kantaa vaihtoehtoon {tunnus}, {missa}.",
            "Lisää se yhteen luetteloista sopii, selvita ja ei.",
        )
    for tunnus in tunnetut:
        if maarat[tunnus] > 1:
            yield services.problem(
                place,
                f"Vaihtoehto {tunnus} on kriteerissä kahdesti, {missa}.",
                "Jätä se yhteen luetteloista sopii, selvita ja ei.",
            )


def _use(kohta: _Kohta, kysymys: Kysymys, missa: str, services: Document) -> Iterator[Problem]:
    """Answers differ, "I don't know" excludes only with a reason, interpretation never recommends."""
    kriteeri = kohta.kriteeri
    if sum(map(bool, (kriteeri.sopii, kriteeri.selvita, kriteeri.ei))) < 2:
        yield services.problem(
            (*kohta.paikka, "kysymys"),
            f"Kriteerissä kaikki vaihtoehdot ovat samassa luettelossa, {missa}.",
            "Poista kriteeri tai jaa vaihtoehdot.",
        )
        return
    avoimet = [
        vaihtoehto.id
        for vaihtoehto in kysymys.vaihtoehdot
        if vaihtoehto.avoin and vaihtoehto.id in kriteeri.ei
    ]
    if avoimet and kriteeri.poikkeus is None:
        yield services.problem(
            (*kohta.paikka, "ei"),
            f"Vastaus ”en tiedä” ({avoimet[0]}) sulkee palvelun pois, {missa}.",
            "Siirrä se luetteloon selvita tai lisää kenttä poikkeus ja siihen syy.",
        )
    for vaihtoehto in kriteeri.tulkinta:
        if vaihtoehto in kriteeri.sopii:
            yield services.problem(
                (*kohta.paikka, "tulkinta"),
                f"Vaihtoehto {vaihtoehto} on tulkinta, mutta se puoltaa palvelua, {missa}.",
                "Siirrä se luettelosta sopii luetteloon selvita. "
                "Jos käsikirja sanoo asian suoraan, poista se luettelosta tulkinta.",
            )
    if not avoimet and kriteeri.poikkeus is not None:
        yield services.problem(
            (*kohta.paikka, "poikkeus"),
            f"Poikkeus on turha, {missa}.",
            "Poista kenttä: vastaus ”en tiedä” ei sulje palvelua pois.",
        )


def _repeated(kohdat: Sequence[_Kohta], services: Document) -> Iterator[Problem]:
    places = ((kohta.kriteeri.kysymys, (*kohta.paikka, "kysymys")) for kohta in kohdat)
    for tunnus, place, first in twice(places):
        yield services.problem(
            place,
            f"Kysymys {tunnus} on palvelun kriteereissä kahdesti (ensin rivillä {services.row(first)}, "
            f"{kohdat[0].omistaja}).",
            "Yhdistä kriteerit.",
        )


def _reachable(omistaja: str, valinta: Valinta, paikka: Location, services: Document) -> Iterator[Problem]:
    """Some answers lead to the service at the highest level that it may have."""
    for i, ryhma in enumerate(valinta.ryhmat):
        if not valinta.enintaan and not any(kriteeri.sopii for kriteeri in ryhma):
            yield services.problem(
                (*paikka, "kriteerit", i),
                "Valitsin ei voi koskaan suositella tätä: luettelo sopii on tyhjä, "
                f"kysymys {' tai '.join(kriteeri.kysymys for kriteeri in ryhma)} ({omistaja}).",
                "Siirrä vaihtoehto luetteloon sopii tai lisää valitsimeen enintaan: selvita.",
            )


def _varied(omistaja: str, valinta: Valinta, paikka: Location, services: Document) -> Iterator[Problem]:
    """Some answers lead to another level: the result that is always the same would be told without a reason.

    A question is asked only while its answer can change a level, and a reason comes of an answer. With at
    least two levels in each criterion, only a cap can make them all alike.
    """
    if valinta.enintaan and all(any(not kriteeri.ei for kriteeri in ryhma) for ryhma in valinta.ryhmat):
        yield services.problem(
            (*paikka, "enintaan"),
            "Valitsin antaa tälle saman tuloksen kaikilla vastauksilla, "
            f"joten mikään vastaus ei perustele sitä ({omistaja}).",
            "Siirrä jonkin kriteerin vaihtoehto luetteloon ei tai poista kenttä enintaan.",
        )


def _answered(
    kohdat: Sequence[_Kohta], valinta: Valinta, kysymykset: dict[str, Kysymys], services: Document
) -> Iterator[Problem]:
    """Who has answered a question is not told to find out its answer first."""
    for kohta in kohdat:
        kriteeri, kysymys = kohta.kriteeri, kysymykset[kohta.kriteeri.kysymys]
        if not any(vaihtoehto.avoin for vaihtoehto in kysymys.vaihtoehdot):
            continue  # reported of the question itself
        selvitettavat = [*kriteeri.selvita, *(kriteeri.sopii if valinta.enintaan else [])]
        for vaihtoehto in kysymys.vaihtoehdot:
            if (
                vaihtoehto.id in selvitettavat
                and not vaihtoehto.avoin
                and vaihtoehto.id not in kriteeri.huomio
            ):
                yield services.problem(
                    (*kohta.paikka, "kysymys"),
                    f"Vaihtoehdolta {vaihtoehto.id} puuttuu huomio: lukijalle sanottaisiin "
                    f"”Selvitä ensin, {kysymys.selvita}”, vaikka hän vastasi siihen, "
                    f"kysymys {kysymys.id} ({kohta.omistaja}).",
                    f'Lisää huomio: {{{vaihtoehto.id}: "…"}}, joka kertoo, mitä on vielä selvitettävä.',
                )
