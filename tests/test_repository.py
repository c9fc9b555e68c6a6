"""What the repository gives: a form that asks nothing of clients, places for owners, a list of software."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import builds
import yaml

GITHUB = builds.ROOT / ".github"


def test_form_takes_what_the_link_gives_and_warns_of_clients() -> None:
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/korjausehdotus.yml").read_text(encoding="utf-8"))
    fields = {field.get("id"): field for field in form["body"]}
    assert "sivu" in fields
    assert "älä kirjoita tietoja asiakkaista" in fields[None]["attributes"]["value"]
    assert fields["asiakastiedot"]["attributes"]["options"][0]["required"] is True


def test_owners_can_be_named_for_what_there_is() -> None:
    text = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8")
    paths = re.findall(r"^#? ?(/\S+) +@", text, flags=re.MULTILINE)
    assert len(paths) >= 5
    assert [path for path in paths if not (builds.ROOT / path.strip("/")).exists()] == []


def test_list_of_software_is_whole_and_repeatable(tmp_path: Path) -> None:
    lists = []
    for name in ("a", "b"):
        command = [
            builds.ROOT / ".venv/bin/cyclonedx-py",
            "requirements",
            "--output-reproducible",
            "--pyproject",
            "pyproject.toml",
            "--output-file",
            tmp_path / name,
            "requirements.txt",
        ]
        subprocess.run(command, cwd=builds.ROOT, check=True, capture_output=True)
        lists.append((tmp_path / name).read_text(encoding="utf-8"))
    assert lists[0] == lists[1]
    locked = re.findall(
        r"^([a-z0-9._-]+)==(\S+)",
        (builds.ROOT / "requirements.txt").read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    bom = json.loads(lists[0])
    assert sorted((part["name"], part["version"]) for part in bom["components"]) == sorted(locked)
