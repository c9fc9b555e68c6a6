"""What the workflows run: the scripts of .github, with a stand-in for GitHub's own command."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import builds
import pytest
import yaml

GITHUB = builds.ROOT / ".github"


def git(folder: Path, *arguments: str) -> str:
    identity = "-c", "user.name=Testi", "-c", "user.email=testi@example.org"
    done = subprocess.run(
        ["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def commit(folder: Path, *files: str) -> str:
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.read_text(encoding="utf-8") + "x" if path.exists() else "x", encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "x")
    return git(folder, "rev-parse", "HEAD")


def chosen(folder: Path, event: str, published: str) -> str:
    gh = folder.parent / "gh"
    gh.write_text(f"#!/bin/sh\necho {published}\n", encoding="utf-8")
    gh.chmod(0o755)
    env = {**os.environ, "PATH": f"{gh.parent}:{os.environ['PATH']}", "GITHUB_EVENT_NAME": event}
    done = subprocess.run(
        [GITHUB / "scripts/tests.sh"], cwd=folder, env=env, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("files", "tests"),
    [
        (["data/services.yml"], "test-content"),
        (["docs/polut/index.md", "docs/kuvat/ääni kuva.png", "mkdocs.yml"], "test-content"),
        ([], "test-content"),
        (["data/schema/quiz.json"], "test"),
        (["docs/assets/javascripts/frame.js"], "test"),
        (["docs/index.md", "macros/hooks.py"], "test"),
        (["data/x.yml.py"], "test"),
        (["requirements.txt"], "test"),
    ],
)
@pytest.mark.parametrize("event", ["pull_request", "push"])
def test_content_alone_needs_only_its_own_tests(
    files: list[str], tests: str, event: str, tmp_path: Path
) -> None:
    repository = tmp_path / "kasikirja"
    repository.mkdir()
    git(repository, "init", "--quiet")
    published = commit(repository, "docs/index.md")
    commit(repository, *files)
    assert chosen(repository, event, published) == tests


def test_program_that_was_never_published_is_tested_whatever_comes_after(tmp_path: Path) -> None:
    repository = tmp_path / "kasikirja"
    repository.mkdir()
    git(repository, "init", "--quiet")
    published = commit(repository, "docs/index.md")
    commit(repository, "macros/hooks.py")
    commit(repository, "docs/index.md")
    assert chosen(repository, "push", published) == "test"
    assert chosen(repository, "push", "") == "test"
    assert chosen(repository, "push", "0123456789012345678901234567890123456789") == "test"


@pytest.mark.parametrize("workflow", ["check", "publish"])
def test_workflow_runs_the_tests_that_were_chosen(workflow: str) -> None:
    jobs = yaml.safe_load((GITHUB / f"workflows/{workflow}.yml").read_text(encoding="utf-8"))["jobs"]
    steps = next(iter(jobs.values()))["steps"]
    assert [step["run"] for step in steps if "run" in step][:2] == [
        'echo "kohde=$(.github/scripts/tests.sh)" >> "$GITHUB_OUTPUT"',
        'make "$KOHDE"',
    ]
    assert steps[0]["with"]["fetch-depth"] == 0
