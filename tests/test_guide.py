"""Every example of the editors' guide, done in a copy of the handbook: what it promises comes true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builds import ROOT, built, content_copy, project
from lxml import html

from handbook.check import check

GUIDE = ROOT / "MUOKKAAJALLE.md"
# A bold row says where the block below it goes; a reader and this test go by the same words.
BLOCK = re.compile(r"^\*\*(?P<ohje>[^\n]+):\*\*\n\n```\w+\n(?P<teksti>.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"iedosto `([^`]+)`")


def sections() -> dict[str, str]:
    parts = re.split(r"^## (.+)$", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


EXAMPLES = {name: text for name, text in sections().items() if BLOCK.search(text)}


def append(text: str, key: str, block: str) -> str:
    """``block`` at the end of the top-level list ``key``."""
    before, start, after = text.partition(f"\n{key}:\n")
    assert start, key
    end = re.search(r"^(?=\w)", after, re.MULTILINE)
    position = end.start() if end else len(after)
    return f"{before}{start}{after[:position].rstrip()}\n\n{block}\n{after[position:]}"


def messages(root: Path) -> list[str]:
    return [without_rows(str(problem)) for problem in check(root).problems]


def without_rows(message: str) -> str:
    """Rows move with every edit above them; test_problems.py proves that messages have the right ones."""
    return re.sub(r" rivi \d+:", ":", message)


def follow(section: str, root: Path) -> None:
    """Does what the section's examples say; checks the content where they promise a message, and last."""
    wanted, searched, promised = Path(), "", [""]
    for step in BLOCK.finditer(section):
        ohje, block = step["ohje"], step["teksti"].rstrip("\n")
        named = FILE.search(ohje)
        path = root / named[1] if named else wanted
        promised = []
        if "Uusi tiedosto" in ohje:
            assert not path.exists()
            path.write_text(f"{block}\n", encoding="utf-8")
        elif appended := re.search(r"luettelon `(\w+)` loppuun$", ohje):
            path.write_text(append(path.read_text(encoding="utf-8"), appended[1], block), encoding="utf-8")
        elif ohje.endswith("etsi"):
            wanted, searched = path, block
        elif ohje == "ja kirjoita tilalle":
            text = path.read_text(encoding="utf-8")
            assert text.count(searched) == 1, f"not once in {path.name}: {searched}"
            path.write_text(text.replace(searched, block), encoding="utf-8")
        elif ohje == "Tarkistus kertoo":
            promised = [without_rows(row) for row in block.splitlines()]
            assert messages(root) == promised
        else:
            pytest.fail(f"the guide has a block of an unknown kind: {ohje}")
    assert messages(root) == promised


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_does_what_the_guide_says(name: str, tmp_path: Path) -> None:
    root = content_copy(tmp_path / "kasikirja")
    follow(EXAMPLES[name], root)


def test_guide_has_an_example_of_each_kind() -> None:
    blocks = sum(text.count("\n```") for text in sections().values()) // 2
    assert sum(len(BLOCK.findall(text)) for text in EXAMPLES.values()) == blocks, "each block is tried"
    files = {path for text in EXAMPLES.values() for path in FILE.findall(text)}
    assert files >= {
        f"data/{name}.yml"
        for name in ("services", "sources", "facts", "glossary", "pathways", "quiz", "cases", "synonyms")
    }


def test_added_service_is_on_the_site(tmp_path: Path) -> None:
    root = project(tmp_path / "kasikirja")
    follow(EXAMPLES["Lisää palvelu"], root)
    built(root, tmp_path / "site")
    page = html.parse(str(tmp_path / "site/palvelut/esimerkkipalvelu/index.html"))
    assert page.findtext(".//h1").strip().startswith("Esimerkkipalvelu")
    front = html.parse(str(tmp_path / "site/index.html"))
    assert front.xpath("//*[@data-palvelu='esimerkkipalvelu']")


def test_contents_lead_to_sections() -> None:
    """GitHub makes an anchor of a heading: lower case, spaces to hyphens, no punctuation."""
    links = re.findall(r"\]\(#([^)]+)\)", GUIDE.read_text(encoding="utf-8"))
    anchors = {re.sub(r"[^\w -]", "", name.lower()).replace(" ", "-") for name in sections()}
    assert set(links) == anchors


def test_table_names_every_data_file() -> None:
    table = sections()["Mistä tiedostosta asia löytyy"]
    assert set(re.findall(r"`(data/\w+\.yml)`", table)) == {
        f"data/{path.name}" for path in (ROOT / "data").glob("*.yml")
    }


def test_preview_is_called_what_the_guide_says() -> None:
    preview = sections()["Näin katsot muutosta ennen julkaisua"]
    workflow = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    kept = re.search(r"with:\n +name: (\S+)\n +path: offline/\n.*\n +retention-days: (\d+)", workflow)
    assert kept
    assert f"**{kept[1]}**" in preview and f"säilyy {kept[2]} päivää" in preview
    assert "name: Tarkistus" in workflow and "name: Esikatselu" in workflow and "name: Testit" in workflow
    assert "`tyokyvyn-tuen-kasikirja.zip`" in preview
    assert "offline/tyokyvyn-tuen-kasikirja.zip" in (ROOT / "Makefile").read_text(encoding="utf-8")
