"""The letters that paper is set in, as files: the PDF library reads no others.

They come base64-coded inside a package, so they are written once into a folder that goes with the process.
"""

from __future__ import annotations

import logging
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path

SANS, MONO = "noto", "fira-mono"
SIGNS = ["mathematics", "symbols"]  # for what the others lack
_FACES = (
    (SANS, "", "NotoSans_Regular"),
    (SANS, "B", "NotoSans_Bold"),
    (SANS, "I", "NotoSans_Italic"),
    (MONO, "", "FiraMono_Regular"),
    (SIGNS[0], "", "NotoSansMath_Regular"),
    (SIGNS[1], "", "NotoSansSymbols2_Regular"),
)
logging.getLogger("fontTools").setLevel(logging.ERROR)  # it tells of tables that paper does not need
_folder = tempfile.TemporaryDirectory(prefix="letters-", ignore_cleanup_errors=True)


@cache
def files() -> tuple[tuple[str, str, Path], ...]:
    """(family, style, file) of every face; regular is "", bold "B", italic "I"."""
    return tuple((family, style, _written(name)) for family, style, name in _FACES)


def _written(name: str) -> Path:
    face = import_module(f"pymupdf_fonts.{name}")
    path = Path(_folder.name) / f"{name}.ttf"
    path.write_bytes(face.fontbuffer)
    return path
