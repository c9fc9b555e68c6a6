"""Help while typing, in the real YAML language server: in Finnish, and refusing what the loader refuses."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydantic
import pytest
import yaml
from builds import ROOT, SUURI
from checked import PIENI, county
from language_server import LanguageServer, language_server
from spoiling import SPOILT, locations, spoil

from handbook.files import MODELS
from handbook.reading.fields import KnownIds, Malli, Perusteltu
from handbook.reading.schemas import schema_problems, schemas, write
from handbook.reading.yaml_text import parse

DATA = SUURI / "data"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(ROOT / "data/schema", folder / "schema")
    with language_server(folder) as server:
        yield server


def first_row(file: str) -> str:
    return f"# yaml-language-server: $schema=schema/{Path(file).stem}.json\n"


def models(model: type[Malli] = Malli) -> Iterator[type[Malli]]:
    for sub in model.__subclasses__():
        yield from (sub, *models(sub))


def parts(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from parts(part)


def test_stale_schema_is_reported_and_one_command_fixes_it(tmp_path: Path) -> None:
    assert schema_problems(ROOT, MODELS) == []
    assert schema_problems(tmp_path, MODELS) == []
    (tmp_path / "data").mkdir()
    write(tmp_path, MODELS)
    assert schema_problems(tmp_path, MODELS) == []
    spoilt = tmp_path / "data/schema/quiz.json"
    spoilt.write_text(spoilt.read_text(encoding="utf-8").replace("tunnus", "tunniste"), encoding="utf-8")
    assert [str(problem) for problem in schema_problems(tmp_path, MODELS)] == [
        "data/schema/quiz.json rivi 1: Kirjoitusapu ei vastaa sisällön sääntöjä. "
        "→ Aja .venv/bin/python -m handbook schemas. Tiedostoa ei muokata käsin."
    ]
    spoilt.unlink()
    assert len(schema_problems(tmp_path, MODELS)) == 1


def test_no_docstring_is_shown_to_editors() -> None:
    schema_parts = list(parts(schemas(MODELS)))
    shown = {
        part[name]
        for part in schema_parts
        for name in ("title", "description")
        if isinstance(part.get(name), str)
    }
    assert not shown & {(model.__doc__ or "").strip() for model in models()}
    assert all(
        not isinstance(part.get("properties"), dict) or part["title"]
        for part in schema_parts
        if part.get("type") == "object"
    )
    titles = [
        model.model_config["title"]
        for model in models()
        if not model.__name__.startswith("_") and model is not Perusteltu and model.__name__ != "Pohja"
    ]
    assert len(titles) == len(set(titles)), "each model has a Finnish title of its own"


def test_every_field_has_a_description() -> None:
    undescribed = [
        (part.get("title"), name)
        for part in parts(schemas(MODELS))
        if part.get("type") == "object"
        for name, field in part.get("properties", {}).items()
        if not field.get("description")
    ]
    assert undescribed == []


def test_content_names_its_schema_and_passes(editor: LanguageServer) -> None:
    texts = {file: (DATA / file).read_text(encoding="utf-8") for file in MODELS}
    for file, text in texts.items():
        assert text.startswith(first_row(file))
    complaints = editor.diagnostics(*texts.values())
    assert dict(zip(texts, complaints, strict=True)) == {file: [] for file in texts}


@pytest.mark.parametrize(
    ("start", "expected"),
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
                word: "lahteessa = painettu käsikirjaan, vahvistettu = löydetty julkisesta aineistosta, "
                "todennakoinen = vahvistamatta (ei linkiksi), puuttuu = osoitetta ei ole."
                for word in ("lahteessa", "vahvistettu", "todennakoinen", "puuttuu")
            },
        ),
        ("services|palvelut:\n  - id: uusi\n    tyyppi: palvelu\n    maksu: |", {"ei-kerrota": ""}),
        (
            "pathways|kuvat:\n  - id: uusi\n    muoto: polku\n    askeleet:\n      - |",
            {"kuka": "Kuka tekee."},
        ),
    ],
)
def test_completion(start: str, expected: dict[str, str], editor: LanguageServer) -> None:
    file, _, text = start.partition("|")
    offered = editor.completions(first_row(file) + text)
    assert {word: offered.get(word) for word in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
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
def test_hover(text: str, expected: str, editor: LanguageServer) -> None:
    file, _, rest = text.partition("|")
    assert expected in editor.hover(first_row(file) + rest)


SOURCE = """lahteet:
  - numero: 1
    nimi: X
    julkaisija: Y
    laji: Laki
    vuosi: 2023
    url_tila: puuttuu
"""
SOURCE_FIELDS = (
    "Kenttä puuttuu tai on tuntematon. Pakolliset: numero, nimi, julkaisija, laji, vuosi, url_tila. "
    "Muut: saadosnumero, osoite."
)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("    laji: Laki\n", "    laij: Laki\n", [(3, SOURCE_FIELDS), (6, SOURCE_FIELDS)]),
        ("    laji: Laki\n", "    laji: Laki\n    lisa: x\n", [(7, SOURCE_FIELDS)]),
        ("    laji: Laki\n", "", [(3, SOURCE_FIELDS)]),
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
def test_mistake_is_reported_on_its_row(
    old: str, new: str, expected: list[tuple[int, str]], editor: LanguageServer
) -> None:
    assert editor.diagnostics(first_row("sources") + SOURCE.replace(old, new, 1)) == [expected]


def finds_wrong_form(model: type[pydantic.BaseModel], data: Any) -> bool:
    """Whether the loader refuses the form of ``data``.

    Rules between fields are no matter of form. Of references those to facts and sources are: they have a form
    of their own.
    """
    kirja = county().kirja
    known = {
        "fakta": KnownIds("väittämä", "", tuple(kirja.fakta)),
        "lahde": KnownIds("lähde", "", tuple(map(str, kirja.lahde))),
    }
    try:
        model.model_validate(data, context=known)
    except pydantic.ValidationError as error:
        return any(
            not item["type"].startswith("sisalto.") or item["type"] in ("sisalto.tunnus", "sisalto.viittaus")
            for item in error.errors()
        )
    return False


@pytest.mark.parametrize("file", MODELS)
def test_takes_and_refuses_what_the_loader_does(file: str, editor: LanguageServer) -> None:
    """Any part of a file replaced by anything: the server complains when the loader does, and only then."""
    document, _ = parse((PIENI / "data" / file).read_text(encoding="utf-8"), file=file)
    assert document is not None
    cases = [
        (location, value) for location in locations(document.data) for value in SPOILT if value != "0"
    ]  # which the loader takes for false, and no guide teaches
    sample = random.Random(file).sample(cases, min(60, len(cases)))
    spoilt = [spoil(document.data, location, value) for location, value in sample]
    texts = [
        first_row(file) + yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        for data in spoilt
    ]
    complaints = editor.diagnostics(*texts)
    for (location, value), data, found in zip(sample, spoilt, complaints, strict=True):
        case = f"{location} = {str(value)[:20]!r}"
        assert bool(found) == finds_wrong_form(MODELS[file], data), case
