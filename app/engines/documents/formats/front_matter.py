"""The block of settings that site generators put before a page: its title and its texts are kept."""

import re

_FENCES = ("---", "+++")
_SETTING = re.compile(r"([\w-]+)\s*[:=]\s*(.*)")
_QUOTED = re.compile(r"([\"'])(.*)\1")
_TITLE = re.compile(r"(?:job[_-]?)?(?:title|position|role|name|job)", re.I)
_LONGEST = 400  # lines; a fence further down is a rule between two sections
_TEXT = 7  # words; a longer value is something written for readers


def unfenced(text: str) -> str:
    """`text` with as many lines as before: no fences, and of the settings only the title, texts and lists."""
    lines = text.split("\n")
    first = next((place for place, line in enumerate(lines[:5]) if line.strip()), 0)
    if lines[first].strip() not in _FENCES or not _SETTING.match("".join(lines[first + 1 : first + 2])):
        return text
    for place in range(first + 1, min(len(lines), first + _LONGEST)):
        if lines[place].strip() == lines[first].strip():
            settings = [_kept(line) for line in lines[first + 1 : place]]
            return "\n".join([*lines[:first], "", *settings, "", *lines[place + 1 :]])
    return text


def _kept(line: str) -> str:
    match = _SETTING.fullmatch(line.rstrip())
    if not match:
        return line  # what belongs to the setting before it
    key, value = match[1], match[2]
    quoted = _QUOTED.fullmatch(value)
    value = quoted[2] if quoted else value
    if _TITLE.fullmatch(key):
        return f"Title: {value}" if value else ""
    if value in ("", "|", ">", "|-", ">-"):
        return f"{key.replace('_', ' ').replace('-', ' ')}:"
    return value if len(value.split()) > _TEXT else ""
