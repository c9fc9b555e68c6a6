"""Ordinary edits in any content: all is well after them, or the check tells in Finnish what is not."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builds import PIENI, ROOT, build, built, content_copy
from command import in_process
from editing import Content
from edits import EDITS, Edit, apply, edited_project
from messages import in_finnish
from remembering import remembering
from valid_html import html_faults

from handbook.check import check


@pytest.fixture(scope="module", params=["oikea", "pieni"])
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Content]:
    """The real content, and another county's: an edit finds its place in any."""
    root = tmp_path_factory.mktemp("muokattu")
    if request.param == "oikea":
        shutil.copy(ROOT / "mkdocs.yml", content_copy(root))
    else:
        shutil.copytree(PIENI, root, dirs_exist_ok=True)
    with remembering():
        yield Content(root)


@pytest.fixture
def content(kept: Content) -> Iterator[Content]:
    yield kept
    kept.restore()


@pytest.mark.parametrize("wanted", EDITS, ids=[wanted.name for wanted in EDITS])
def test_edit_is_sound_or_told(
    wanted: Edit, content: Content, record_property: Callable[[str, object], None]
) -> None:
    start = time.process_time()
    expected = apply(content, wanted)
    problems = [str(problem) for problem in check(content.root).problems]
    kinds = [pattern.removeprefix("ANY ") for pattern in expected]
    unexpected = [problem for problem in problems if not any(re.fullmatch(kind, problem) for kind in kinds)]
    assert unexpected == []
    untold = [
        pattern
        for pattern in expected
        if not pattern.startswith("ANY ") and sum(bool(re.fullmatch(pattern, p)) for p in problems) != 1
    ]
    assert untold == [], problems
    for problem in problems:
        assert in_finnish(problem), problem
        file, row = problem.split(": ")[0].split(" rivi ")
        assert int(row) <= content.text(file).count("\n") + 1
    outcome = f"{len(problems)} ilmoitusta" if problems else "vihreä"
    record_property(wanted.name, f"{outcome}, {time.process_time() - start:.2f} s")


def test_there_is_an_edit_of_each_kind() -> None:
    assert len(EDITS) >= 30 and len({wanted.name for wanted in EDITS}) == len(EDITS)
    assert any(wanted.together for wanted in EDITS)


def test_unknown_word_is_advice_only(content: Content) -> None:
    for name in ("sana, jota oikoluku ei tunne", "puhelinnumero sivun tekstissä"):
        apply(content, next(wanted for wanted in EDITS if wanted.name == name))
    done = in_process("--root", str(content.root), "check")
    assert done.code == 0 and done.err == ""
    assert "Ne eivät estä julkaisua." in done.out and "ylofonibrekkuli" in done.out


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with remembering():
        return edited_project(tmp_path_factory.mktemp("muokkaukset") / "kasikirja")


def test_all_edits_together_are_published(edited: Path, tmp_path: Path) -> None:
    built(edited, tmp_path / "site")
    assert html_faults(tmp_path / "site") == ""
    pictures = [path.name for path in (tmp_path / "site").rglob("*.png")]
    assert {"uusi-kuva.png", "viereinen-kuva.png"} <= set(pictures)


def test_links_without_a_target_are_told_by_the_build(edited: Path, tmp_path: Path) -> None:
    """Anchors and files of the site are known to MkDocs only, which speaks English."""
    content = Content(edited)
    page = content.pages()[0]
    links = ("#olematon-kohta", f"{Path(page).name}#toinen", "olematon.docx")
    content.append(page, "\n\n".join(f"Katso [kohta]({link})." for link in links))
    last = content.text(page).count("\n")
    try:
        done = build(edited, tmp_path / "site")
    finally:
        content.restore()
    assert done.returncode == 1
    told = [row.removeprefix("WARNING -  ") for row in done.stderr.splitlines() if "WARNING" in row]
    assert sorted(told) == sorted(
        [
            f"{page} rivi {last - 4}: Linkin ”#olematon-kohta” kohtaa #olematon-kohta ei ole sivulla. "
            "→ Kirjoita väliotsikon ankkuri niin kuin se on sivulla, tai poista # ja kohta.",
            f"{page} rivi {last - 2}: Linkin ”{links[1]}” kohtaa #toinen ei ole sivulla. "
            "→ Kirjoita väliotsikon ankkuri niin kuin se on sivulla, tai poista # ja kohta.",
            f"{page} rivi {last}: Linkin kohdetta ”olematon.docx” ei ole. "
            "→ Tallenna tiedosto kansioon docs/assets/ tai korjaa linkki.",
        ]
    )
