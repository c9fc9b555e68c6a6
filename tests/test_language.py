"""Advice on Finnish: what is told and what is let be is the table ``golden/kieli.yml``; the handbook's own texts get none."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from builds import ROOT
from content import PIENI, sound
from messages import in_finnish
from test_problems import aja, muuta

from handbook.__main__ import language_advice

TAULU: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/golden/kieli.yml").read_text(encoding="utf-8"))
KIRJOITUSVIRHE = next(rivi for rivi in TAULU if rivi["nimi"] == "kirjoitusvirhe sivulla")


@pytest.fixture
def kopio(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PIENI, tmp_path / "kasikirja"))


def huomautukset(root: Path) -> list[str]:
    return [str(huomautus) for huomautus in language_advice(sound(root))]


@pytest.mark.parametrize("rivi", TAULU, ids=[rivi["nimi"] for rivi in TAULU])
def test_slip_is_told(rivi: dict[str, Any], kopio: Path) -> None:
    muuta(kopio, rivi)
    assert huomautukset(kopio) == rivi["odotus"]
    assert all(in_finnish(odotus) for odotus in rivi["odotus"])


@pytest.mark.parametrize("root", [PIENI, ROOT], ids=["pieni", "oikea"])
def test_no_false_alarms(root: Path) -> None:
    assert huomautukset(root) == []


def test_what_was_learnt_changes_nothing(kopio: Path) -> None:
    muuta(kopio, KIRJOITUSVIRHE)
    shutil.rmtree(kopio / ".cache", ignore_errors=True)
    ensin = huomautukset(kopio)
    assert (kopio / ".cache/sanat.json").exists()
    assert huomautukset(kopio) == ensin


def test_cli_tells_advice_apart_from_errors(kopio: Path) -> None:
    muuta(kopio, KIRJOITUSVIRHE)
    tulos = aja(kopio, GITHUB_ACTIONS="true")
    assert tulos.returncode == 0
    rivit = tulos.stdout.splitlines()
    assert rivit[0].startswith("Sisältö on kunnossa:")
    huomautus, merkinta = rivit[rivit.index("Kielestä on 1 huomautus. Ne eivät estä julkaisua.") + 1 :]
    assert huomautus == f"  huomautus: {KIRJOITUSVIRHE['odotus'][0]}"
    assert merkinta.startswith("::warning file=docs/index.md,line=8,title=Käsikirjan sisältö::Oikoluku")
    assert not tulos.stderr


def test_errors_come_first(kopio: Path) -> None:
    muuta(kopio, KIRJOITUSVIRHE)
    (kopio / "docs/sanasto.md").unlink()
    tulos = aja(kopio)
    assert tulos.returncode == 1 and "Oikoluku" not in tulos.stdout + tulos.stderr
