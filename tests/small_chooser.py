"""A made-up chooser, small enough to see through."""

from __future__ import annotations

from typing import Any

from handbook.chooser.model import Kysely, Valinta
from handbook.chooser.rules import Chooser


def pieni(*palvelut: tuple[str, dict[str, Any]]) -> Chooser:
    """A chooser of two questions, one a multiple choice, for rules that no handbook's data have."""
    kysely = Kysely.model_validate(
        {
            "kysymykset": [
                {
                    "id": "a",
                    "kysymys": "?",
                    "miksi": "m",
                    "selvita": "selvitä a",
                    "vaihtoehdot": [
                        {"id": "x", "teksti": "X", "lause": "x"},
                        {"id": "y", "teksti": "Y", "lause": "y"},
                        {"id": "nn", "teksti": "N", "lause": "nn", "avoin": True},
                    ],
                },
                {
                    "id": "b",
                    "kysymys": "?",
                    "miksi": "m",
                    "selvita": "selvitä b",
                    "monivalinta": True,
                    "vaihtoehdot": [
                        {"id": "p", "teksti": "P", "lause": "p", "lause_ei": "ei p"},
                        {"id": "q", "teksti": "Q", "lause": "q", "lause_ei": "ei q"},
                        {
                            "id": "nn",
                            "teksti": "N",
                            "lause": "nn",
                            "lause_ei": "ei nn",
                            "avoin": True,
                            "poissulkeva": True,
                        },
                    ],
                },
            ],
            "varalla": {"otsikko": "o", "teksti": "t"},
        },
        context={},
    )
    return Chooser(
        kysely,
        {
            tunnus: Valinta.model_validate({"jarjestys": i, **valinta}, context={})
            for i, (tunnus, valinta) in enumerate(palvelut)
        },
    )


def kriteeri(kysymys: str, sopii: str, selvita: str, ei: str, **muut: Any) -> dict[str, Any]:
    """A criterion; the lists are words with blanks between them."""
    return {
        "kysymys": kysymys,
        "sopii": sopii.split(),
        "selvita": selvita.split(),
        "ei": ei.split(),
        "perusta": ["F1"],
        **muut,
    }


A = kriteeri("a", "x", "nn", "y")
B = kriteeri("b", "p", "nn", "q")
