"""Where an id is used: the command's answer, and that one check names all that goes with a removed record."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from builds import PIENI
from command import in_process, process
from messages import in_finnish
from mistakes import fixture
from remembering import remembering
from spoiling import SPOILT, locations, spoil

from handbook.check import check
from handbook.files import FILE
from handbook.reading.yaml_text import parse
from handbook.usage.typed import read
from handbook.usage.where import where


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A copy of the tiny county's content, with its menu."""
    root = fixture(tmp_path / "kasikirja")
    shutil.copy(PIENI / "mkdocs.yml", root)
    return root


def places(answer: str) -> dict[str, list[str]]:
    """The places under each heading, without their rows; those of the demands are looked at apart."""
    found: dict[str, list[str]] = {}
    for line in answer.splitlines():
        if not line.startswith("  "):
            found[line] = []
        elif not line.startswith("  data/demands.yml"):
            found[list(found)[-1]].append(re.sub(r" rivi \d+", "", line.strip()))
    return found


def replace(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def remove_service(root: Path) -> None:
    path = root / "data/services.yml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  - id: saariluotsi"), text.index("  - id: mannerneuvonta")
    path.write_text(text[:start] + text[end:], encoding="utf-8")


SERVICE = [
    "data/cases.yml: kenttä suositellaan (tapaukset: lautalla-toihin)",
    "data/cases.yml: kenttä selvita (tapaukset: alkuun)",
    "data/pathways.yml: kenttä palvelu (kuvat: saaripolku)",
    "data/pathways.yml: kenttä palvelu (kartta)",
    "docs/palvelut/saariluotsi.md: makrokutsu palvelun_tiedot",
]
SERVICE_PAGE = {
    "Sivu palvelut/saariluotsi.md": [
        "docs/palvelut/saariluotsi.md: sivu itse",
        "docs/index.md: linkki",
        "mkdocs.yml: valikko",
    ]
}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (
            "saariluotsi",
            {
                "Palvelu saariluotsi": ["data/services.yml: määritelty tässä (palvelut)", *SERVICE],
                **SERVICE_PAGE,
            },
        ),
        ("palvelut/saariluotsi.md", SERVICE_PAGE),
        ("docs/palvelut/saariluotsi.md", SERVICE_PAGE),
        (
            "2",
            {
                "Lähde 2": [
                    "data/sources.yml: määritelty tässä (lahteet)",
                    "data/reviews.yml: kenttä lahteet (tarkistukset: lautta)",
                    "docs/index.md: makrokutsu lahde",
                ]
            },
        ),
        (
            "lautta",
            {
                "Tarkistus lautta": [
                    "data/reviews.yml: määritelty tässä (tarkistukset)",
                    "data/services.yml: kenttä tarkistus (palvelut: saariluotsi)",
                ]
            },
        ),
        (
            "luotsi",
            {
                "Termi luotsi": [
                    "data/glossary.yml: määritelty tässä (termit)",
                    "docs/index.md: makrokutsu termi",
                ]
            },
        ),
        (
            "manner",
            {
                "Vaihtoehto manner (kysymys koti)": [
                    "data/quiz.yml: määritelty tässä (kysymykset: koti)",
                    "data/cases.yml: kenttä vastaukset (tapaukset: asunto-mantereelta)",
                    "data/services.yml: kenttä ”ei” (palvelut: saariluotsi)",
                    "data/services.yml: kenttä ”sopii” (palvelut: mannerneuvonta)",
                ]
            },
        ),
        (
            "itse",
            {
                "Ohjaaja itse": [
                    "data/pathways.yml: määritelty tässä (ohjaajat)",
                    "data/pathways.yml: kenttä ohjaaja (kartta)",
                ]
            },
        ),
    ],
)
def test_every_place_is_told(wanted: str, expected: dict[str, list[str]], county: Path) -> None:
    answer, found = where(read(county), wanted)
    assert found
    assert places(answer) == expected


