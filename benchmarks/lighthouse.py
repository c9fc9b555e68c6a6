"""Lighthouse's four scores for a page of each kind, as a phone sees it. Run by ``make lighthouse``."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from builds import ROOT
from web import served

PAGES = ("", "palvelut/tyokykykoordinaattori/", "polut/tyokykykoordinaattorille/", "palveluvalitsin/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROME = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --disable-dev-shm-usage --no-first-run"
)


def scores(url: str, report: Path) -> list[int]:
    """The scores (0–100) of a page in the order of ``CATEGORIES``; the full report goes to ``report``."""
    subprocess.run(
        [
            str(ROOT / ".venv/bin/node"),
            str(ROOT / "benchmarks/node/node_modules/lighthouse/cli/index.js"),
            url,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--chrome-path={shutil.which('chromium')}",
            f"--chrome-flags={CHROME}",
            f"--only-categories={','.join(CATEGORIES)}",
            "--form-factor=mobile",
            "--no-enable-error-reporting",
        ],
        check=True,
    )
    found = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return [round(100 * found[category]["score"]) for category in CATEGORIES]


def main() -> None:
    """Prints a row for each page; exits with 1 if a score is below 100."""
    print(f"{'page':34}" + "".join(f"{category:>16}" for category in CATEGORIES))
    worst = 100
    with tempfile.TemporaryDirectory() as temporary, served(ROOT / "site") as address:
        for path in PAGES:
            found = scores(f"{address}/{path}", Path(temporary) / "report.json")
            print(f"/{path:33}" + "".join(f"{score:16}" for score in found))
            worst = min(worst, *found)
    sys.exit(worst < 100)


if __name__ == "__main__":
    main()
