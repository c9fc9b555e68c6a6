"""The training's content and what is computed of it: cases by the rules, keys of progress, reading times."""

from __future__ import annotations

import pytest
from checked import PIENI, county, kirja, sound, valitsin, whole

from handbook.chooser.rules import Chooser, Taso
from handbook.content.services import Palvelu
from handbook.reading.fingerprint import fingerprint
from handbook.training.exercises import exercises, questions
from handbook.training.model import Lukupolut, Tapaukset, Tapaus, Tietokysymys, Tietotesti
from handbook.training.reading_time import WORDS_A_MINUTE, ReadingTime
from macros.reading import fill, key_mark, minutes_mark

TAPAUKSET = whole().records(Tapaukset).tapaukset
TIETOTESTI = whole().records(Tietotesti).tietotesti
LUKUPOLUT = whole().records(Lukupolut).lukupolut
# What the training must lead to besides the services: TYM, occupational and student care, need unclear.
MUUT = {"tym", "tyoterveyshuolto", "opiskeluterveydenhuolto", "tunnistaminen"}


@pytest.mark.parametrize("tapaus", TAPAUKSET, ids=lambda tapaus: tapaus.id)
def test_case_leads_where_it_is_expected_to(tapaus: Tapaus) -> None:
    """Not by way of the checks: the rules give exactly ``odotus``, and every question asked is answered."""
    vastaukset = {tunnus: tuple(arvot) for tunnus, arvot in tapaus.vastaukset.items()}
    assert set(valitsin().asked(vastaukset)) == set(vastaukset)
    tulokset = valitsin().evaluate(vastaukset)
    for taso, odotetut in (
        (Taso.SUOSITELLAAN, tapaus.odotus.suositellaan),
        (Taso.SELVITA, tapaus.odotus.selvita),
    ):
        assert {tulos.palvelu for tulos in tulokset if tulos.taso is taso} == set(odotetut)
    assert valitsin().contradictions(vastaukset) == ()


def test_cases_together_exercise_everything() -> None:
    assert len(TAPAUKSET) >= 14
    palvelut = {palvelu.id for palvelu in kirja().palvelut if isinstance(palvelu, Palvelu)}
    assert set(valitsin().palvelut) >= palvelut | MUUT
    for tunnus, valinta in valitsin().palvelut.items():
        ylin = "selvita" if valinta.enintaan else "suositellaan"
        assert any(tunnus in getattr(tapaus.odotus, ylin) for tapaus in TAPAUKSET), tunnus
    assert sum(len(tapaus.odotus.suositellaan) >= 3 for tapaus in TAPAUKSET) >= 2, (
        "several services fit at once"
    )


@pytest.mark.parametrize("tapaus", TAPAUKSET, ids=lambda tapaus: tapaus.id)
def test_no_case_demands_what_the_source_does_not_give_outright(tapaus: Tapaus) -> None:
    """Missed can be the handbook's own services, TYM and the first step, and never by interpretation."""
    vastaukset = {tunnus: tuple(arvot) for tunnus, arvot in tapaus.vastaukset.items()}
    palvelut = {palvelu.id for palvelu in kirja().palvelut if isinstance(palvelu, Palvelu)}
    for tulos in valitsin().evaluate(vastaukset):
        if tulos.taso is Taso.SUOSITELLAAN:
            assert tulos.palvelu in palvelut | {"tym", "tunnistaminen"}
            assert not any(perustelu.tulkinta for perustelu in tulos.perustelut)


def test_every_option_of_the_knowledge_check_is_explained_and_leads_on() -> None:
    assert 10 <= len(TIETOTESTI) <= 12
    for kysymys in TIETOTESTI:
        assert 0 < kysymys.oikeita < len(kysymys.vaihtoehdot)
        for vaihtoehto in kysymys.vaihtoehdot:
            assert vaihtoehto.selitys != vaihtoehto.teksti
            assert set(vaihtoehto.perusta) <= set(kirja().sivun_perusta(kirja().sivu[vaihtoehto.katso.sivu]))
    assert any(kysymys.oikeita > 1 for kysymys in TIETOTESTI)


def test_there_is_a_reading_path_for_every_role() -> None:
    assert [polku.id for polku in LUKUPOLUT] == [
        "kaikille",
        "laakari",
        "hoitaja",
        "sosiaaliala",
        "tyohonvalmentaja",
        "tyokykykoordinaattori",
    ]
    for polku in LUKUPOLUT:
        assert len(polku.sivut) >= 6, polku.id


def test_exercise_tells_the_rules_answer_and_opens_the_chooser_with_it() -> None:
    for harjoitus in exercises(TAPAUKSET, valitsin()):
        vastaukset = {
            osa.split("=")[0]: tuple(osa.split("=")[1].split("."))
            for osa in harjoitus.linkki.removeprefix("#!").split("&")
        }
        assert harjoitus.tulokset == valitsin().evaluate(vastaukset)
        assert vastaukset == {tunnus: tuple(arvot) for tunnus, arvot in harjoitus.tapaus.vastaukset.items()}


