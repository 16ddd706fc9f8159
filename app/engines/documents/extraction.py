"""Bytes of an uploaded file to plain text, without trusting the file.

Parsers of foreign formats are where hostile files do their work, so they run in a child process that has no
secrets in its environment and hard limits on memory, processor time and output; whatever happens to it, the
portal answers with one sentence.
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile

from app.engines.documents.formats.kinds import kind_of
from app.engines.documents.shapes import MAX_CHARACTERS, Unreadable

MAX_BYTES = 10 * 1024 * 1024
WALL_SECONDS = 25

_ROOT = Path(__file__).resolve().parents[3]

# Like `python -m app.engines.documents.child`, but without running app/__init__.py: the whole portal has no business
# in the process that opens strangers' files, and would take most of its time.
_START = f"""
import runpy, sys, types
for name in ("app", "app.engines"):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [{str(_ROOT)!r} + "/" + name.replace(".", "/")]
runpy.run_module("app.engines.documents.child", run_name="__main__")
"""


def extract(data: bytes, filename: str) -> str:
    """The plain text of a txt, md, html, docx or pdf file, one logical line per line, bullets as "• ".

    Raises Unreadable, with a sentence for the user, for a file that is empty, too large, binary, encrypted,
    damaged, in another format, without text, or that needs more memory or time than a document should.
    """
    if not data.strip():
        raise Unreadable("The file is empty.")
    if len(data) > MAX_BYTES:
        raise Unreadable("The file is larger than 10 MB; please upload only the job description.")
    answer = _ask_child(kind_of(data, filename), data)
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    text = answer["text"]
    if not text.strip():
        raise Unreadable("The file holds no text.")
    return text


def _ask_child(kind: str, data: bytes) -> dict[str, str]:
    command = [sys.executable, "-I", "-X", "utf8", "-c", _START, kind]
    # Files, not pipes: the kernel then caps what the child may write (RLIMIT_FSIZE).
    with TemporaryFile() as given, TemporaryFile() as answered:
        given.write(data)
        given.seek(0)
        try:
            done = subprocess.run(
                command,
                stdin=given,
                stdout=answered,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env={"PYTHONHASHSEED": "0"},
                timeout=WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Unreadable("Reading the file took too long; please paste its text instead.") from None
        answered.seek(0)
        written = answered.read()
    try:
        answer = json.loads(written) if done.returncode == 0 else None
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise Unreadable("The file is damaged or too complex to read; please paste its text instead.")
    return answer


def check_length(text: str) -> None:
    """Raises Unreadable for more text than any job description has."""
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(
            f"The text is longer than {MAX_CHARACTERS:,} characters; please give only the job description."
        )
