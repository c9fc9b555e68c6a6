"""``python -m handbook check``: all problems of the content, in Finnish, without building the site."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from handbook.checks import check
from handbook.report import report


def main(argv: list[str] | None = None) -> int:
    """Runs one command; returns the exit code: 0 in order, 1 problems found."""
    parser = argparse.ArgumentParser(prog="python -m handbook", description="Käsikirjan sisällön työkalut.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="projektin kansio (oletus: tämä kansio)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="tarkista sisältö ja kerro kaikki ongelmat")
    arguments = parser.parse_args(argv)
    result = check(arguments.root.resolve())
    print(report(result, annotate=os.environ.get("GITHUB_ACTIONS") == "true"), file=sys.stderr if result.ongelmat else sys.stdout)
    return 1 if result.ongelmat else 0


if __name__ == "__main__":
    sys.exit(main())
