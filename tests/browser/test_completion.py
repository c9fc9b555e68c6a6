"""The note of completion: what it tells, on paper and as a text file, and what it keeps to itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from training import KIRJA, KYSYMYS, LUKUPOLUT, NIMET, TAPAUKSET, TAPAUS, avaa, fill_all, stored, valitse

pytestmark = pytest.mark.xdist_group("browser")


def test_note_tells_what_was_done_and_keeps_no_name(page: Page, address: str) -> None:
    page.goto(f"{address}/perehdytysmerkinta/")
    expect(page.get_by_text("Merkintöjä ei vielä ole.")).to_be_visible()
    assert page.get_by_label("Nimi").is_hidden()
    fill_all(page, address)
    for nimi, maara in (("Tapaukset", len(TAPAUS)), ("Tietotesti", len(KYSYMYS))):
        otsikko = f"{nimi}: tehty {maara}/{maara}, kaikki oikein {maara // 2}"
        expect(page.get_by_role("heading", name=otsikko)).to_be_visible()
    paiva = page.evaluate("new Date().toLocaleDateString('fi-FI')")
    expect(page.get_by_text(f"Perehdytysmerkintä {paiva}")).to_be_visible()
    expect(
        page.get_by_text(re.compile(rf"Työkyvyn tuen käsikirja, versio {KIRJA.versio}, \d+\.\d+\.\d{{4}}"))
    ).to_be_visible()
    page.get_by_label("Nimi").fill("Testi Lukija")
    before = stored(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tallenna tekstitiedostona").click()
    assert download.value.suggested_filename == "perehdytysmerkinta.txt"
    rivit = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert rivit[:2] == [f"Perehdytysmerkintä {paiva}", rivit[1]]
    assert rivit[1].startswith(f"Työkyvyn tuen käsikirja, versio {KIRJA.versio}, ")
    assert [rivi for rivi in rivit if rivi.startswith("Koko lukupolku")] == [
        f"Koko lukupolku luettu: {p.nimi}" for p in LUKUPOLUT
    ]
    assert f"{TAPAUKSET[0].otsikko} – Kaikki oikein" in rivit
    assert f"{TAPAUKSET[1].otsikko} – Oikein 1/2, väärin 1" in rivit
    assert rivit[2] == "Jokaisesta tapauksesta ja kysymyksestä on merkitty viimeisin tulos."
    assert "Testi Lukija" not in "\n".join(rivit)
    assert stored(page) == before
    assert "Testi" not in page.evaluate(
        "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])"
    )
    page.evaluate("() => { window.tulostettu = 0; window.print = () => { window.tulostettu += 1; }; }")
    page.get_by_role("button", name="Tulosta").click()
    assert page.evaluate("window.tulostettu") == 1
    page.emulate_media(media="print")
    assert page.get_by_label("Nimi").input_value() == "Testi Lukija"
    expect(page.get_by_label("Nimi")).to_be_visible()
    for poissa in ("Tulosta", "Tallenna tekstitiedostona", "Tyhjennä"):
        assert page.get_by_role("button", name=poissa, exact=True).count() == 0
    for poissa in (
        "Nimi tulee vain tulosteeseen.",
        "Edistymisesi tallentuu",
        "Tähän kootaan",
        "Ei vielä tarkistettu.",
    ):
        expect(page.get_by_text(poissa)).to_be_hidden()
    page.emulate_media(media="screen")
    page.reload()
    assert page.get_by_label("Nimi").input_value() == ""


def test_note_leaves_out_what_is_not_done(page: Page, address: str) -> None:
    page.goto(f"{address}/harjoitukset/")
    avaa(page, TAPAUKSET[2].otsikko)
    valitse(page, NIMET["kela"])
    page.goto(f"{address}/perehdytysmerkinta/")
    assert page.locator(".tk-merkinta li:visible").all_inner_texts() == [
        f"{TAPAUKSET[2].otsikko} – Oikein 0/{len(TAPAUKSET[2].odotus.suositellaan)}, väärin 1"
    ]
    assert page.locator(".tk-merkinta h2:visible").count() == 1
    assert len(re.findall(rb"/Type /Page\b", page.pdf(format="A4"))) == 1, "no empty sheet follows"