def test_demands_on_a_service_and_an_option_are_found(county: Path) -> None:
    for wanted, place in (("saariluotsi", "kenttä tulos"), ("manner", "kenttä kun")):
        assert f"{place} (vaatimukset: luotsi-ei-mantereella)" in where(read(county), wanted)[0]


def test_fact_is_found_in_front_matter_too(county: Path) -> None:
    answer, _ = where(read(county), "A2")
    found = places(answer)["Väittämä A2"]
    assert found[0] == "data/facts.yml: määritelty tässä (faktat)"
    assert any(place.startswith("docs/index.md: kenttä perusta") for place in found)
    assert any(place.startswith("data/reviews.yml: kenttä koskee") for place in found)


def test_question_is_found_where_it_is_a_key(county: Path) -> None:
    answer, _ = where(read(county), "koti")
    assert [place for place in places(answer)["Kysymys koti"] if "services.yml" not in place] == [
        "data/quiz.yml: määritelty tässä (kysymykset)",
        *[
            f"data/cases.yml: kenttä vastaukset (tapaukset: {tapaus})"
            for tapaus in ("lautalla-toihin", "asunto-mantereelta", "alkuun")
        ],
        "data/quiz.yml: kenttä ”jos” (ristiriidat)",
    ]


def test_option_of_two_questions_and_key_of_a_list(county: Path) -> None:
    assert list(places(where(read(county), "ei-tiedossa")[0])) == [
        "Vaihtoehto ei-tiedossa (kysymys koti)",
        "Vaihtoehto ei-tiedossa (kysymys tarve)",
    ]
    answer = places(where(read(county), "asunto")[0])["Vaihtoehto asunto (kysymys tarve)"]
    assert "data/services.yml: kenttä huomio (palvelut: mannerneuvonta)" in answer
    assert "data/services.yml: kenttä tulkinta (palvelut: mannerneuvonta)" in answer


def test_id_of_several_kinds_is_listed_by_kind(county: Path) -> None:
    replace(county, "data/glossary.yml", "id: saaristolisa", "id: saariluotsi")
    replace(county, "data/glossary.yml", "[saaristolisa]", "[saariluotsi]")
    headings = list(places(where(read(county), "saariluotsi")[0]))
    assert sorted(headings) == ["Palvelu saariluotsi", "Sivu palvelut/saariluotsi.md", "Termi saariluotsi"]


def test_rows_are_those_of_the_files(county: Path) -> None:
    for line in where(read(county), "saariluotsi")[0].splitlines():
        if match := re.match(r"  (\S+) rivi (\d+): (?!sivu itse)", line):
            row = (county / match[1]).read_text(encoding="utf-8").split("\n")[int(match[2]) - 1]
            assert "saariluotsi" in row


def test_unknown_id_gets_a_near_guess(county: Path) -> None:
    done = process("--root", str(county), "where", "saariluoti")
    assert (done.code, done.out) == (1, "")
    assert done.err == "Tunnusta saariluoti ei ole. → Tarkoititko saariluotsi?\n"
    assert in_process("--root", str(county), "where", "qqqqqq").err.endswith("→ Tarkista kirjoitusasu.\n")


def test_places_of_a_removed_record_are_told(county: Path) -> None:
    remove_service(county)
    done = in_process("--root", str(county), "where", "saariluotsi")
    assert done.code == 0
    assert places(done.out)["Palvelu saariluotsi"] == [*SERVICE, "Sitä ei ole enää määritelty missään."]


def test_broken_content_is_searched_as_far_as_it_can_be_read(county: Path) -> None:
    replace(county, "data/pathways.yml", "muoto: polku", "muoto: polkku")
    replace(county, "data/cases.yml", "otsikko:", "otsiko:")
    replace(county, "docs/palvelut/saariluotsi.md", "# Saariluotsi\n", "# Saariluotsi\n\n{{ lahde(1 }}\n")
    answer, _ = where(read(county), "saariluotsi")
    assert places(answer)["Palvelu saariluotsi"][1:] == SERVICE
    (county / "data/cases.yml").write_text('tapaukset: "auki\n', encoding="utf-8")
    answer, _ = where(read(county), "saariluotsi")
    assert "data/cases.yml ei ole luettavissa: sen kohdat puuttuvat tästä." in answer


