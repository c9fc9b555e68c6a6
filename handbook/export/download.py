"""The PDF that the site offers: where it is, its date and its size."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from handbook.upkeep.reviews import in_words


@dataclass(frozen=True)
class Download:
    """A file to download; ``details`` are its date and size in Finnish, as shown beside the link."""

    path: Path
    details: str

    @classmethod
    def of(cls, path: Path) -> Download:
        """The file at ``path``, dated by its last change, to which ``make pdf`` gives the date of the commit.

        Raises:
            FileNotFoundError: there is no such file.
        """
        stat = path.stat()
        day = datetime.fromtimestamp(stat.st_mtime, UTC)
        megabytes = f"{max(0.1, stat.st_size / 1e6):.1f}".replace(".", ",")
        return cls(path, f"{in_words(day)}, {megabytes} Mt")
