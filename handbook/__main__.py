"""The handbook's commands, ``python -m handbook …``: what can be asked of the content without building the site."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from handbook.checks import check
from handbook.chooser import Valitsin
from handbook.chooser_report import analyse, analysis_text, decision_table
from handbook.publish import publish
from handbook.report import report


def main(argv: list[str] | None = None) -> int:
    """Runs one command; returns the exit code: 0 in order, 1 problems found."""
    parser = argparse.ArgumentParser(prog="python -m handbook", description="Käsikirjan sisällön työkalut.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="projektin kansio (oletus: tämä kansio)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="tarkista sisältö ja kerro kaikki ongelmat")
    chooser = commands.add_parser("chooser", help="kerro, mihin palveluvalitsimen säännöt johtavat kaikilla vastauksilla")
    chooser.add_argument("--taulukko", action="store_true", help="tulosta säännöt taulukkona (tests/golden/paatostaulukko.txt)")
    site = commands.add_parser("publish", help="viimeistele rakennettu sivusto julkaistavaksi")
    site.add_argument("site", type=Path, help="kansio, johon sivusto on rakennettu")
    arguments = parser.parse_args(argv)

    if arguments.command == "publish":
        publish(arguments.site)
        return 0
    result = check(arguments.root.resolve())
    if arguments.command == "check" or result.kasikirja is None:
        print(report(result, annotate=os.environ.get("GITHUB_ACTIONS") == "true"), file=sys.stderr if result.ongelmat else sys.stdout)
        return 1 if result.ongelmat else 0
    valitsin = Valitsin.of(result.kasikirja)
    analyysi = analyse(valitsin)
    print(decision_table(valitsin, analyysi) if arguments.taulukko else analysis_text(analyysi), end="" if arguments.taulukko else "\n")
    return 1 if analyysi.perustelematta else 0


if __name__ == "__main__":
    sys.exit(main())