@pytest.mark.parametrize("name", FILE)
def test_no_data_makes_it_raise(name: str, county: Path) -> None:
    """Any part of any file replaced by anything: an answer all the same."""
    path = county / "data" / name
    document, _ = parse(path.read_text(encoding="utf-8"), file=name)
    assert document is not None
    cases = [(location, value) for location in locations(document.data) for value in SPOILT]
    for location, value in random.Random(name).sample(cases, 25):
        data = spoil(document.data, location, value)
        path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")
        answer, _ = where(read(county), "saariluotsi")
        assert "saariluotsi" in answer


@pytest.fixture
def remembered() -> Iterator[None]:
    with remembering():
        yield


def problems_of(root: Path) -> list[str]:
    problems = [str(problem) for problem in check(root).problems]
    assert all(in_finnish(problem) for problem in problems)
    return problems


def test_what_no_page_shows_is_told_beside_broken_references(county: Path) -> None:
    """Of a source that no page cites it is told where else it is named, also beside a broken link."""
    for file, old, new in (
        ("docs/index.md", "lahde(1, 2)", "lahde(2)"),
        ("data/services.yml", "        lahteet: [1]\n", ""),
        ("data/pathways.yml", "                lahteet: [1]\n", ""),
    ):
        replace(county, file, old, new)
    replace(county, "docs/index.md", "lahteet.md", "lahde.md")
    found = problems_of(county)
    assert [re.sub(r"rivi \d+", "rivi", line) for line in found] == [
        "data/sources.yml rivi: Lähteeseen 1 ei viitata millään sivulla. → Lisää viite {{ lahde(1) }}. "
        "Jos sitä ei enää tarvita, poista se ja sen tunnus: data/facts.yml rivi.",
        "docs/index.md rivi: Linkin kohdetta lahde.md ei ole. → Tarkoititko lahteet.md?",
    ]


def test_renamed_service_is_a_misspelling_and_not_a_removal(county: Path) -> None:
    replace(county, "data/services.yml", "id: saariluotsi", "id: saariluotti")
    found = problems_of(county)
    assert len(found) == 8
    assert all("Tarkoititko saariluotti?" in line for line in found)
    assert "Muut kohdat: data/cases.yml rivi" in found[0]
    assert not any("Muut kohdat" in line for line in found[1:])


def test_settings_without_a_menu_are_in_order(county: Path) -> None:
    (county / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: !ENV [X, y]\n", encoding="utf-8")
    assert problems_of(county) == []
    (county / "mkdocs.yml").write_text("", encoding="utf-8")
    assert problems_of(county) == []


def add_service(root: Path) -> None:
    """A second service with a fact, a source, a review and a figure of its own."""
    path = root / "data/services.yml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  - id: saariluotsi"), text.index("  - id: mannerneuvonta")
    record = text[start:end].replace("saariluotsi", "satamaluotsi").replace("Saariluotsi", "Satamaluotsi")
    for old, new in (
        ("[1]", "[3]"),
        ("[A1]", "[A3]"),
        ("lautta", "satama"),
        ("jarjestys: 10", "jarjestys: 11"),
    ):
        record = record.replace(old, new)
    path.write_text(text[:end] + record + text[end:], encoding="utf-8")
    figure = """  - id: satamakuva
    numero: 2
    muoto: lista
    nimi: "Satama"
    tila: puuttuu
    selite: "Satama."
    huomautus: "Sisältö puuttuu."
    perusta: [A3]
ohjaajat:
"""
    for file, old, new in (
        ("data/services.yml", "ohjaa: mannerneuvonta", "ohjaa: satamaluotsi"),
        ("data/cases.yml", "[saariluotsi]", "[saariluotsi, satamaluotsi]"),
        ("data/pathways.yml", "ohjaajat:\n", figure),
        ("data/pathways.yml", "kartta:\n", "kartta:\n  - palvelu: satamaluotsi\n    perusta: [A3]\n"),
        ("docs/index.md", "Katso ", "Katso [satama](palvelut/satamaluotsi.md#x) ja "),
        (
            "mkdocs.yml",
            "      - palvelut/saariluotsi.md",
            "      - palvelut/saariluotsi.md\n      - palvelut/satamaluotsi.md",
        ),
        ("data/facts.yml", "faktat:\n", FACT),
        ("data/reviews.yml", "tarkistukset:\n", REVIEW),
        ("data/sources.yml", "lahteet:\n", SOURCE),
        ("data/glossary.yml", "perusta: [A1]", "perusta: [A1, A3]"),
    ):
        replace(root, file, old, new)
    page = """---
description: "Satamaluotsi auttaa satamassa."
---

# Satamaluotsi

{{ palvelun_tiedot("satamaluotsi") }}

{{ kuva("satamakuva") }}
"""
    (root / "docs/palvelut/satamaluotsi.md").write_text(page, encoding="utf-8")


