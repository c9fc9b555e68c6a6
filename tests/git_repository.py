"""A project in git, with a clock of its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_SETTINGS = (
    "user.name=Luotsi",
    "user.email=luotsi@example.invalid",
    "init.defaultBranch=main",
    "gc.auto=0",
)


class Repository:
    """A folder that becomes a repository, and is first committed on 1.1.2026."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init")
        self.commit("2026-01-01T12:00:00+02:00")

    def git(self, *arguments: str, moment: str = "2026-01-01T12:00:00+02:00") -> None:
        """Runs git as if it were ``moment``."""
        env = {
            **os.environ,
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_DATE": moment,
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        subprocess.run(
            ["git", *settings, *arguments], cwd=self.root, env=env, check=True, capture_output=True
        )

    def change(self, file: str, old: str, new: str) -> None:
        """Replaces a text that is in ``file``, where it stands first."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def commit(self, moment: str) -> None:
        """Commits all that has changed."""
        self.git("add", "--all")
        self.git("commit", "--message", "muutos", moment=moment)
