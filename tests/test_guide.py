"""Every example of the editors' guide, done in a copy of the handbook: what it promises comes true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builds import ROOT, built, content_copy, project
from lxml import html

from handbook.check import check

GUIDE = ROOT / "MUOKKAAJALLE.md"
# The row above a block says where the block goes; a reader and this test go by the same words.
BLOCK = re.compile(r"^(?P<ohje>[^\n]+)\n```(?P<laji>\w+)\n(?P<teksti>.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"tiedosto(?:n)? `([^`]+)`")


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


def apply(root: Path, diff: str) -> None:
    """Does what a block of differences shows: a row names the file, the rows below it are changed in it."""
    for part in re.split(r"^(?=\S+\.\w+\n)", diff, flags=re.MULTILINE)[1:]:
        name, *rows = part.rstrip("\n").split("\n")
        old, new = ("\n".join(row[2:] for row in rows if row[0] in signs) for signs in (" -", " +"))
        path = root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(f"{old}\n") == 1, f"not once in {name}: {old}"
        path.write_text(text.replace(f"{old}\n", f"{new}\n" if new else ""), encoding="utf-8")


def messages(root: Path) -> list[str]:
    return [without_rows(str(problem)) for problem in check(root).problems]


def without_rows(message: str) -> str:
    """Rows move with every edit above them; test_problems.py proves that messages have the right ones."""
    return re.sub(r" rivi \d+:", ":", message)


def follow(section: str, root: Path) -> None:
    """Does what the section's examples show; checks the content where they promise a message, and last."""
    promised: list[str] = []
    for step in BLOCK.finditer(section):
        ohje, block = step["ohje"], step["teksti"]
        promised = []
        if step["laji"] == "diff":
            apply(root, block)
        elif ohje == "Tarkistus kertoo:":
            promised = [without_rows(row) for row in block.splitlines()]
            assert messages(root) == promised
        else:
            named = FILE.findall(ohje)
            assert len(named) == 1, ohje
            path = root / named[0]
            if appended := re.search(r"luettelon `(\w+)` loppuun", ohje):
                text = append(path.read_text(encoding="utf-8"), appended[1], block.rstrip("\n"))
            else:
                assert "uusi tiedosto" in ohje, ohje
                assert not path.exists()
                text = block
            path.write_text(text, encoding="utf-8")
    assert messages(root) == promised


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_does_what_the_guide_says(name: str, tmp_path: Path) -> None:
    root = content_copy(tmp_path / "kasikirja")
    follow(EXAMPLES[name], root)


def test_guide_has_an_example_of_each_kind() -> None:
    blocks = sum(text.count("\n```") for text in sections().values()) // 2
    assert sum(len(BLOCK.findall(text)) for text in EXAMPLES.values()) == blocks, "each block is tried"
    files = {
        path
        for text in EXAMPLES.values()
        for block in BLOCK.finditer(text)
        for path in (*FILE.findall(block["ohje"]), *re.findall(r"^\S+\.\w+$", block["teksti"], re.MULTILINE))
    }
    assert files >= {
        f"data/{name}.yml"
        for name in ("services", "sources", "facts", "glossary", "pathways", "quiz", "cases", "synonyms")
    }


def test_guide_is_short() -> None:
    assert len(GUIDE.read_text(encoding="utf-8").splitlines()) <= 250


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
    preview = sections()["Mitä sitten tapahtuu"]
    workflow = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    kept = re.search(r"with:\n +name: (\S+)\n +path: offline/\n.*\n +retention-days: (\d+)", workflow)
    assert kept
    assert f"**{kept[1]}**" in preview and f"säilyy {kept[2]} päivää" in preview
    assert "name: Tarkistus" in workflow and "name: Esikatselu" in workflow and "name: Testit" in workflow
    assert "`tyokyvyn-tuen-kasikirja.zip`" in preview
    assert "offline/tyokyvyn-tuen-kasikirja.zip" in (ROOT / "Makefile").read_text(encoding="utf-8")
