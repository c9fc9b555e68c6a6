"""Help while typing, in the real YAML language server: it is in Finnish, and it takes and refuses what the loader does."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydantic
import pytest
import yaml
from builds import ROOT
from content import PIENI, county
from language_server import LanguageServer, language_server
from spoiling import SPOILT, locations, spoil

from handbook.files import MODELS
from handbook.reading.fields import KnownIds, Malli, Perusteltu
from handbook.reading.schemas import schema_problems, schemas, write
from handbook.reading.yaml_text import parse

DATA = ROOT / "data"


@pytest.fixture(scope="module")
def editori() -> Iterator[LanguageServer]:
    with language_server(DATA) as server:
        yield server


def rivi(tiedosto: str) -> str:
    return f"# yaml-language-server: $schema=schema/{Path(tiedosto).stem}.json\n"


def mallit(malli: type[Malli] = Malli) -> Iterator[type[Malli]]:
    for ala in malli.__subclasses__():
        yield from (ala, *mallit(ala))


def osat(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    for osa in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from osat(osa)


def test_stale_schema_is_told_and_one_command_mends_it(tmp_path: Path) -> None:
    assert schema_problems(ROOT, MODELS) == []
    assert schema_problems(tmp_path, MODELS) == []
    (tmp_path / "data").mkdir()
    write(tmp_path, MODELS)
    assert schema_problems(tmp_path, MODELS) == []
    spoilt = tmp_path / "data/schema/quiz.json"
    spoilt.write_text(spoilt.read_text(encoding="utf-8").replace("tunnus", "tunniste"), encoding="utf-8")
    assert [str(ongelma) for ongelma in schema_problems(tmp_path, MODELS)] == [
        "data/schema/quiz.json rivi 1: Kirjoitusapu ei vastaa sisällön sääntöjä. → Aja .venv/bin/python -m handbook schemas. "
        "Tiedostoa ei muokata käsin."
    ]
    spoilt.unlink()
    assert len(schema_problems(tmp_path, MODELS)) == 1


def test_no_docstring_is_shown_to_editors() -> None:
    sanakirjat = list(osat(schemas(MODELS)))
    naytetyt = {
        osa[nimi] for osa in sanakirjat for nimi in ("title", "description") if isinstance(osa.get(nimi), str)
    }
    assert not naytetyt & {(malli.__doc__ or "").strip() for malli in mallit()}
    assert all(
        not isinstance(osa.get("properties"), dict) or osa["title"]
        for osa in sanakirjat
        if osa.get("type") == "object"
    )
    otsikot = [
        malli.model_config["title"]
        for malli in mallit()
        if not malli.__name__.startswith("_") and malli is not Perusteltu and malli.__name__ != "Pohja"
    ]
    assert len(otsikot) == len(set(otsikot)), "each model has a Finnish title of its own"


def test_every_field_has_a_description() -> None:
    kuvaamatta = [
        (osa.get("title"), nimi)
        for osa in osat(schemas(MODELS))
        if osa.get("type") == "object"
        for nimi, kentta in osa.get("properties", {}).items()
        if not kentta.get("description")
    ]
    assert kuvaamatta == []


def test_content_names_its_schema_and_passes(editori: LanguageServer) -> None:
    texts = {tiedosto: (DATA / tiedosto).read_text(encoding="utf-8") for tiedosto in MODELS}
    for tiedosto, text in texts.items():
        assert text.startswith(rivi(tiedosto))
    complaints = editori.diagnostics(*texts.values())
    assert dict(zip(texts, complaints, strict=True)) == {tiedosto: [] for tiedosto in texts}


@pytest.mark.parametrize(
    ("alku", "odotus"),
    [
        (
            "glossary|termit:\n  - id: amk\n    |",
            {"selite": "Lyhyt selitys.", "lyhenne": "Lyhenne; sen selitys näkyy kaikilla sivuilla."},
        ),
        (
            "services|palvelut:\n  - id: uusi\n    tyyppi: palvelu\n    |",
            {"maksu": "Mitä palvelu maksaa, tai ei-kerrota.", "mita_saa": "Mitä asiakas saa."},
        ),
        (
            "sources|lahteet:\n  - numero: 12\n    url_tila: |",
            {
                sana: "lahteessa = painettu käsikirjaan, vahvistettu = löydetty julkisesta aineistosta, todennakoinen = vahvistamatta "
                "(ei linkiksi), puuttuu = osoitetta ei ole."
                for sana in ("lahteessa", "vahvistettu", "todennakoinen", "puuttuu")
            },
        ),
        ("services|palvelut:\n  - id: uusi\n    tyyppi: palvelu\n    maksu: |", {"ei-kerrota": ""}),
        (
            "pathways|kuvat:\n  - id: uusi\n    muoto: polku\n    askeleet:\n      - |",
            {"kuka": "Kuka tekee."},
        ),
    ],
)
def test_completion(alku: str, odotus: dict[str, str], editori: LanguageServer) -> None:
    tiedosto, _, text = alku.partition("|")
    tarjotut = editori.completions(rivi(tiedosto) + text)
    assert {sana: tarjotut.get(sana) for sana in odotus} == odotus


@pytest.mark.parametrize(
    ("text", "odotus"),
    [
        (
            "glossary|termit:\n  - id: amk\n    ly|henne: AMK\n",
            "Lyhenne; sen selitys näkyy kaikilla sivuilla.",
        ),
        (
            "services|palvelut:\n  - id: uusi\n    tyyppi: palvelu\n    miten_p|aasee:\n      lyhyesti: x\n",
            "Miten palveluun pääsee.",
        ),
        ("quiz|kysy|mykset:\n  - id: x\n", "Kysymykset siinä järjestyksessä, jossa ne kysytään."),
    ],
)
def test_hover(text: str, odotus: str, editori: LanguageServer) -> None:
    tiedosto, _, loput = text.partition("|")
    assert odotus in editori.hover(rivi(tiedosto) + loput)


LAHDE = "lahteet:\n  - numero: 1\n    nimi: X\n    julkaisija: Y\n    laji: Laki\n    vuosi: 2023\n    url_tila: puuttuu\n"
LAHTEEN_KENTAT = (
    "Kenttä puuttuu tai on tuntematon. Pakolliset: numero, nimi, julkaisija, laji, vuosi, url_tila. "
    "Muut: saadosnumero, osoite."
)


@pytest.mark.parametrize(
    ("korvaa", "tilalle", "odotus"),
    [
        ("", "", []),
        ("    laji: Laki\n", "    laij: Laki\n", [(3, LAHTEEN_KENTAT), (6, LAHTEEN_KENTAT)]),
        ("    laji: Laki\n", "    laji: Laki\n    lisa: x\n", [(7, LAHTEEN_KENTAT)]),
        ("    laji: Laki\n", "", [(3, LAHTEEN_KENTAT)]),
        (
            "url_tila: puuttuu",
            "url_tila: varma",
            [(8, "Mahdolliset arvot: lahteessa, vahvistettu, todennakoinen, puuttuu.")],
        ),
        ("numero: 1", "numero: yksi", [(3, "Kirjoita pelkkä numero, esimerkiksi 3.")]),
        ("nimi: X", 'nimi: " "', [(4, "Kirjoita tähän tekstiä.")]),
        ("nimi: X", "nimi: [X]", [(4, "Kirjoita tähän tekstiä.")]),
        ("vuosi: 2023", "vuosi: ei-kerrota", []),
        # What the server words itself, and has no Finnish for: limits of numbers and of lists' lengths.
        ("numero: 1", "numero: 0", [(3, "Value is below the minimum of 1.")]),
    ],
)
def test_mistake_is_told_on_its_row(
    korvaa: str, tilalle: str, odotus: list[tuple[int, str]], editori: LanguageServer
) -> None:
    assert editori.diagnostics(rivi("sources") + LAHDE.replace(korvaa, tilalle, 1)) == [odotus]


def loytaa_muotovirheen(malli: type[pydantic.BaseModel], data: Any) -> bool:
    """Whether the loader refuses the form of ``data``. Rules between fields are no matter of form; of references only those to
    facts and sources are, which have a form of their own."""
    kirja = county().kirja
    tunnetut = {
        "fakta": KnownIds("väittämä", "", tuple(kirja.fakta)),
        "lahde": KnownIds("lähde", "", tuple(map(str, kirja.lahde))),
    }
    try:
        malli.model_validate(data, context=tunnetut)
    except pydantic.ValidationError as error:
        return any(
            not item["type"].startswith("sisalto.") or item["type"] in ("sisalto.tunnus", "sisalto.viittaus")
            for item in error.errors()
        )
    return False


@pytest.mark.parametrize("tiedosto", MODELS)
def test_takes_and_refuses_what_the_loader_does(tiedosto: str, editori: LanguageServer) -> None:
    """Any part of a file replaced by anything: the server complains when the loader does, and only then."""
    document, _ = parse((PIENI / "data" / tiedosto).read_text(encoding="utf-8"), file=tiedosto)
    assert document is not None
    tapaukset = [
        (paikka, sotku) for paikka in locations(document.data) for sotku in SPOILT if sotku != "0"
    ]  # which the loader takes for false, and no guide teaches
    sample = random.Random(tiedosto).sample(tapaukset, min(60, len(tapaukset)))
    spoilt = [spoil(document.data, paikka, sotku) for paikka, sotku in sample]
    texts = [
        rivi(tiedosto) + yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        for data in spoilt
    ]
    complaints = editori.diagnostics(*texts)
    for (paikka, sotku), data, found in zip(sample, spoilt, complaints, strict=True):
        case = f"{paikka} = {str(sotku)[:20]!r}"
        assert bool(found) == loytaa_muotovirheen(MODELS[tiedosto], data), case
