"""What one build of the site has read, passed from MkDocs' first event to the others in its settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from handbook.check import Whole
from handbook.content.made_html import MadeHtml
from handbook.content.whole import Kasikirja
from handbook.export.history import Day

_KEY = "build"


@dataclass(frozen=True)
class Build:
    """The checked content, the days of changes as :func:`handbook.export.history.history` gives them, and the
    HTML that macros have made.
    """

    whole: Whole
    days: Sequence[Day] | None
    made: MadeHtml = field(default_factory=MadeHtml)

    @property
    def kirja(self) -> Kasikirja:
        """The source handbook."""
        return self.whole.kirja

    def put(self, config: Any) -> None:
        """Stores the build in MkDocs' settings."""
        config.extra[_KEY] = self

    @classmethod
    def of(cls, config: Any) -> Build:
        """The build that ``on_config`` stored in MkDocs' settings."""
        return cast("Build", config.extra[_KEY])