FACT = """faktat:
  - id: A3
    luku: alku
    teksti: "Satamaluotsi auttaa satamassa."
    lahteet: [3]
"""
REVIEW = """tarkistukset:
  - id: satama
    aihe: "Sataman aikataulu"
    koskee: [A3]
    lahteet: [3]
    syy: "Aikaa ei ole vahvistettu."
    kiireellisyys: korkea
"""
SOURCE = """lahteet:
  - numero: 3
    nimi: "Satama"
    julkaisija: ei-kerrota
    laji: "Selvitys"
    vuosi: ei-kerrota
    url_tila: puuttuu
"""


def test_one_run_names_all_that_goes_with_a_removed_service(county: Path) -> None:
    """What the first run names is mended in its order; the second finds nothing."""
    untouched = {path: path.read_text(encoding="utf-8") for path in county.rglob("*.*") if path.is_file()}
    add_service(county)
    assert problems_of(county) == []
    path = county / "data/services.yml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  - id: satamaluotsi"), text.index("  - id: mannerneuvonta")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    found = problems_of(county)
    told = [re.sub(r" rivi \d+: ", "|", line.partition(" → ")[0]) for line in found]
    assert told == TOLD
    assert [line for line in found if "Muut kohdat" in line] == found[:1]
    fact = next(line for line in found if "Väittämää A3" in line)
    assert fact.partition("sen tunnus: ")[2].startswith("data/glossary.yml rivi ")
    for changed in sorted(county.rglob("*.*")):
        if changed not in untouched and changed.suffix == ".md":
            changed.unlink()
    for file in set(re.findall(r"(?:data|docs)/\S+\.\w+|mkdocs\.yml", " ".join(found))):
        if county / file in untouched:
            (county / file).write_text(untouched[county / file], encoding="utf-8")
    assert problems_of(county) == []


TOLD = [
    "data/cases.yml|Tuntematon palvelu satamaluotsi.",
    "data/cases.yml|Tuntematon palvelu satamaluotsi.",
    "data/facts.yml|Väittämää A3 ei kerrota millään sivulla.",
    "data/pathways.yml|Kuvaa satamakuva ei näytetä millään sivulla.",
    "data/pathways.yml|Tuntematon palvelu satamaluotsi.",
    "data/reviews.yml|Tarkistusta satama ei ole merkitty millekään sivulle.",
    "data/services.yml|Tuntematon palvelu satamaluotsi.",
    "data/sources.yml|Lähteeseen 3 ei viitata millään sivulla.",
    "docs/index.md|Linkin kohdetta palvelut/satamaluotsi.md ei ole.",
    "docs/palvelut/satamaluotsi.md|Sivu kuvaa palvelua satamaluotsi, jota ei ole.",
    "mkdocs.yml|Valikossa on sivu palvelut/satamaluotsi.md, jota ei ole.",
]
