"""Every mistake an editor may make is reported in Finnish, with its row and the fix.

The tables are ``golden/problems``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from builds import SUURI
from checked import PIENI
from command import in_process, process
from messages import ENGLISH, in_finnish
from mistakes import GOLDEN, apply_mistake, fixture, table
from remembering import remembering
from spoiling import SPOILT, locations, spoil

from handbook.check import check
from handbook.files import FILE
from handbook.reading import yaml_text
from handbook.reading.text_file import read_text
from handbook.reading.yaml_text import parse

TABLES = {path.stem: table(f"problems/{path.name}") for path in sorted(GOLDEN.glob("problems/*.yml"))}
TABLE = [row for rows in TABLES.values() for row in rows]
MANY = next(row for row in TABLE if row["nimi"] == "monta ongelmaa monessa tiedostossa")


def problems_of(root: Path) -> list[str]:
    return [str(problem) for problem in check(root).problems]


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return fixture(tmp_path / "kasikirja")


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["nimi"])
def test_mistake_is_reported(row: dict[str, Any], county: Path) -> None:
    expected = apply_mistake(county, row)
    found = problems_of(county)
    assert found == expected
    assert all(in_finnish(problem) for problem in found)


@pytest.mark.parametrize("row", TABLE[::8], ids=lambda row: row["nimi"])
def test_rows_are_found_where_they_have_moved(row: dict[str, Any], county: Path) -> None:
    """What is added to the fixture shifts no row of the tables."""
    for path in county.glob("data/*.yml"):
        path.write_text(f"# kommentti\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    for path in county.glob("docs/**/*.md"):
        front, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
        path.write_text(f"{front}\n---\n\nLisätty kappale.\n{body}", encoding="utf-8")
    expected = apply_mistake(county, row)
    assert problems_of(county) == expected


@pytest.mark.parametrize(
    ("place", "complaint"),
    [
        ("ei-ole", r"services\.yml has 'ei-ole' on rows \[\], not on one"),
        ("perusta:", r"services\.yml has 'perusta:' on rows \[8, 12, .*\], not on one"),
        ("id: saariluotsi > ei-ole", r"services\.yml has no 'ei-ole' from row 2 on"),
        ("tilalle", r"services\.yml is changed 2 times"),
    ],
)
def test_row_that_is_not_one_fails(place: str, complaint: str, county: Path) -> None:
    change = {"tiedosto": "data/services.yml", "korvaa": "Maksuton", "tilalle": "Ilmainen"}
    other = {**change, "korvaa": "Soittamalla", "tilalle": "Soita"}
    with pytest.raises(AssertionError, match=complaint):
        apply_mistake(
            county, {**change, "lisaksi": [other], "odotus": [f"data/services.yml rivi {{{place}}}: X."]}
        )


def test_mistakes_differ() -> None:
    assert len(TABLE) >= 420
    assert len({row["nimi"] for row in TABLE}) == len(TABLE)
    changes = [
        repr({key: value for key, value in row.items() if key not in ("nimi", "odotus")}) for row in TABLE
    ]
    assert len(set(changes)) == len(TABLE)
    assert all(row["odotus"] for row in TABLE)


@pytest.mark.parametrize(
    "row",
    [row for row in TABLE if row.get("tiedosto", "").startswith("data/") and "korvaa" in row],
    ids=lambda row: row["nimi"],
)
def test_file_is_read_alike_without_libyaml(
    row: dict[str, Any], county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same data, rows and problems: all that the check reports comes of these."""
    apply_mistake(county, {**row, "odotus": []})
    file = row["tiedosto"]
    text, _ = read_text(county / file, file=file)
    if text is None:
        return  # the check goes no further
    with_libyaml = parse(text, file=file)
    monkeypatch.setattr(yaml_text, "_Loader", yaml.BaseLoader)
    assert parse(text, file=file) == with_libyaml


def test_comments_stand_where_they_hide_no_text(county: Path) -> None:
    path = county / "data/services.yml"
    text = path.read_text(encoding="utf-8").replace(
        "tyyppi: palvelu\n", "tyyppi: palvelu  # käsikirjan oma palvelu\n", 1
    )
    path.write_text(
        text.replace('nimi: "Saariluotsi"\n', '# kommentti\n    nimi: "Saariluotsi" # virallinen nimi\n', 1),
        encoding="utf-8",
    )
    assert problems_of(county) == []


def test_command_reports_all_at_once(county: Path) -> None:
    expected = apply_mistake(county, MANY)
    done = process("--root", str(county), "check")
    lines = (done.out + done.err).splitlines()
    assert done.code == 1
    assert lines[:-1] == expected
    assert lines[-1].startswith(f"Sisällössä on {len(expected)} ongelmaa.")


def test_command_annotates_in_github_actions(county: Path) -> None:
    apply_mistake(county, MANY)
    (county / "docs/a,b:c.md").write_text(
        "---\ndescription: 100 %\n---\n\n# Otsikko\n\n[x](100%:)\n[x](100%25.md)\n", encoding="utf-8"
    )
    done = in_process("--root", str(county), "check", GITHUB_ACTIONS="true")
    lines = (done.out + done.err).splitlines()
    annotations = [line for line in lines if line.startswith("::error ")]
    assert done.code == 1
    assert len(annotations) == len([line for line in lines if " rivi " in line and not line.startswith("::")])
    assert (
        "::error file=data/services.yml,line=4,title=Käsikirjan sisältö::"
        "Kenttä nimi on tyhjä (palvelut: saariluotsi). → Täydennä arvo."
    ) in lines
    # In properties % : and , are escaped; in the message only % (and line ends) are.
    start = (
        "::error file=docs/a%2Cb%3Ac.md,line=8,title=Käsikirjan sisältö::Linkin kohdetta 100%2525.md ei ole."
    )
    assert any(line.startswith(start) for line in annotations)


@pytest.mark.parametrize("root", [PIENI, SUURI], ids=["pieni", "suuri"])
def test_valid_content_passes(root: Path) -> None:
    done = process("--root", str(root), "check")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Sisältö on kunnossa:")


@pytest.fixture
def remembered() -> Iterator[None]:
    with remembering():
        yield


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("name", FILE)
def test_no_data_makes_it_raise(name: str, county: Path) -> None:
    """Any part of any file replaced by anything: no exception, no foreign word, a row that exists, a fix."""
    path = county / "data" / name
    document, _ = parse(path.read_text(encoding="utf-8"), file=name)
    assert document is not None
    cases = [(location, value) for location in locations(document.data) for value in SPOILT]
    for location, value in random.Random(name).sample(cases, min(240, len(cases))):
        data = spoil(document.data, location, value)
        text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        path.write_text(text, encoding="utf-8")
        for problem in check(county).problems:
            case = f"{location} = {str(value)[:20]!r}: {str(problem)[:300]}"
            assert problem.line >= 1, case
            if problem.file == f"data/{name}":
                assert problem.line <= text.count("\n") + 1, case
            assert not ENGLISH.search(str(problem)), case
            assert problem.hint, case
