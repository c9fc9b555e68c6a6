"""The PDF as the site offers it: where it is, of what day, how large."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from handbook.upkeep.reviews import in_words


@dataclass(frozen=True)
class Download:
    """A file to download; ``tiedot`` says its date and size as they stand beside the link."""

    tiedosto: Path
    tiedot: str

    @classmethod
    def of(cls, path: Path) -> Download:
        """The file at ``path``, whose date is that of its last change (``make pdf`` gives it the commit's).

        Raises:
            FileNotFoundError: there is no such file.
        """
        stat = path.stat()
        day = datetime.fromtimestamp(stat.st_mtime, UTC)
        megabytes = f"{max(0.1, stat.st_size / 1e6):.1f}".replace(".", ",")
        return cls(path, f"{in_words(day)}, {megabytes} Mt")
