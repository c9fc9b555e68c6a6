"""What every problem that is reported to an editor must be like."""

from __future__ import annotations

import re

# Words of pydantic's, PyYAML's and Jinja's messages: none belongs in a message to the editor.
# (true and false do: editors type them.)
ENGLISH = re.compile(
    r"\b(input|should|field|required|valid|value|error|expected|found|string|integer|dictionary|list|type|"
    r"extra|permitted|while|unexpected|unknown|none|not|must|the)\b",
    re.IGNORECASE,
)


def in_finnish(problem: str) -> bool:
    """Whether a problem, as it is printed, has its place, a Finnish sentence and the fix.

    What it cites may be anything.
    """
    words = re.sub(r"”[^”]*”", "", problem)
    return bool(
        re.match(r"^((data|docs)/\S+|mkdocs\.yml) rivi [1-9]\d*: [A-ZÄÖ].*[.?] → \S", problem, re.DOTALL)
    ) and not ENGLISH.search(words)
