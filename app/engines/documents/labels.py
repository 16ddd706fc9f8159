""" "Label: text" lines, and facts of the post such as "Location: Leeds"."""

import re
from functools import cache

from app.engines.documents import vocabulary
from app.engines.documents.wording import plain

_LABELLED = re.compile(r"(?P<label>[^:.!?]{2,70}?)\s*(?::|\s[-–—](?=\s)|—)\s*(?P<text>\S.*)", re.S)
_NO_LABEL = re.compile(
    r"(?:you|we|i|this|note|e\.g|i\.e|for example|including|https?|also read|read more|see also)\b"
)
_SMALL = frozenset("and or of the for to in with a an on & / by at from".split())


def split_label(text: str) -> tuple[str | None, str]:
    """Parts "Code Review: Review it" into ("Code Review", "Review it"); no label gives (None, text)."""
    match = _LABELLED.fullmatch(text)
    if not match or len(match["text"].split()) < 2:
        return None, text
    label, body = match["label"].strip(" *"), match["text"].strip()
    words = re.findall(r"[\w'’/+#.-]+", label)
    if not 1 <= len(words) <= 8 or not label[0].isalnum() or ("," in label and len(words) > 5):
        return None, text
    capitals = sum(1 for word in words if word[0].isupper() or word.lower() in _SMALL or word[0].isdigit())
    titled = capitals == len(words)
    short = len(words) <= 3 and label[0].isupper() and body[0].isupper()
    if not titled and not short:
        return None, text
    dashed = ":" not in text[len(match["label"]) : match.start("text")]
    if dashed and not (titled and body[0].isupper() and len(words) <= 5):
        return None, text
    if _NO_LABEL.match(label.lower()):
        return None, text
    return label, body


@cache
def _fact_labels(why: str) -> frozenset[str]:
    listed = vocabulary.table("facts")[why]
    return frozenset(" ".join(label.split()) for label in listed.split(","))


def fact_of(text: str) -> str | None:
    """The kind of fact that a "Label: value" line states ("title" or a reason to leave it out), or None."""
    match = re.match(r"([^:]{2,40}?)\s*(?::|\s[-–—]\s|\s{2,}|\t)\s*\S", text)
    if not match:
        return None
    label = re.sub(r"[^a-z/ -]", "", plain(match[1])).replace("-", " ").strip()
    for why in ("title", "other", "benefit", "process", "requirement"):
        if label in _fact_labels(why):
            return why
    return None
