"""Lists whose line breaks became spaces: "include Reviewing returns Advising clients Lodging forms"."""

import re

from app.engines.documents import vocabulary
from app.engines.documents.sentences import sentences_of

_SHORTEST = 160  # characters; a shorter line with several capitals is a heading or a name
_FEWEST = 3  # items in the sentence where a list begins; later sentences of it need one less
_CAPITAL = re.compile(r"(?<=[a-z0-9)%'’:] )[A-Z][a-z-]+(?= )")
_AFTER_LIST = re.compile(
    r"(?<=[a-z0-9)] )(?=(?:We're|We|You'll|You will|You have|You are|Your|Our|About|Requirements?|Skills|Please|"
    r"Qualifications?|Benefits|What|Essential|Desirable|Experience|To be|To apply|In return|Apply|If|Ideal|"
    r"Candidates?)\b)"
)
_NOT_BEFORE = frozenset("the a an our your their its of and or & in for with by".split())


def at_capitals(bullet: str, text: str) -> list[tuple[str, str]]:
    """Splits `text` into (bullet, text) parts where capitalised verbs follow each other within a sentence."""
    if len(text) < _SHORTEST:
        return [(bullet, text)]
    found: list[tuple[str, str]] = []
    listing = False
    for sentence in sentences_of(text):
        cuts = _cuts(sentence)
        if len(cuts) < (_FEWEST - 1 if listing else _FEWEST):
            found.append(("", sentence))
            continue
        head = sentence[: cuts[0]].strip()
        if head:
            found.append(("", head if listing or head.endswith(":") else head + ":"))
        listing = True
        for start, end in zip(cuts, [*cuts[1:], len(sentence)], strict=True):
            item, *rest = _AFTER_LIST.split(sentence[start:end].strip())
            found.append(("sign", item.strip()))
            found += [("", part.strip()) for part in rest]
    return found if listing else [(bullet, text)]


def _cuts(sentence: str) -> list[int]:
    """Where an item begins; the list ends where another subject does."""
    verbs = vocabulary.forms("duty")
    places = [
        match.start()
        for match in _CAPITAL.finditer(sentence)
        if match[0].lower() in verbs and _may_end(_before(sentence, match.start()))
    ]
    return [0, *places] if places and sentence.split()[0].lower() in verbs else places


def _before(sentence: str, place: int) -> str:
    words = sentence[max(0, place - 30) : place].split()
    return words[-1] if words else ""


def _may_end(word: str) -> bool:
    """Whether an item may end with `word`: not in a name ("Integrated Travel Project"), not after "the"."""
    return not word[:1].isupper() and word not in _NOT_BEFORE
