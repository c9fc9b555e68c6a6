"""html-validate over a built site; its settings in ``tests/node`` name the exceptions and their reasons."""

from __future__ import annotations

import subprocess
from pathlib import Path

from builds import ROOT


def html_faults(site: Path) -> str:
    """What is not valid in the pages of ``site``; empty if all is."""
    node = ROOT / "tests/node"
    done = subprocess.run(
        [
            str(ROOT / ".venv/bin/node"),
            str(node / "node_modules/html-validate/bin/html-validate.mjs"),
            "--config",
            str(node / "htmlvalidate.config.mjs"),
            "--formatter",
            "text",
            str(site),
        ],
        capture_output=True,
        text=True,
    )
    return done.stdout[:3000] + done.stderr[:1000] if done.returncode else ""
