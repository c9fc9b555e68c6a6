"""Builds for the tests: a fixture handbook, or the published content, with the project's code."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.site.moved import has_moved

ROOT = Path(__file__).resolve().parents[1]
# Where the county's handbook with a history is, and where its source is.
COUNTY_ADDRESS = "https://opas.example/kirja/"
COUNTY_SOURCE = "https://koodi.example/saaristo/opas"
PIENI = ROOT / "tests/fixtures/pieni"
SUURI = ROOT / "tests/fixtures/suuri"
CODE = ("handbook", "macros", "overrides")
# Compiled code, and what a check that runs beside this is about to remember.
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "sanat.[!j]*")


def build(project: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A strict build as ``make build`` makes it, ready to publish, with a fixed date."""
    env = {
        **os.environ,
        "MACROS_FAIL": "true",
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": "1700000000",
        "GITHUB_ACTIONS": "",
        **environment,
    }
    commands = ["mkdocs", "build", "--strict", "--site-dir", str(site)], ["handbook", "publish", str(site)]
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=project, text=True, capture_output=True, env=env
        )
        if done.returncode:
            break
    return done


def built(project: Path, site: Path, **environment: str) -> Path:
    """The site of a build that must succeed."""
    done = build(project, site, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def pages_of(site: Path) -> list[Path]:
    """The site's pages, without what only leads on from an old address (test_moved_pages.py)."""
    return [path for path in sorted(site.rglob("*.html")) if not has_moved(path.read_text(encoding="utf-8"))]


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """What ``make`` makes at a path, once for all the workers of a run: the others wait for the first."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    path, unfinished = base / name, base / f"{name}.unfinished"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            shutil.rmtree(unfinished, ignore_errors=True)
            make(unfinished)
            unfinished.rename(path)
    return path


def content_copy(folder: Path, handbook: Path = SUURI) -> Path:
    """A copy of a handbook's texts and settings, to be checked with a mistake in them.

    It is without the editors' help, which the check would compare to the models each time.
    """
    for name, left_out in (("data", ("schema",)), ("docs", ("stylesheets", "javascripts"))):
        shutil.copytree(handbook / name, folder / name, ignore=shutil.ignore_patterns(*left_out))
    shutil.copy(handbook / "mkdocs.yml", folder)
    # The words that a check has analysed before; test_search_index.py proves that this changes nothing.
    if (handbook / ".cache").is_dir():
        shutil.copytree(handbook / ".cache", folder / ".cache", ignore=_LEFT_OUT)
    return folder


def project(folder: Path, handbook: Path = SUURI) -> Path:
    """A copy of a handbook with this project's code, stylesheets and scripts, which a test may spoil."""
    folder.mkdir(exist_ok=True)
    content_copy(folder, handbook)
    for name in CODE:
        shutil.copytree(ROOT / name, folder / name, ignore=_LEFT_OUT)
    shutil.copytree(ROOT / "docs/assets", folder / "docs/assets", dirs_exist_ok=True)
    return folder
