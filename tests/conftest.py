"""The built sites, each made once for all the tests of a run, and a browser; what the tests measured."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from builds import COUNTY_ADDRESS, COUNTY_SOURCE, PIENI, built, project, shared
from git_repository import Repository
from playwright.sync_api import Browser, sync_playwright


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Shows what the tests measured (``record_property``), also when they pass."""
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    executable = shutil.which("chromium")
    assert executable, "make test installs Chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the large fixture, which no test may spoil."""
    return shared(tmp_path_factory, "large", project)


@pytest.fixture(scope="session")
def site(large: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The large fixture's site as ``make build`` makes it."""
    return shared(tmp_path_factory, "site", lambda path: built(large, path))


@pytest.fixture(scope="session")
def offline_site(large: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The large fixture's site as ``make offline`` makes it, before it is zipped."""
    return shared(tmp_path_factory, "offline", lambda path: built(large, path, OFFLINE="true"))


@pytest.fixture(scope="session")
def some_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of 1.5 megabytes of 14.11.2023 that a site can offer as its PDF."""

    def make(path: Path) -> None:
        path.write_bytes(b"%PDF-1.7" + b"x" * 1_500_000)
        os.utime(path, (1_700_000_000, 1_700_000_000))

    return shared(tmp_path_factory, "opas.pdf", make)


@pytest.fixture(scope="session")
def county_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny county's site, outside git and without all that may be left out."""

    def make(path: Path) -> None:
        built(project(tmp_path_factory.mktemp("county"), PIENI), path)

    return shared(tmp_path_factory, "county", make)


@pytest.fixture(scope="session")
def county_offline_site(tmp_path_factory: pytest.TempPathFactory, some_pdf: Path) -> Path:
    """The tiny county's offline copy, with a PDF."""

    def make(path: Path) -> None:
        county = project(tmp_path_factory.mktemp("county"), PIENI)
        built(county, path, OFFLINE="true", PDF=str(some_pdf))

    return shared(tmp_path_factory, "county-offline", make)


@pytest.fixture(scope="session")
def county_history(tmp_path_factory: pytest.TempPathFactory, some_pdf: Path) -> Path:
    """The tiny county with two days of history: its ``project`` and its ``site``, with a PDF and a source."""

    def make(path: Path) -> None:
        path.mkdir()
        repository = Repository(project(path / "project", PIENI))
        repository.change("data/services.yml", "Maksuton", "<b>Ilmainen</b> & hyvä")
        repository.change(
            "data/services.yml", '    nimi: "Saariluotsi"', '    nimi: "Saariluotsi & <i>kaverit</i>"'
        )
        repository.commit("2026-02-03T09:00:00+02:00")
        built(
            repository.root,
            path / "site",
            SITE_URL=COUNTY_ADDRESS,
            REPO_URL=COUNTY_SOURCE,
            PDF=str(some_pdf),
            TZ="Europe/Helsinki",
        )

    return shared(tmp_path_factory, "county-history", make)
