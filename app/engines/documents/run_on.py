"""Lines that hold several: a list on one line, a heading glued to what it heads, lost line breaks."""

import re
from dataclasses import replace

from app.engines.documents import vocabulary
from app.engines.documents.headings import glued_headings
from app.engines.documents.line import SIGNS, Line
from app.engines.documents.sentences import sentences_of
from app.engines.documents.unbroken import at_capitals

_LEAD_IN = re.compile(
    r"(?:^|(?<=[.!?]\s))(?P<head>[^.!?:;]{3,140}"
    r"\b(?:includes?|including|involves?|will|be|for|to|are|following|such as))\s*:\s+"
    r"(?P<list>[^.!?]+;[^.!?]+;[^.!?]+)[.!?]?"
)
_COMMAS = re.compile(  # "Duties will include: Raising invoices, Allocation of payments, Opening accounts"
    r"(?:^|(?<=[.!?]\s))(?P<head>[^.!?:;]{3,140}\b(?:includes?|including|involves?|following|duties|responsibilities)\b"
    r"[^.!?:;]{0,30}):\s+(?P<list>[A-Z][^.!?;]+?,\s+[A-Z][^.!?;]+?,\s+[A-Z][^.!?;]+)[.!?]?"
)
_INLINE_SIGN = re.compile(rf"\s*[{SIGNS}]\s+|(?<=[.;:a-z])[{SIGNS}*]\s*(?=[A-Z])")


def split_run_on(line: Line) -> list[Line]:
    """Splits a line that holds a whole list, or a heading glued to what it heads."""
    texts = _at_lead_in(line.bullet, line.text)
    texts = [part for bullet, text in texts for part in _at_signs(bullet, text)]
    texts = [part for bullet, text in texts for part in _at_glue(bullet, text)]
    texts = [part for bullet, text in texts for part in _at_numbers(bullet, text)]
    texts = [part for bullet, text in texts for part in at_capitals(bullet, text)]
    if len(texts) == 1:
        return [line]
    return [
        replace(
            line,
            text=text,
            bullet=bullet,
            bold=False,
            level=line.level if place == 0 else 0,
            gap=line.gap and place == 0,
        )
        for place, (bullet, text) in enumerate(texts)
        if text
    ]


def _at_lead_in(bullet: str, text: str) -> list[tuple[str, str]]:
    """ "... Duties include: doing this; doing that; and doing more. ..." inside a paragraph."""
    match = _LEAD_IN.search(text) if text.count(";") > 1 and not bullet else None
    items = match["list"].split(";") if match else []
    if not match and not bullet and (match := _COMMAS.search(text)):
        items = re.split(r",\s+(?=[A-Z])", match["list"])
    if not match or sum(len(item.split()) for item in items) < 3 * len(items):
        return [(bullet, text)]
    items = [re.sub(r"^(?:and|or|as well as)\s+", "", item.strip()) for item in items]
    rest = text[match.end() :].strip()
    return [
        (bullet, text[: match.start()].strip()),
        ("", match["head"].strip() + ":"),
        *(("sign", item) for item in items if item),
        *_at_lead_in("", rest),
    ]


def _at_signs(bullet: str, text: str) -> list[tuple[str, str]]:
    parts = [part.strip() for part in _INLINE_SIGN.split(text)]
    pair = len(parts) == 2 and (bullet == "sign" or parts[0].endswith(":") or not parts[0])
    if sum(len(part.split()) for part in parts) < 3 * len(parts) and "□" in text:
        return [(bullet, text)]  # boxes to tick: "□ rarely □ often"
    short = all(len(part.split()) <= 5 for part in parts)
    dotted = "·" in text and text.count("·") < 4 and short and not any(sign in text for sign in "•●▪")
    if (len(parts) > 2 or pair) and not dotted:  # "Berlin · remote · full-time" is one line
        if not bullet and parts[0].endswith(":") and ". " in parts[0]:
            before, _, head = parts[0].rpartition(". ")
            return [("", before + "."), ("", head), *(("sign", part) for part in parts[1:])]
        return [(bullet or ("sign" if place else ""), part) for place, part in enumerate(parts)]
    dashed = re.split(r"\s+[-*–]\s+(?=[A-Z][a-z]+)", text)
    opened = sum(1 for part in dashed[1:] if _opens(part))
    if len(dashed) > 2 and opened >= (len(dashed) - 1) * 0.6:
        return [(bullet or ("sign" if place else ""), part.strip()) for place, part in enumerate(dashed)]
    return [(bullet, text)]


