"""The block of settings that site generators put before a page: kept as lines, freed of its fences."""

import re

_FENCES = ("---", "+++")
_SETTING = re.compile(r"(\s*(?:- )?[\w-]+)\s*([:=])\s*(.*)")
_QUOTED = re.compile(r"([\"'])(.*)\1")
_LONGEST = 400  # lines; a fence further down is a rule between two sections


def unfenced(text: str) -> str:
    """`text` with as many lines as before; a fence under a setting would make a heading of it."""
    lines = text.split("\n")
    first = next((place for place, line in enumerate(lines[:5]) if line.strip()), 0)
    fence = lines[first].strip() if lines else ""
    if fence not in _FENCES or first + 1 >= len(lines) or not _SETTING.fullmatch(lines[first + 1]):
        return text
    for place in range(first + 1, min(len(lines), first + _LONGEST)):
        if lines[place].strip() == fence:
            settings = [_setting(line) for line in lines[first + 1 : place]]
            return "\n".join([*lines[:first], "", *settings, "", *lines[place + 1 :]])
    return text


def _setting(line: str) -> str:
    """ "title = 'Cook'" as "title: Cook"."""
    match = _SETTING.fullmatch(line)
    if not match:
        return line
    quoted = _QUOTED.fullmatch(match[3].strip())
    value = quoted[2] if quoted else match[3]
    return f"{match[1]}: {value}" if value not in ("|", ">", "|-", ">-") else f"{match[1]}:"
