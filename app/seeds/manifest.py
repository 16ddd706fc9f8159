"""The manifest: who was made, with passwords and links, for the person who started the portal or measures it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def write(file: Path, made: dict[str, Any]) -> None:
    """Write the manifest readable by its owner alone: it holds passwords."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(made, out, ensure_ascii=False, indent=1)
        out.write("\n")
