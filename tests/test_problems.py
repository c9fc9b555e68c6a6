"""Every mistake an editor may make is told in Finnish, with its row and the mend: the table is ``golden/ongelmat.yml``."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from content import PIENI
from messages import ENGLANTIA, in_finnish

from handbook.check import check
from handbook.files import FILE
from handbook.reading import yaml_text
from handbook.reading.problems import Problem
from handbook.reading.yaml_text import parse

PROJEKTI = Path(__file__).parents[1]
TAULU: list[dict[str, Any]] = yaml.safe_load(
    (PROJEKTI / "tests/golden/ongelmat.yml").read_text(encoding="utf-8")
)


def muuta(root: Path, rivi: dict[str, Any]) -> None:
    """Makes the mistake of one row of the table in the copy ``root``."""
    if "lisaa_tiedosto" in rivi:
        uusi = root / rivi["lisaa_tiedosto"]
        uusi.parent.mkdir(exist_ok=True)
        uusi.write_text(rivi["tilalle"], encoding="utf-8")
        return
    path = root / rivi["tiedosto"]
    text = path.read_text(encoding="utf-8")
    if rivi.get("poista"):
        path.unlink()
    elif rivi.get("tavut"):
        path.write_bytes(text.encode("latin-1"))
    elif "korvaa" in rivi:
        assert rivi["korvaa"] in text, "the mistake must change the file"
        path.write_text(text.replace(rivi["korvaa"], rivi["tilalle"], 1), encoding="utf-8")
    else:
        path.write_text(rivi["tilalle"], encoding="utf-8")
    for muu in rivi.get("lisaksi", []):
        muuta(root, muu)


def tarkista(root: Path) -> list[Problem]:
    return list(check(root).problems)


@pytest.fixture
def kopio(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PIENI, tmp_path / "kasikirja"))


@pytest.mark.parametrize("rivi", TAULU, ids=[rivi["nimi"] for rivi in TAULU])
def test_mistake_is_told(rivi: dict[str, Any], kopio: Path) -> None:
    muuta(kopio, rivi)
    assert [str(ongelma) for ongelma in tarkista(kopio)] == rivi["odotus"]


@pytest.mark.parametrize(
    "rivi",
    [r for r in TAULU if r.get("tiedosto", "").startswith("data/") and "korvaa" in r],
    ids=lambda rivi: rivi["nimi"],
)
def test_mistake_is_told_alike_without_libyaml(
    rivi: dict[str, Any], kopio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_text, "_Loader", yaml.BaseLoader)
    muuta(kopio, rivi)
    assert [str(ongelma) for ongelma in tarkista(kopio)] == rivi["odotus"]


def test_mistakes_differ() -> None:
    assert len(TAULU) >= 45
    assert len({rivi["nimi"] for rivi in TAULU}) == len(TAULU)
    muutokset = [repr({k: v for k, v in rivi.items() if k not in ("nimi", "odotus")}) for rivi in TAULU]
    assert len(set(muutokset)) == len(TAULU)
    assert all(rivi["odotus"] for rivi in TAULU)


@pytest.mark.parametrize("rivi", TAULU, ids=[rivi["nimi"] for rivi in TAULU])
def test_every_problem_has_a_mend_in_finnish(rivi: dict[str, Any]) -> None:
    for odotus in rivi["odotus"]:
        assert in_finnish(odotus), odotus


def test_comments_stand_where_they_hide_no_text(kopio: Path) -> None:
    path = kopio / "data/services.yml"
    text = path.read_text(encoding="utf-8").replace(
        "tyyppi: palvelu\n", "tyyppi: palvelu  # käsikirjan oma palvelu\n", 1
    )
    path.write_text(
        text.replace('nimi: "Saariluotsi"\n', '# kommentti\n    nimi: "Saariluotsi" # virallinen nimi\n', 1),
        encoding="utf-8",
    )
    assert tarkista(kopio) == []


def aja(root: Path, **ymparisto: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if k != "GITHUB_ACTIONS"} | {"PYTHONUTF8": "1"} | ymparisto
    return subprocess.run(
        [sys.executable, "-m", "handbook", "--root", str(root), "check"],
        cwd=PROJEKTI,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def monta() -> dict[str, Any]:
    return next(rivi for rivi in TAULU if rivi["nimi"] == "monta ongelmaa monessa tiedostossa")


def test_cli_tells_all_at_once(kopio: Path) -> None:
    muuta(kopio, monta())
    tulos = aja(kopio)
    rivit = (tulos.stdout + tulos.stderr).splitlines()
    assert tulos.returncode == 1
    assert "Traceback" not in tulos.stderr
    assert rivit[:-1] == monta()["odotus"]
    assert rivit[-1].startswith(f"Sisällössä on {len(monta()['odotus'])} ongelmaa.")


def test_cli_annotates_in_github_actions(kopio: Path) -> None:
    muuta(kopio, monta())
    (kopio / "docs/a,b:c.md").write_text(
        "---\ndescription: 100 %\n---\n\n# Otsikko\n\n[x](100%:)\n[x](100%25.md)\n", encoding="utf-8"
    )
    tulos = aja(kopio, GITHUB_ACTIONS="true")
    rivit = (tulos.stdout + tulos.stderr).splitlines()
    assert tulos.returncode == 1
    assert len([rivi for rivi in rivit if rivi.startswith("::error ")]) == len(
        [rivi for rivi in rivit if " rivi " in rivi and not rivi.startswith("::")]
    )
    assert (
        "::error file=data/services.yml,line=4,title=Käsikirjan sisältö::Kenttä nimi on tyhjä (palvelut: saariluotsi). "
        "→ Täydennä arvo."
    ) in rivit
    # In properties % : and , are escaped; in the message only % (and line ends) are.
    assert any(
        re.match(
            r"::error file=docs/a%2Cb%3Ac\.md,line=8,title=[^:]+::Linkin kohdetta 100%2525\.md ei ole\.", rivi
        )
        for rivi in rivit
    )


@pytest.mark.parametrize("root", [PIENI, PROJEKTI], ids=["pieni", "oikea"])
def test_valid_content_passes(root: Path) -> None:
    tulos = aja(root)
    assert tulos.returncode == 0, tulos.stderr
    assert tulos.stdout.startswith("Sisältö on kunnossa:")
    assert "Traceback" not in tulos.stderr


SOTKUT: tuple[Any, ...] = (
    "",
    [],
    ["x"],
    ["x", "x"],
    [""],
    {},
    {"x": "y"},
    {"jokin": "y"},
    {"kriteeri": "x"},
    {"": "x"},
    [[]],
    [{}],
    [{"id": "x"}],
    "0",
    "true",
    "x" * 5000,
    "Ä ö",
    "9" * 5000,
)


def paikat(data: Any, paikka: tuple[int | str, ...] = ()) -> list[tuple[int | str, ...]]:
    """The locations of all parts of plain data, the whole too."""
    osat = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [paikka, *(p for avain, osa in osat for p in paikat(osa, (*paikka, avain)))]


def sotke(data: Any, paikka: tuple[int | str, ...], sotku: Any) -> Any:
    """``data`` with ``sotku`` in place of the part at ``paikka``."""
    if not paikka:
        return sotku
    if isinstance(data, dict):
        return {k: sotke(v, paikka[1:], sotku) if k == paikka[0] else v for k, v in data.items()}
    return [sotke(v, paikka[1:], sotku) if k == paikka[0] else v for k, v in enumerate(data)]


@pytest.mark.parametrize("tiedosto", FILE)
def test_no_data_makes_it_raise(tiedosto: str, kopio: Path) -> None:
    """Any part of any file replaced by anything: no exception, no foreign word, no row that is not there, none without a mend."""
    path = kopio / "data" / tiedosto
    document, _ = parse(path.read_text(encoding="utf-8"), file=tiedosto)
    assert document is not None
    tapaukset = [(paikka, sotku) for paikka in paikat(document.data) for sotku in SOTKUT]
    for paikka, sotku in random.Random(tiedosto).sample(tapaukset, min(240, len(tapaukset))):
        text = yaml.safe_dump(sotke(document.data, paikka, sotku), allow_unicode=True, sort_keys=False)
        path.write_text(text, encoding="utf-8")
        for ongelma in tarkista(kopio):
            kohta = f"{paikka} = {str(sotku)[:20]!r}: {str(ongelma)[:300]}"
            assert ongelma.line >= 1, kohta
            if ongelma.file == f"data/{tiedosto}":
                assert ongelma.line <= text.count("\n") + 1, kohta
            assert not ENGLANTIA.search(str(ongelma)), kohta
            assert ongelma.hint, kohta
