"""``python -m handbook``: as a process, and called in this one where the process is not what is proved."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from typing import NamedTuple
from unittest import mock

from builds import ROOT

from handbook.__main__ import main


class Done(NamedTuple):
    """What a command returned and printed."""

    code: int
    out: str
    err: str


def process(*arguments: str, **environment: str) -> Done:
    """The command as it is run from a terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "handbook", *arguments],
        cwd=ROOT,
        env={**os.environ, "GITHUB_ACTIONS": "", "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def in_process(*arguments: str, **environment: str) -> Done:
    """The same command, called."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.dict(os.environ, {"GITHUB_ACTIONS": "", **environment}),
    ):
        code = main(list(arguments))
    return Done(code, out.getvalue(), err.getvalue())
