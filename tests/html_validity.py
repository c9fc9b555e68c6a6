"""html-validate over a built site; its settings in tests/node name the exceptions and their reasons."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from builds import ROOT

from handbook.site.built import built_pages


def invalid_html(site: Path, root: Path) -> list[str]:
    """What is not valid, a line each, with the file in the project ``root`` that the page was made from."""
    node = ROOT / "tests/node"
    done = subprocess.run(
        [
            str(ROOT / ".venv/bin/node"),
            str(node / "node_modules/html-validate/bin/html-validate.mjs"),
            "--config",
            str(node / "htmlvalidate.config.mjs"),
            "--formatter",
            "json",
            str(site),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.stdout.startswith("["), done.stdout[:1000] + done.stderr[:1000]
    sources = {page.file: page.source for page in built_pages(site, root) if page.source}
    return [
        f"{sources.get(file := _relative(page['filePath'], site), file)}: "
        f"HTML ei kelpaa ({message['ruleId']}: {message['message']}). → Tarkista kohta "
        f"”{message.get('selector') or message['line']}”."
        for page in json.loads(done.stdout)
        for message in page["messages"]
    ]


def _relative(file: str, site: Path) -> str:
    return Path(file).resolve().relative_to(site.resolve()).as_posix()
