"""The tests of the content as ``make test-content`` runs them, on any handbook."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from builds import ROOT


def tried(handbook: Path, scratch: Path) -> subprocess.CompletedProcess[str]:
    """Runs the tests of the content on ``handbook``; what they build is put into the folder ``scratch``."""
    command = [
        *(sys.executable, "-m", "pytest", "-p", "no:terminal", "-p", "no:cacheprovider"),
        *("-o", "addopts=", "tests/content", "--basetemp", str(scratch)),
    ]
    env = {**os.environ, "HANDBOOK": str(handbook), "GITHUB_ACTIONS": ""}
    # A worker of the tests is not one of these.
    env = {name: value for name, value in env.items() if not name.startswith("PYTEST_")}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8")
