"""The handbook's commands, ``python -m handbook …``: questions about the content, and steps after a build."""

from __future__ import annotations

import argparse
import os
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from handbook.changes.report import NEEDED, changes_text
from handbook.check import Outcome, Whole, check, readable
from handbook.chooser.report import analyse, analysis_text, decision_table
from handbook.chooser.rules import Chooser
from handbook.content.figures import Kuvat
from handbook.content.services import Palvelut
from handbook.content.sources import Sanasto, Termi
from handbook.files import FILE_OF, MODELS
from handbook.language.advice import language_warnings
from handbook.language.finnish import Dictionary
from handbook.language.model import Kieli
from handbook.language.reservations import lost_reservations, statements
from handbook.reading.fields import Perusteltu
from handbook.reading.problems import Problem
from handbook.reading.schemas import write
from handbook.report import problems_text, report, warnings_report
from handbook.search.model import Haut
from handbook.site.gate import gate_problems
from handbook.site.links import link_problems
from handbook.site.publish import publish
from handbook.training.model import Lukupolut, Muistettava, PolunSivu, Tapaukset
from handbook.upkeep.links import faults_list
from handbook.upkeep.model import Yllapito
from handbook.upkeep.reviews import overdue, overdue_text
from handbook.usage.typed import read
from handbook.usage.where import where


def main(argv: list[str] | None = None) -> int:
    """Runs one command; returns the exit code: 0 if all is in order, 1 if problems were found."""
    parser = argparse.ArgumentParser(prog="python -m handbook", description="Käsikirjan sisällön työkalut.")
    parser.add_argument(
        "--root", type=Path, default=Path.cwd(), help="projektin kansio (oletus: tämä kansio)"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="tarkista sisältö ja kerro kaikki ongelmat")
    chooser = commands.add_parser(
        "chooser", help="kerro, mihin palveluvalitsimen säännöt johtavat kaikilla vastauksilla"
    )
    chooser.add_argument(
        "--taulukko", action="store_true", help="tulosta säännöt taulukkona (tests/golden/paatostaulukko.txt)"
    )
    place = commands.add_parser("where", help="kerro, missä tunnusta tai sivua käytetään")
    place.add_argument("id", help="tunnus, lähteen numero tai sivu, esimerkiksi index.md")
    commands.add_parser(
        "upkeep", help="luettele sivut, joiden tarkistus on erääntynyt (tyhjä, jos niitä ei ole)"
    )
    changes = commands.add_parser(
        "changes", help="kerro Markdownina, mitä muuttuu kansion BEFORE sisällöstä tämänhetkiseen"
    )
    changes.add_argument("before", type=Path, help="kansio, jossa on aiempi data/ ja docs/")
    commands.add_parser("schemas", help="kirjoita kirjoitusavun säännöt kansioon data/schema")
    commands.add_parser(
        "links", help="kokeile linkit muille sivustoille ja kerro Markdown-luettelona, mitkä eivät toimi"
    )
    site = commands.add_parser("publish", help="viimeistele rakennettu sivusto julkaistavaksi")
    pdf = commands.add_parser("pdf", help="tee rakennetusta sivustosta yksi PDF-tiedosto")
    for command in (site, pdf):
        command.add_argument("site", type=Path, help="kansio, johon sivusto on rakennettu")
    pdf.add_argument("file", type=Path, help="PDF-tiedosto, joka tehdään")
    arguments = parser.parse_args(argv)

    root = arguments.root.resolve()
    if arguments.command == "publish":
        return publish_site(root, arguments.site)
    if arguments.command == "schemas":
        write(root, MODELS)
        return 0
    if arguments.command == "where":
        text, found = where(read(root), arguments.id)
        print(text, file=sys.stdout if found else sys.stderr)
        return 0 if found else 1
    # What a proposal changes is told of one that is not in order yet as well.
    outcome = readable(root, NEEDED) if arguments.command == "changes" else check(root)
    whole = outcome.whole
    if arguments.command == "check" or whole is None:
        return print_outcome(outcome)
    match arguments.command:
        case "chooser":
            return print_chooser(whole.kirja.chooser, as_table=arguments.taulukko)
        case "upkeep":
            print(overdue_text(overdue(whole.records(Yllapito), whole.kirja, date.today())), end="")
            return 0
        case "changes":
            print(changes_text(arguments.before.resolve(), whole), end="")
            return 0
        case "links":
            print(faults_list(whole.records(Yllapito), whole.kirja), end="")
            return 0
        case _:
            return make_pdf(root, arguments.site.resolve(), arguments.file, version=whole.kirja.versio)


