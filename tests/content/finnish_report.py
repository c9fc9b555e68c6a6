"""What the content tests found, as an editor reads it in a terminal or beside the pull request."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from typing import TypeVar

import pytest

# What every other rule stands on.
BUILT = "Sivusto rakentuu, ja sen linkit ja ankkurit johtavat perille"

F = TypeVar("F", bound=Callable[..., object])


def rule(title: str) -> Callable[[F], F]:
    """Names a test in Finnish, as the rule that it holds."""

    def name(test: F) -> F:
        test.__dict__["rule"] = title
        return test

    return name


def title_of(item: pytest.Item) -> str:
    """The Finnish name of a test."""
    return str(getattr(getattr(item, "function", None), "rule", item.name))


class FinnishReport:
    """Takes the place of pytest's own report (``-p no:terminal``)."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.broken: dict[str, list[str]] = {}
        self.faults: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        title = dict(report.user_properties).get("rule", report.nodeid)
        if report.passed and report.when == "call":
            self.kept.append(str(title))
        elif report.failed and isinstance(report.longrepr, str):
            found = self.broken.setdefault(str(title) if report.when == "call" else BUILT, [])
            found += [problem for problem in report.longrepr.splitlines() if problem not in found]
        elif report.failed:
            self.faults.append(f"{title}:\n{report.longreprtext}")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.faults.append(report.longreprtext)

    def pytest_internalerror(self, excrepr: object) -> None:
        self.faults.append(str(excrepr))

    def pytest_sessionfinish(self) -> None:
        """Prints what was found; a fault of the program, which an editor cannot mend, is told to be one."""
        print("\n".join(self.text()), file=sys.stderr if self.broken or self.faults else sys.stdout)

    def text(self) -> list[str]:
        """The report, a line each."""
        problems = [problem for found in self.broken.values() for problem in found]
        lines = [f"Kunnossa: {title}" for title in dict.fromkeys(self.kept) if title not in self.broken]
        for title, found in self.broken.items():
            lines += [f"Ei toteudu: {title}", *(f"  {problem}" for problem in found)]
        if os.environ.get("GITHUB_ACTIONS") == "true":
            lines += map(annotation, problems)
        if self.faults:
            lines += [
                "Tarkistus keskeytyi. Vika on ohjelmassa, ei sisällössä. → Lähetä tämä teksti ylläpitäjälle.",
                *self.faults,
            ]
        if problems:
            count = "1 ongelma" if len(problems) == 1 else f"{len(problems)} ongelmaa"
            lines.append(f"Sivustossa on {count}. Sitä ei julkaista ennen kuin ne on korjattu.")
        return lines


def annotation(problem: str) -> str:
    """The problem as a workflow command, beside its file where it names one."""
    place = re.match(r"((?:docs|data)/[^\s:]+)(?: rivi (\d+))?: ", problem)
    at = f" file={place[1]},line={place[2] or 1},title=Käsikirjan sisältö" if place else ""
    return f"::error{at}::{problem[place.end() :] if place else problem}"
