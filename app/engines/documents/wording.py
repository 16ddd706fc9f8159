"""One plain way to write words, so that lists and patterns need to know only one."""

import re

_QUOTES = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "\xa0": " "})
_LONG = (
    (re.compile(r"\b(you|we|they|i|it|she|he|who|that|what|there)'ll\b"), r"\1 will"),
    (re.compile(r"\b(you|we|they|what|who)'re\b"), r"\1 are"),
    (re.compile(r"\b(you|we|they|i|what)'ve\b"), r"\1 have"),
    (re.compile(r"\b(you|we|they|i|she|he)'d\b"), r"\1 would"),
    (re.compile(r"\b(what|it|here|that|who|there|where|he|she|how)'s\b"), r"\1 is"),
    (re.compile(r"\b(do|does|is|are|will|would|should|could|have|has)n't\b"), r"\1 not"),
    (re.compile(r"\byou ll\b"), "you will"),
    (re.compile(r"\byou re\b"), "you are"),
)
_WORD = re.compile(r"[a-z0-9][a-z0-9+#'./-]*[a-z0-9+#]|[a-z0-9]")


def plain(text: str) -> str:
    """Lower case, straight quotes, contractions written out, single spaces."""
    text = text.translate(_QUOTES).lower()
    if "'" in text or " ll" in text or " re " in text:
        for short, long in _LONG:
            text = short.sub(long, text)
    return " ".join(text.split())


def words_of(text: str) -> list[str]:
    """The words of `plain` text."""
    return _WORD.findall(text)
