"""R4, grammatical and natural: what a machine can see of a sentence that nobody has written with care."""

import re
from collections.abc import Iterator

from app.engines.questions.lint.item import Fault, Item
from app.engines.questions.lint.lexicon import DUTIES, MISSPELT
from app.engines.questions.lint.readability import grade, longest_words
from app.engines.questions.lint.words import sentences, words

LONGEST_SENTENCE = 40  # words; longer ones are not understood at one hearing
HARDEST = 10  # school grade of what is heard: the question with its probes
FEWEST_WORDS = 20  # below them a single long word would decide

_BASE = "|".join(DUTIES)
_THIRD = "|".join(
    verb[:-1] + "ies" if verb.endswith("y") else verb + ("es" if verb.endswith(("ch", "sh")) else "s")
    for verb in DUTIES
)
_CAPITAL = "|".join(verb.capitalize() for verb in DUTIES)
_GERUND = "|".join(
    (verb[:-1] if verb.endswith("e") and verb != "oversee" else verb) + "ing" for verb in DUTIES
)
_BEFORE = r"\b(?:you|to|with|time|about|of|by|for|in|how|when|where|while|had|were|did)"
_EVENT = r"\b(?:a|the|one|any|last) (?:time|occasion|situation|example)"
_SPLICES = (
    (
        re.compile(rf"{_BEFORE} (?:{_CAPITAL})(?:s|ing|ed)?\b(?! [A-Z])"),
        "a duty was pasted into the sentence",
    ),
    (
        re.compile(rf"{_BEFORE} (?:Responsible|Accountable) for\b|\byou (?:responsible|accountable)\b"),
        "“responsible for” was pasted in",
    ),
    (
        re.compile(rf"\byou (?:{_THIRD})\b(?! (?:were|was|are|is|had|have)\b)", re.I),
        "“you” with a third-person verb",
    ),
    (
        re.compile(rf"{_EVENT}(?: when| where| in which| that)?,? you (?:{_BASE})\b", re.I),
        "a past event told in the present (“a time you develop”)",
    ),
    (
        re.compile(rf"\byou (?:(?:had|have|needed) to )?(?:{_GERUND})\b", re.I),
        "“you” with a bare -ing form",
    ),
    (
        re.compile(rf"\b(?:have|had|has|having) you (?!read\b|cut\b|put\b|set\b|led\b)(?:{_BASE})\b", re.I),
        "“have you” with a verb in the present",
    ),
    (
        re.compile(
            r"\b(?:had|have|has|needed|need|asked|required|able|expected|wanted) to (?!Git\b|Google\b)[A-Z][a-z]+"
        ),
        "a duty was pasted into the sentence",
    ),
    (
        re.compile(
            r"(?<![.?!:“\"'])(?<!^) (?:You will|You['’]ll|You are|We are|We offer|Must|Ability|Experience|"
            r"Knowledge)(?= [a-z])"
        ),
        "a sentence was pasted into the sentence",
    ),
    (
        re.compile(rf"[:–—;] ?[\"“‘']?(?:{_CAPITAL})(?:s|ing)?\b(?! [A-Z])|\w [-•*·] [A-Z][a-z]+s? [a-z]"),
        "a duty was pasted after a mark",
    ),
    (
        re.compile(
            r"\b(?:this|the|our) (?:role|job|position|post|vacancy|advert)(?:['’]s description| description)? "
            r"(?:involves|requires|includes|entails|asks for|lists|says|mentions|calls for)\b|"
            r"\byour (?:main )?(?:duties|responsibilities) (?:will )?(?:include|are|involve)\b|"
            r"\b(?:the following(?: duty| duties| task| tasks| responsibility| responsibilities)?):",
            re.I,
        ),
        "the advert is read out",
    ),
    (
        re.compile(
            r"\b(?:(?:time|when|where|which) you|had to|have to|needed to|able to) (?:a |an )?(?:have )?"
            r"(?:(?:very )?(?:strong|excellent|proven|solid|good|deep|great|sound|hands-on|demonstrated|outstanding|"
            r"previous|relevant|minimum|fluent)(?: [\w-]+){1,3}|ability to|knowledge of|experience (?:in|with|of)|"
            r"proficien(?:cy|t) (?:in|with)|familiarity with|degree in|understanding of|\d+\+? years)\b",
            re.I,
        ),
        "a requirement was pasted into the sentence",
    ),
    (
        re.compile(
            r"\b(?:time|occasion|situation|when|where|which) you "
            r"(?!always|perhaps|sometimes|besides|nevertheless|otherwise|was\b|as\b|is\b|has\b|does\b)"
            r"[a-z]{2,}[^s\W]s (?:and [a-z]+s )?(?:a|an|the|all|our|your|their|with|that|new|daily|monthly)\b"
        ),
        "“you” with a third-person verb",
    ),
    (
        re.compile(r"\b(?:time|when|where) you (?!Git\b)[A-Z][a-z]+"),
        "a capital in the middle of the sentence",
    ),
)
_MARKS = (
    (re.compile(r"(?<=\S)[  ]{2,}(?=\S)"), "a double space: leave one"),
    (re.compile(r"\s[,;:?!](?:\s|$)|\s\.(?:\s|$)"), "a space before a punctuation mark: remove it"),
    (
        re.compile(r"[{}]|<[a-z_ ]+>|\[[A-Za-z_ ]+\]|\bTODO\b|\bTBD\b|\bXX+\b|%s|___"),
        "an unfilled place: write the words out",
    ),
    (re.compile(r"\betc\b", re.I), "“etc.”: name what is meant, or stop"),
    (re.compile(r"[?!.]\s*[?!]|\?\.|(?<!\.)\.\.(?!\.)|,,|;;|,\.|:\."), "two marks in a row: keep one"),
    (re.compile(r"\b(?!that\b|had\b)([A-Za-z]+) \1\b", re.I), "a word stands twice"),
    (re.compile(r"\b(?:your|the|a|an|and|or)\s*[.?!]$", re.I), "the sentence breaks off"),
    (re.compile(r"\band/or\b", re.I), "“and/or”: choose one"),
)
_QUESTION = re.compile(r"\b(?:what|how|why|which|who|where|when)\b", re.I)
_REQUEST = re.compile(r"(?:tell (?:us|me)|describe|explain)\b", re.I)
_ARTICLE = re.compile(r"(?<![\w'’-])([Aa]n?) ([\"“‘']?)([A-Za-z0-9][\w'’-]*)")
_SOUNDS_LIKE_YOU = re.compile(r"^(?:uni(?!n|mp)|us(?:e|u|a)|util|ubiq|eu|ewe|one(?!r)|once|uk\b|u-)", re.I)
_SILENT_H = re.compile(r"^(?:hour|honest|honou?r|heir)", re.I)
_FUNCTION_WORD = frozenset("is and or if as at in are of on us am".split())


