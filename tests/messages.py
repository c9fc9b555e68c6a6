"""What every problem that an editor is told must be like."""

from __future__ import annotations

import re

# Words of pydantic's, PyYAML's and Jinja's messages; none belongs in a message to the editor, who types true and false only.
ENGLANTIA = re.compile(
    r"\b(input|should|field|required|valid|value|error|expected|found|string|integer|dictionary|list|type|extra|permitted|"
    r"while|unexpected|unknown|none|not|must|the)\b",
    re.IGNORECASE,
)


def in_finnish(ongelma: str) -> bool:
    """Whether a problem, as it is printed, has its place, a Finnish sentence and the mend. Content it cites may be anything."""
    sanat = re.sub(r"”[^”]*”", "", ongelma)
    return bool(
        re.match(r"^(data|docs)/\S+ rivi [1-9]\d*: [A-ZÄÖ].*[.?] → \S", ongelma, re.DOTALL)
    ) and not ENGLANTIA.search(sanat)
