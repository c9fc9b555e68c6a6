"""Ordinary edits in any content: all is well after them, or the check tells in Finnish what is not."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builds import PIENI, ROOT, content_copy
from command import in_process
from editing import Content
from edits import EDITS, Edit, apply, edited_project
from messages import in_finnish
from remembering import remembering
from trying import tried

from handbook.check import check


@pytest.fixture(scope="module", params=["oikea", "pieni"])
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Content]:
    """The real content, and another county's: an edit finds its place in any."""
    handbook = {"oikea": ROOT, "pieni": PIENI}[request.param]
    root = content_copy(tmp_path_factory.mktemp("muokattu"), handbook)
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
    expected, rounds = apply(content, wanted)
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
    mended = f" {rounds} kierroksen ohjeilla" if rounds else ""
    outcome = f"{len(problems)} ilmoitusta" if problems else f"vihreä{mended}"
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


def test_all_edits_together_keep_the_rules_of_the_content(tmp_path: Path) -> None:
    with remembering():
        edited = edited_project(tmp_path / "kasikirja")
    done = tried(edited, tmp_path / "tmp")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Kunnossa: ")
