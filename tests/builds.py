"""Builds for the tests: the real handbook, or another county's content with the same code."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CODE = ("handbook", "macros", "overrides")


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


def real_project(folder: Path) -> Path:
    """A copy of the handbook that a test may spoil."""
    for name in (*CODE, "data", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def county_project(folder: Path) -> Path:
    """The tiny county of ``tests/fixtures/pieni`` with this project's code, settings and stylesheet."""
    shutil.copytree(ROOT / "tests/fixtures/pieni", folder, dirs_exist_ok=True)
    for name in CODE:
        shutil.copytree(ROOT / name, folder / name)
    shutil.copytree(ROOT / "docs/assets", folder / "docs/assets")
    shutil.copy(ROOT / "mkdocs.yml", folder / "base.yml")
    return folder
