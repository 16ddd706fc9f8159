"""A paragraph's sentences."""

import re

_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(]?[A-Z0-9])")
_NO_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|mr|mrs|ms|dr|prof|inc|ltd|co|corp|vs|no|st|approx|dept|est|fig|incl|min|max|u\.s|u\.k|b|m|ph|"
    r"sr|jr|a\.m|p\.m)|\b[A-Z])\.$",
    re.I,
)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; abbreviations and initials end none."""
    found, start = [], 0
    for match in _END.finditer(text):
        stop = match.end()
        if _NO_END.search(text[max(start, stop - 12) : stop].rstrip()):
            continue
        found.append(text[start:stop].strip())
        start = stop
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]