def _opens(text: str) -> bool:
    """Whether the first word may be a duty's verb."""
    return text.split()[0].lower().strip(",") in vocabulary.forms("duty") if text.split() else False


def _duties_of(text: str) -> list[str]:
    """A piece's sentences, where each opens like a duty; otherwise the piece."""
    sentences = sentences_of(text)
    return sentences if all(_opens(sentence) for sentence in sentences) else [text]


def _at_numbers(bullet: str, text: str) -> list[tuple[str, str]]:
    """ "1. Do this. 2. Do that. 3. ..." on one line."""
    if not re.search(r"(?:^|\s)2[.)]\s*[A-Z]", text):
        return [(bullet, text)]
    parts, rest, figure = [], text, 1 if bullet != "number" else 2
    while True:
        match = figure < 100 and re.search(rf"(?:^|\s){figure}[.)]\s*(?=[A-Z])", rest)
        if not match:
            break
        parts.append(rest[: match.start()].strip())
        rest, figure = rest[match.end() :], figure + 1
    parts.append(rest.strip())
    opened = sum(1 for part in parts[1:] if _opens(part))
    if len(parts) < 3 or (parts[0] and not bullet and opened * 2 < len(parts) - 1):
        return [(bullet, text)]  # a sentence that counts things
    return [(bullet or ("number" if place else ""), part) for place, part in enumerate(parts) if part]


_GLUE = re.compile(
    r"(?<=[a-z]{2})(?=[A-Z][a-z]+[\s,/])|(?<=[a-z)][.;:!])(?=[A-Z][a-z]+)|(?<=\))(?=[A-Z][a-z]+\s)"
)


def _at_glue(bullet: str, text: str) -> list[tuple[str, str]]:
    """ "... for reportsManage the team": a lost line break. Names such as JavaScript are no break."""
    parts = glued_headings(text)
    if len(parts) == 1:
        return _at_glued_verbs(bullet, text)
    found: list[tuple[str, str]] = []
    for heading, part in parts:
        found += [("", part + ":")] if heading else _at_glued_verbs("sign" if found else bullet, part)
    return found


def _at_glued_verbs(bullet: str, text: str) -> list[tuple[str, str]]:
    if len(text) < 40:
        return [(bullet, text)]
    verbs = vocabulary.forms("duty")
    sure, bold, faint = [0], [0], [0]
    for match in _GLUE.finditer(text):
        place = match.start()
        word_start = max(text.rfind(sign, 0, place) for sign in " (/.") + 1
        after = re.match(r"[A-Z][a-z]+", text[place:])
        opens = after is not None and after[0].lower() in verbs
        ended = text[place - 1] in ".;:!)"
        low = text[word_start].islower() and place - word_start > 2  # "dataClean" is no name, "JavaScript" is
        if after and not ended and not low and text.count(text[word_start:place] + after[0]) > 1:
            continue  # a name: "MarketPlace"
        if (ended and (opens or re.match(r"[A-Z][a-z]+ [a-z]", text[place:]))) or (opens and low):
            sure.append(place)
        elif opens:
            bold.append(place)
        elif low:
            faint.append(place)
    # One sure loss of a line break makes the doubtful ones ("ReduxWrite") likely, several all of them ("clientsGood").
    likely = [*bold, *(faint if len(sure) > 4 else ())]
    cuts = sorted({*sure, *likely}) if len(sure) > 2 else sure
    if len(cuts) == 1:
        return [(bullet, text)]
    pieces = [text[start:end].strip() for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    pieces = pieces[:1] + [part for piece in pieces[1:] for part in _duties_of(piece)]
    return [(bullet or ("sign" if place else ""), piece) for place, piece in enumerate(pieces)]
