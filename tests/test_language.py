"""Advice on Finnish: ``golden/language.yml`` holds what gets it and what passes; it never fails a check."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from builds import ROOT
from command import in_process
from content import PIENI, sound
from messages import in_finnish
from mistakes import apply_mistake, fixture, table

from handbook.__main__ import language_advice

TABLE = table("language.yml")
TYPO = next(row for row in TABLE if row["nimi"] == "kirjoitusvirhe sivulla")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return fixture(tmp_path / "kasikirja")


def advice(root: Path) -> list[str]:
    return [str(problem) for problem in language_advice(sound(root))]


@pytest.mark.parametrize("row", TABLE, ids=[row["nimi"] for row in TABLE])
def test_slip_is_reported(row: dict[str, Any], county: Path) -> None:
    expected = apply_mistake(county, row)
    found = advice(county)
    assert found == expected
    assert all(in_finnish(problem) for problem in found)


def test_no_false_alarms() -> None:
    assert advice(PIENI) == []


def test_real_texts_get_advice_only() -> None:
    """An editor's new word may be unknown to the spelling: that is told, and fails nothing."""
    assert all(in_finnish(problem) for problem in advice(ROOT))
    done = in_process("--root", str(ROOT), "check")
    assert (done.code, done.err) == (0, "")


def test_what_was_learnt_changes_nothing(county: Path) -> None:
    apply_mistake(county, TYPO)
    shutil.rmtree(county / ".cache", ignore_errors=True)
    first = advice(county)
    assert (county / ".cache/sanat.json").exists()
    assert advice(county) == first


def test_command_prints_advice_apart_from_errors(county: Path) -> None:
    [expected] = apply_mistake(county, TYPO)
    done = in_process("--root", str(county), "check", GITHUB_ACTIONS="true")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].startswith("Sisältö on kunnossa:")
    slip, annotation = lines[lines.index("Kielestä on 1 huomautus. Ne eivät estä julkaisua.") + 1 :]
    assert slip == f"  huomautus: {expected}"
    assert annotation.startswith("::warning file=docs/index.md,line=8,title=Käsikirjan sisältö::Oikoluku")


def test_errors_come_first(county: Path) -> None:
    apply_mistake(county, TYPO)
    (county / "docs/sanasto.md").unlink()
    done = in_process("--root", str(county), "check")
    assert done.code == 1 and "Oikoluku" not in done.out + done.err