def test_progress_is_kept_until_the_exercise_changes() -> None:
    def avain(**muutos: object) -> str:
        return exercises([TAPAUKSET[0].model_copy(update=muutos)], valitsin())[0].avain

    assert avain() == avain(odotus=TAPAUKSET[1].odotus), (
        "what only tests the rules changes nothing for the reader"
    )
    assert (
        len(
            {
                avain(),
                avain(otsikko="x"),
                avain(kuvaus="x"),
                avain(muista=[]),
                avain(vastaukset={"tilanne": ["tyossa"]}),
            }
        )
        == 5
    )
    avaimet = [tehtava.avain for tehtava in (*exercises(TAPAUKSET, valitsin()), *questions(TIETOTESTI))]
    assert len(set(avaimet)) == len(avaimet)


def test_changed_rules_make_a_case_undone_but_a_reworded_reason_does_not() -> None:
    tapaus = TAPAUKSET[0]
    [palvelu] = tapaus.odotus.suositellaan
    valinta = valitsin().palvelut[palvelu].model_dump()

    def avain(valinta: dict[str, object]) -> str:
        muuttunut = type(valitsin().palvelut[palvelu]).model_validate(valinta)
        toinen = Chooser(valitsin().kysely, {**valitsin().palvelut, palvelu: muuttunut})
        return exercises([tapaus], toinen)[0].avain

    assert avain({**valinta, "enintaan": "selvita"}) != avain(valinta)
    kriteerit = [
        {**kriteeri, "huomio": {"terveys": "toisin sanoin"}} if kriteeri["kysymys"] == "tarpeet" else kriteeri
        for kriteeri in valinta["kriteerit"]
    ]
    assert kriteerit != valinta["kriteerit"]
    assert avain({**valinta, "kriteerit": kriteerit}) == avain(valinta)


def test_a_changed_word_makes_a_question_undone() -> None:
    def avain(kysymys: Tietokysymys) -> str:
        return questions([kysymys])[0].avain

    kysymys = TIETOTESTI[0]
    assert avain(kysymys) == avain(kysymys.model_copy())
    assert avain(kysymys) != avain(kysymys.model_copy(update={"kysymys": "x"}))


def test_fingerprint_depends_on_content_alone() -> None:
    assert fingerprint({"a": 1, "b": ["ä"]}) == fingerprint({"b": ["ä"], "a": 1})
    assert fingerprint(["ä"]) != fingerprint(["a"])
    assert len(fingerprint(None)) == 10


@pytest.mark.parametrize(
    ("html", "sanoja"),
    [
        ("", 0),
        ("<h1>Kaksi sanaa<a class=headerlink>¶</a></h1>", 2),
        ("<p>työ- ja toimintakyky, 25 kriteeriä (IPS)</p>", 6),
        ("<ul><li>yksi</li> <li>kaksi &amp; kolme</li></ul>", 3),
        ("<p>sana</p><aside>sivun tiedot <p>ja muuta</p></aside><p>toinen</p>", 2),
        (
            "<script>let a = 1;</script><template><p>malli <template>a</template> "
            "b</p></template><noscript>ei</noscript>sana",
            1,
        ),
        ("<details><summary>otsikko</summary>sisällä</details>", 2),
        ("</aside>sana", 1),
    ],
)
def test_words_on_a_page(html: str, sanoja: int) -> None:
    assert ReadingTime.of(html).words == sanoja


def test_minutes_are_rounded_and_at_least_one() -> None:
    assert [
        ReadingTime(sanoja, "").minutes
        for sanoja in (0, 1, WORDS_A_MINUTE, 2 * WORDS_A_MINUTE + 20, 3 * WORDS_A_MINUTE - 20)
    ] == [1, 1, 1, 2, 3]


def test_page_is_unread_when_its_text_changes_but_not_its_markup() -> None:
    assert ReadingTime.of("<p>yksi  kaksi</p>").key == ReadingTime.of("<div>yksi <b>kaksi</b></div>").key
    assert ReadingTime.of("<p>yksi kaksi</p>").key != ReadingTime.of("<p>yksi kolme</p>").key


def test_marks_are_filled_in() -> None:
    sivut = {"a.md": ReadingTime(WORDS_A_MINUTE, "aaa"), "b c.md": ReadingTime(2 * WORDS_A_MINUTE, "bbb")}
    minutes = f"{minutes_mark('a.md', 'b c.md')} min, {minutes_mark('a.md')} min"
    html = f'<p data-avain="{key_mark("b c.md")}">{minutes}</p>'
    assert fill(html, sivut) == '<p data-avain="bbb">3 min, 1 min</p>'
    assert fill("minuutit a.md", sivut) == "minuutit a.md"


def test_version_names_the_content() -> None:
    assert county().kirja.versio == sound(PIENI).kirja.versio
    assert county().kirja.versio != kirja().versio
