"""A short name for content, which changes when the content does."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def fingerprint(sisalto: Any) -> str:
    """Ten hexadecimal digits that change when ``sisalto`` (anything that JSON can hold) does."""
    teksti = json.dumps(sisalto, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(teksti.encode()).hexdigest()[:10]
