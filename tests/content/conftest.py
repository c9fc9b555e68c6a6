"""The rules that any valid content of the handbook keeps, told to editors: in Finnish, with no test's name.

The handbook is the one in the folder ``HANDBOOK``, by default this project's.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from builds import ROOT, build, project, shared
from command import process
from finnish_report import FinnishReport, title_of
from serving import served

from handbook.check import Whole, check

HANDBOOK = Path(os.environ.get("HANDBOOK") or ROOT).resolve()


def pytest_configure(config: pytest.Config) -> None:
    if not config.pluginmanager.hasplugin("terminalreporter") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(FinnishReport())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    report.user_properties.append(("rule", title_of(item)))
    # What a rule tells is for the editor: without it a failure is a fault of the program.
    if call.excinfo and isinstance(call.excinfo.value, pytest.fail.Exception):
        report.longrepr = str(call.excinfo.value)
    return report


@pytest.fixture(scope="session")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that is tried: content alone is given this project's code."""
    if HANDBOOK == ROOT:
        return ROOT
    return shared(tmp_path_factory, "project", lambda path: project(path, HANDBOOK))


@pytest.fixture(scope="session")
def whole(handbook: Path) -> Whole:
    outcome = check(handbook)
    if outcome.whole is None:
        pytest.fail("\n".join(map(str, outcome.problems)), pytrace=False)
    return outcome.whole


@pytest.fixture(scope="session")
def site(handbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as ``make build`` makes it; what keeps it from being made is told once."""

    def make(path: Path) -> None:
        done = build(handbook, path)
        if problems := re.findall(r"^(?:data|docs)/.* rivi .*$", done.stdout + done.stderr, re.MULTILINE):
            pytest.fail("\n".join(problems), pytrace=False)
        assert done.returncode == 0, done.stdout + done.stderr

    return shared(tmp_path_factory, "site", make)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, without a slash at the end."""
    with served(site) as address:
        yield address


@pytest.fixture
def tell() -> Callable[[list[str]], None]:
    """Fails the rule with what breaks it, a line each; with none it holds."""

    def fail(found: list[str]) -> None:
        if found:
            pytest.fail("\n".join(found), pytrace=False)

    return fail


@pytest.fixture(scope="session")
def pdf(handbook: Path, site: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the making of the PDF complains of."""
    done = process("--root", str(handbook), "pdf", str(site), str(tmp_path_factory.mktemp("pdf") / "x.pdf"))
    return done.err