def publish_site(root: Path, site: Path) -> int:
    """Finishes the ``site`` built from ``root``, unless it has problems; returns the exit code."""
    problems = link_problems(site, root)
    if not problems:
        publish(site)
        problems = gate_problems(site, root)
    if problems:
        annotate = os.environ.get("GITHUB_ACTIONS") == "true"
        print(problems_text(problems, annotate=annotate), file=sys.stderr)
    return 1 if problems else 0


def print_outcome(outcome: Outcome) -> int:
    """Prints the outcome of a check, and advice on the language of valid content; returns the exit code."""
    annotate = os.environ.get("GITHUB_ACTIONS") == "true"
    text = report(outcome, today=date.today(), annotate=annotate)
    print(text, file=sys.stderr if outcome.problems else sys.stdout)
    if outcome.whole and (advice := warnings_report(language_advice(outcome.whole), annotate=annotate)):
        print(advice)
    return 1 if outcome.problems else 0


def language_advice(whole: Whole) -> list[Problem]:
    """Advice on every text of the handbook, in the order of files and rows.

    The language check's own data file and what readers type into the search are not the handbook's text.
    """
    kieli, document, dictionary = whole.records(Kieli), whole.document(Kieli), Dictionary(whole.root)
    foreign = {FILE_OF[Kieli].name, FILE_OF[Haut].name}
    texts = [other for name, other in whole.documents.items() if name not in foreign]
    grounded = (
        (Palvelut, Perusteltu),
        (Kuvat, Perusteltu),
        (Sanasto, Termi),
        (Tapaukset, Muistettava),
        (Lukupolut, PolunSivu),
    )
    records = [(whole.records(model), whole.document(model), kind) for model, kind in grounded]
    facts = {fakta.id: fakta.teksti for fakta in whole.kirja.faktat}
    found = statements(records, whole.kirja, whole.texts)
    advice = {
        *language_warnings(
            texts, whole.texts, kieli, document, abbreviations=whole.kirja.lyhenteet, dictionary=dictionary
        ),
        *lost_reservations(found, facts, kieli, document, dictionary),
    }
    dictionary.save()
    return sorted(advice)


def print_chooser(chooser: Chooser, *, as_table: bool) -> int:
    """Prints where the rules of the chooser lead, or the rules ``as_table``; returns the exit code."""
    analysis = analyse(chooser)
    print(
        decision_table(chooser, analysis) if as_table else analysis_text(analysis),
        end="" if as_table else "\n",
    )
    return 1 if analysis.unreasoned else 0


def make_pdf(root: Path, site: Path, file: Path, *, version: str) -> int:
    """Writes the PDF of the built ``site`` to ``file``; returns the exit code.

    Its date is ``SOURCE_DATE_EPOCH`` (seconds since 1970) or now. ``root`` is the project's folder, which has
    the stylesheet of colours.
    """
    # Imported here, since only make pdf installs what these need.
    from handbook.pdf.book import BookError, read_book
    from handbook.pdf.write import write_pdf

    seconds = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    when = datetime.fromtimestamp(seconds, UTC)
    try:
        pdf = write_pdf(
            read_book(site),
            date=when,
            version=version,
            emblem=site / "assets/images/tunnus.svg",
            colours=root / "docs/assets/stylesheets/colours.css",
        )
    except BookError as error:
        print(*error.problems, "PDF-tiedostoa ei tehty.", sep="\n", file=sys.stderr)
        return 1
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(pdf)
    # The site shows the file's date beside the link to it (handbook.export.download).
    os.utime(file, (seconds, seconds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
