"""The child process that parses one file: kind as argument, bytes on standard input, JSON on standard output.

Run as `python -m app.engines.documents.child KIND`; answers {"text": ...} or {"unreadable": sentence}.
"""

import json
import resource
import sys
from contextlib import suppress

MEMORY_BYTES = 768 * 1024 * 1024
CPU_SECONDS = 20
OUTPUT_BYTES = 24 * 1024 * 1024


def _limit(what: int, value: int) -> None:
    """Lowers one limit; a system that forbids it or lacks it (macOS and RLIMIT_AS) keeps its own."""
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (value, value))


def main() -> None:
    """Sets the limits before any parser is imported, then parses."""
    _limit(resource.RLIMIT_AS, MEMORY_BYTES)
    _limit(resource.RLIMIT_CPU, CPU_SECONDS)
    _limit(resource.RLIMIT_FSIZE, OUTPUT_BYTES)
    _limit(resource.RLIMIT_CORE, 0)

    from app.engines.documents.formats import parse
    from app.engines.documents.shapes import MAX_CHARACTERS, Unreadable

    try:
        text = parse(sys.argv[1], sys.stdin.buffer.read())
        if len(text) > MAX_CHARACTERS:
            raise Unreadable("The file holds far more text than a job description; please shorten it.")
        answer = {"text": text.encode("utf-8", "replace").decode("utf-8")}
    except Unreadable as unreadable:
        answer = {"unreadable": str(unreadable)}
    except (MemoryError, RecursionError):
        answer = {"unreadable": "The file is too complex to read; please paste its text instead."}
    except Exception:  # a parser met a file it was not made for; what it says would not help the reader
        answer = {"unreadable": "The file is damaged and could not be read."}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