def check(item: Item) -> Iterator[Fault]:
    for place, text in item.spoken():
        if not text.strip():
            continue
        for mark, what in _MARKS:
            if mark.search(text.strip()):
                yield item.fault("R4", f"{place}: {what}")
        yield from _articles(item, place, text)
        yield from _spelling(item, place, text)
        if text != text.strip():
            yield item.fault("R4", f"{place}: a space at the beginning or the end: remove it")
        first = text.strip()[0]
        if first.isalpha() and not first.isupper():
            yield item.fault("R4", f"{place}: begins with a small letter")
    yield from _stem(item)
    yield from _hard_to_follow(item)


def _hard_to_follow(item: Item) -> Iterator[Fault]:
    heard = " ".join((item.text, *item.probes))
    if len(words(heard)) >= FEWEST_WORDS and (found := grade(heard)) > HARDEST:
        long = longest_words(heard)
        instead = f" for {', '.join(f'“{word}”' for word in long)}" if long else ""
        what = f"reads at school grade {found:.0f}: shorter sentences, or plainer words{instead}"
        yield item.fault("R4", what)


def _stem(item: Item) -> Iterator[Fault]:
    text = item.text.strip()
    for place, spoken in [("the question", text)] + [
        (f"probe {n}", probe) for n, probe in enumerate(item.probes, 1)
    ]:
        for splice, what in _SPLICES:
            found = splice.search(spoken)
            if found:
                yield item.fault("R4", f"{place}: {what} (“{found[0]}”): write the sentence anew")
                break
    if text and text.rstrip('"”’)')[-1:] not in (".", "?"):
        yield item.fault("R4", "the question does not end with a question mark or a full stop")
    for part in sentences(text):
        if len(words(part)) > LONGEST_SENTENCE:
            yield item.fault("R4", f"a sentence of {len(words(part))} words: split it")
        if _QUESTION.match(part) and part.endswith(".") and len(sentences(text)) == 1:
            yield item.fault("R4", "a question that ends with a full stop: end it with a question mark")
        if _REQUEST.match(part) and part.endswith("?") and not _QUESTION.search(part):
            yield item.fault("R4", "a request that ends with a question mark: end it with a full stop")


def _articles(item: Item, place: str, text: str) -> Iterator[Fault]:
    for found in _ARTICLE.finditer(text):
        article, word = found[1].lower(), found[3]
        is_a_name = found[1] == "A" and found.start() > 0 and text[found.start() - 2] not in ".?!:"
        if is_a_name or word.lower() in _FUNCTION_WORD:
            continue
        wanted = _article_before(word)
        if wanted and wanted != article:
            yield item.fault("R4", f"{place}: “{found[0]}” should be “{wanted} {word}”")


def _article_before(word: str) -> str | None:
    """The article for a word by its first sound; None where both are said (a SQL table, an SQL table)."""
    first = word.split("-")[0]
    if first[0].isdigit():
        return "an" if re.match(r"8|1[18](?!\d)|1[18]\d{3}(?!\d)", first) else "a"
    if len(first) == 1 or first.rstrip("s").isupper():
        letter = first[0].upper()
        return "an" if letter in "AEIO" else None if letter in "FHLMNRSX" else "a"
    if _SILENT_H.match(word):
        return "an"
    if word[0].lower() in "aeiou":
        return "a" if _SOUNDS_LIKE_YOU.match(word) else "an"
    return "a"


def _spelling(item: Item, place: str, text: str) -> Iterator[Fault]:
    for word in words(text):
        folded = word.lower()
        bare = [folded, *(folded.removesuffix(ending) for ending in ("s", "d", "ed"))]
        if right := next((MISSPELT[form] for form in bare if form in MISSPELT), None):
            yield item.fault("R4", f"{place}: “{word}” is misspelt, it comes from “{right}”")
