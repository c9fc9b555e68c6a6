"""Links to other sites: where they stand, which answer, and that one issue lists those that do not."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import builds
import pytest
from checked import county, kirja, whole
from serving import Quiet, served

from handbook.upkeep.links import ATTEMPTS, external_links, fault, faults_list
from handbook.upkeep.model import Yllapito


class Answers(Quiet):
    """Answers with the status that the path names; ``/sitten/A/B`` with A at first and B after that."""

    asked: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        self.asked[self.path] += 1
        if self.path == "/poikki":
            self.connection.close()
            return
        statuses = self.path.removeprefix("/sitten").strip("/").split("/")
        named = statuses[min(self.asked[self.path], len(statuses)) - 1]
        status = int(named) if named.isdigit() else 200
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("tyhja"), Answers) as address:
        yield address


@pytest.mark.parametrize(
    ("path", "reported", "asked"),
    [
        ("/200", "", 1),
        ("/301", "", 1),
        ("/404", "vastaa 404", 1),
        ("/410", "vastaa 410", 1),
        ("/403", "vastaa 403", 1),
        ("/503", "vastaa 503", ATTEMPTS),
        ("/429", "vastaa 429", ATTEMPTS),
        ("/poikki", "ei vastaa", ATTEMPTS),
        ("/sitten/503/200", "", 2),
        ("/sitten/429/404", "vastaa 404", 2),
    ],
)
def test_what_is_wrong_with_an_address(server: str, path: str, reported: str, asked: int) -> None:
    Answers.asked.clear()
    assert fault(f"{server}{path}#kohta", pause=0) == reported
    assert Answers.asked[path] == asked


def test_address_in_finnish_letters_is_asked(server: str) -> None:
    Answers.asked.clear()
    fault(f"{server}/työkyky?haku=ä&a=%C3%A4", pause=0)
    assert list(Answers.asked) == ["/ty%C3%B6kyky?haku=%C3%A4&a=%C3%A4"]


def test_nobody_answers_where_nothing_is() -> None:
    assert fault("http://127.0.0.1:1/", pause=0) == "ei vastaa"


def test_every_link_of_the_handbook_is_known_with_its_places() -> None:
    links = external_links(kirja())
    assert {lahde.linkki for lahde in kirja().lahteet if lahde.linkki} <= set(links)
    rows = {
        f"docs/{path.relative_to(builds.SUURI / 'docs').as_posix()} rivi {number}": line
        for path in (builds.SUURI / "docs").rglob("*.md")
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
        if "](https://" in line
    }
    places = {
        place: address for address, where in links.items() for place in where if place.startswith("docs/")
    }
    assert set(places) == set(rows)
    assert all(address in rows[place] for place, address in places.items())


def test_list_names_the_places_and_leaves_exceptions_alone() -> None:
    asked: list[str] = []

    def ask(address: str) -> str:
        asked.append(address)
        return "vastaa 404" if address.endswith("tyokyvyn-tuen-suunnitelma") else ""

    found = faults_list(whole().records(Yllapito), kirja(), ask)
    assert found.startswith(
        "- <https://www.ttl.fi/oppimateriaalit/tyokyvyn-tuki/tyokyvyn-tuen-suunnitelma> vastaa 404: "
        "data/sources.yml lähde 9, docs/suunnitelma.md rivi "
    )
    assert asked == list(external_links(kirja()))
    assert faults_list(whole().records(Yllapito), kirja(), lambda address: "") == ""
    assert external_links(county().kirja)
    assert faults_list(county().records(Yllapito), county().kirja, lambda address: "ei vastaa") == "", (
        "its only link is an exception"
    )


# --- The issue -----------------------------------------------------------------------------------------

GH = """#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$KUTSUT"
[[ "$1 $2" == "issue list" ]] && echo "$AVOIN"
exit 0
"""


@pytest.mark.parametrize(
    ("number", "found", "calls"),
    [
        (
            "",
            "- x\n",
            ["label create linkit", "issue create --title Toimimattomat linkit --label linkit --body-file"],
        ),
        ("7", "- x\n", ["issue edit 7 --body-file"]),
        ("7", "", ["issue close 7"]),
        ("", "", []),
    ],
)
def test_one_issue_is_opened_updated_and_closed(
    tmp_path: Path, number: str, found: str, calls: list[str]
) -> None:
    gh, log, file = tmp_path / "gh", tmp_path / "kutsut", tmp_path / "linkit.md"
    gh.write_text(GH, encoding="utf-8")
    gh.chmod(0o755)
    file.write_text(found, encoding="utf-8")
    env = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "KUTSUT": str(log), "AVOIN": number}
    script = builds.ROOT / ".github/scripts/issue.sh"
    subprocess.run([script, "linkit", "Toimimattomat linkit", file], env=env, check=True, capture_output=True)
    first, *others = log.read_text(encoding="utf-8").splitlines()
    assert first.startswith("issue list --state open --label linkit ")
    assert len(others) == len(calls)
    assert all(other.startswith(call) for other, call in zip(others, calls, strict=True))
