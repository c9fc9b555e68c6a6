"""The open data follows its schemas, holds what the handbook does, and is described as it is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from builds import SUURI
from checked import kirja, whole

from handbook.export.open_data import FOLDER, open_data
from handbook.files import FILES

AINEISTOT = [Path(file.name).stem for file in FILES if file.open_data]
SIVU = (SUURI / "docs/tietoa.md").read_text(encoding="utf-8")


def julkaistut() -> dict[str, str]:
    return open_data(whole().models, kirja().versio)


def luettu(nimi: str) -> Any:
    return json.loads(julkaistut()[f"{FOLDER}/{nimi}"])


@pytest.mark.parametrize("nimi", AINEISTOT)
def test_data_follows_its_schema(nimi: str) -> None:
    data = luettu(f"{nimi}.json")
    schema = luettu(data["$schema"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)
    # Titles are Finnish; a description of a record would be its English docstring.
    assert [
        nimi for nimi, malli in schema["$defs"].items() if "description" in malli or "title" not in malli
    ] == []
    # The schema is no empty promise: a record without its fields does not follow it.
    avain = next(avain for avain, arvo in data.items() if isinstance(arvo, list))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({**data, avain: [{}]})


def test_data_is_the_handbook() -> None:
    palvelut = luettu("services.json")
    assert [palvelu["id"] for palvelu in palvelut["palvelut"]] == list(kirja().palvelu)
    assert palvelut["sisalto"] == kirja().versio
    assert [lahde["numero"] for lahde in luettu("sources.json")["lahteet"]] == list(kirja().lahde)
    assert [termi["id"] for termi in luettu("glossary.json")["termit"]] == list(kirja().termi)
    assert [kysymys["id"] for kysymys in luettu("quiz.json")["kysymykset"]] == list(kirja().kysely.kysymys)
    assert {kuva["id"]: kuva["muoto"] for kuva in luettu("pathways.json")["kuvat"]} == {
        kuva.id: kuva.muoto for kuva in kirja().kuvat
    }


def test_site_has_the_data_as_it_is(site: Path) -> None:
    """That the same content gives the same bytes, test_built_site.py proves of the whole site."""
    assert {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in site.glob("api/**/*.*")
    } == julkaistut()


def test_page_describes_every_file() -> None:
    assert sorted(re.findall(rf"\]\(({FOLDER}/[^)]+)\)", SIVU)) == sorted(julkaistut())


def test_example_of_the_page_works(site: Path) -> None:
    [esimerkki] = re.findall(r"```python\n(.*?)```", SIVU, re.DOTALL)
    tuloste = subprocess.run(
        [sys.executable, "-c", esimerkki.replace("https://osoite.example", site.as_uri())],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    ).stdout
    assert tuloste.splitlines() == [f"{palvelu.id} {palvelu.nimi}" for palvelu in kirja().palvelut]


def test_named_fields_exist() -> None:
    """What the mapping names first are fields that the data has."""
    kentat = {
        avain
        for nimi in AINEISTOT
        for avain in re.findall(r'"(\w+)":', julkaistut()[f"{FOLDER}/{nimi}.json"])
    }
    vastaavuudet = SIVU.partition("{: #vastaavuudet")[2].partition("\n## ")[0]
    nimetyt = {
        kentta
        for rivi in re.findall(r"^- ([^:]*):", vastaavuudet, re.MULTILINE)
        for kentta in re.findall(r"`(\w+)`", rivi)
    }
    assert len(nimetyt) >= 15
    assert nimetyt <= kentat
