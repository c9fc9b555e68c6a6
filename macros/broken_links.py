"""MkDocs' English words on a link without a target, as a problem in Finnish with its file and row.

The check tells of links to pages. What a page has as anchors, and which files the site makes, is known only
when all pages are rendered: then MkDocs looks, and its warning ends the build.
"""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path

from handbook.reading.problems import Problem, shown

_WARNING = re.compile(
    r"Doc file '(?P<page>[^']+)' contains a link '(?P<link>[^']+)', "
    r"but (?:(?P<file>the target)|.*(?P<anchor>anchor))"
)


class InFinnish(logging.Filter):
    """Rewords the warnings of MkDocs on links; every other record stays as it is.

    ``docs`` is the folder of the pages, ``annotate`` as in :func:`handbook.report.report`.
    """

    def __init__(self, docs: Path, *, annotate: bool) -> None:
        super().__init__()
        self.docs = docs
        self.annotate = annotate

    @classmethod
    def install(cls, docs: Path) -> None:
        """Rewords from now on; in place of what an earlier build of the same process installed."""
        logger = logging.getLogger("mkdocs.structure.pages")
        for earlier in [one for one in logger.filters if isinstance(one, cls)]:
            logger.removeFilter(earlier)
        logger.addFilter(cls(docs, annotate=os.environ.get("GITHUB_ACTIONS") == "true"))

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true: the warning still counts, and so ends a strict build."""
        if match := _WARNING.match(record.getMessage()):
            problem = self._problem(match)
            record.msg = f"{problem}\n{problem.annotation()}" if self.annotate else str(problem)
            record.args = ()
        return True

    def _problem(self, match: re.Match[str]) -> Problem:
        page, link = match["page"], match["link"]
        rows = (self.docs / page).read_text(encoding="utf-8-sig").split("\n")
        row = next((number for number, text in enumerate(rows, start=1) if link in text), 1)
        if match["anchor"]:
            message = f"Linkin {shown(link)} kohtaa #{link.partition('#')[2]} ei ole sivulla."
            hint = "Kirjoita väliotsikon ankkuri niin kuin se on sivulla, tai poista # ja kohta."
        else:
            message = f"Linkin kohdetta {shown(link)} ei ole."
            hint = "Tallenna tiedosto kansioon docs/assets/ tai korjaa linkki."
        return Problem(f"docs/{page}", row, message, hint)
