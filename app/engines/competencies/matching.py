"""Which competency a line asks for: by phrases of the taxonomy, by likeness, and by the kind of work.

On 241 lines of adverts and occupations that nobody had read when the phrases were fixed (the weights were
set on half of them) it named a right one among three for 0.92 of the software lines and 0.93 of the other
trades' (words alone 0.94 and 0.88, characters 0.89 and 0.87, BM25 0.87 and 0.89, verbs with objects 0.84
and 0.83, their hybrid 0.90 and 0.90), and right at once for 0.75 and 0.78 (none of those above 0.68 and
0.75). A small sentence model beside the hybrid reached 0.95 and 0.94 among three, 0.77 and 0.75 at once,
for 900 MB of memory, over a gigabyte of packages and 30 times the time of a line: too heavy for that gain.
Measure again with `python3 dev.py bench competencies`.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from app.engines.competencies.likeness import Likeness
from app.engines.competencies.taxonomy import ALL, SOFTWARE_WORDS, TRADE_WORDS, Competency
from app.engines.competencies.terms import Hit, Phrases, Terms, terms

LENGTH_WORTH = (0.0, 1.0, 1.9, 2.5, 2.8)  # an alias of so many words, by how specific the words are
IN_LABEL = 1.6  # a hit in the label, which somebody wrote to name the thing
BETWEEN, APART = 2, 0.8  # "train new system users" is "train users" with so many words between, worth less
LIKE = 2.5  # weight of the likeness beside the phrases
NEVER = 0.3  # what is left of a competency beside a word that gives its aliases another sense
OTHER_WORK = {"software": 0.1, "trade": 1.15, "any": 1.0}
SOFTWARE_WORK = {"software": 1.1, "trade": 0.45, "any": 0.95}
UNKNOWN_WORK = {"software": 0.9, "trade": 0.95, "any": 1.0}
OF_THE_JOB = 0.6  # what a competency that belongs to the job's title starts with
SURE = 1.6  # below this nothing is said
ALSO = 0.95  # what a second or third needs, and
BESIDE = 0.25  # this share of the best score
HALF = 2.4  # the raw score that is shown as about 0.63
MOST = 3
LONGEST_LINE = 2_000  # characters that are read


@dataclass(frozen=True)
class Match:
    """A competency's id and how sure the match is, 0 to 1."""

    id: str
    score: float


def document(competency: Competency) -> Terms:
    """The text that stands for a competency: its name twice, its definition, its aliases."""
    return terms(" . ".join((competency.name, competency.name, competency.definition, *competency.aliases)))


_ALIASES = Phrases(phrase for competency in ALL for phrase in (competency.name, *competency.aliases))
_OWNER = tuple(place for place, competency in enumerate(ALL) for _ in (competency.name, *competency.aliases))
_NEVER = Phrases(phrase for competency in ALL for phrase in competency.never_with)
_NEVER_OWNER = tuple(place for place, competency in enumerate(ALL) for _ in competency.never_with)
_TITLES = Phrases(phrase for competency in ALL for phrase in competency.titles)
_TITLE_OWNER = tuple(place for place, competency in enumerate(ALL) for _ in competency.titles)
_SOFTWARE, _TRADES = Phrases(SOFTWARE_WORDS), Phrases(TRADE_WORDS)
_LIKENESS = Likeness([document(competency) for competency in ALL])


def _alias_worths() -> tuple[float, ...]:
    """For each alias its worth: longer ones say more, and those with words that few competencies use.

    A competency that uses a word only within a phrase of n words counts as the nth part of a user.
    """
    using: dict[str, dict[int, float]] = {}
    sharing: dict[Terms, dict[int, None]] = {}
    for alias, owner in zip(_ALIASES.terms, _OWNER, strict=True):
        sharing.setdefault(alias, {})[owner] = None
        for term in alias:
            share = using.setdefault(term, {})
            share[owner] = max(share.get(owner, 0.0), 1 / len(alias))
    most = math.log(1 + len(ALL))
    worths = []
    for alias in _ALIASES.terms:
        spread = [max(1.0, sum(using[term].values())) for term in alias]
        rarity = sum(math.log(1 + len(ALL) / owners) for owners in spread) / (most * len(alias))
        worths.append(LENGTH_WORTH[min(len(alias), 4)] * rarity / math.sqrt(len(sharing[alias])))
    return tuple(worths)


_WORTH = _alias_worths()


@lru_cache(maxsize=4_096)
def match(text: str, label: str | None = None, title: str = "") -> tuple[Match, ...]:
    """The competencies a line asks for, best first, at most three; empty where nothing is near enough.

    `label` is the line's own heading, `title` the job's; equal scores keep the order of the taxonomy.
    """
    line, heading = terms(text[:LONGEST_LINE]), terms((label or "")[:LONGEST_LINE])
    if not line and not heading:
        return ()
    scores = _phrase_scores(line, heading)
    for place, likeness in enumerate(_LIKENESS.against(heading + heading + line)):
        scores[place] += LIKE * likeness
    job = terms(title[:LONGEST_LINE])
    for place in {_TITLE_OWNER[hit.phrase] for hit in _TITLES.find(job)}:
        scores[place] += OF_THE_JOB
    work = _kind_of_work(heading + line, job)
    never = {_NEVER_OWNER[hit.phrase] for hit in _NEVER.find(line) + _NEVER.find(heading)}
    raw = [
        round(score * work[competency.field] * (NEVER if place in never else 1.0), 6)
        for place, (score, competency) in enumerate(zip(scores, ALL, strict=True))
    ]
    ranked = sorted(range(len(ALL)), key=lambda place: (-raw[place], place))[:MOST]
    if raw[ranked[0]] < SURE:
        return ()
    needed = max(ALSO, BESIDE * raw[ranked[0]])
    return tuple(
        Match(ALL[place].id, round(1 - math.exp(-raw[place] / HALF), 4))
        for place in ranked
        if raw[place] >= needed
    )


def _phrase_scores(line: Terms, heading: Terms) -> list[float]:
    scores = [0.0] * len(ALL)
    counted: dict[tuple[int, Terms], None] = {}
    for part, factor in ((heading, IN_LABEL), (line, 1.0)):
        for hit in _longest(_ALIASES.find(part, BETWEEN)):
            owner, phrase = _OWNER[hit.phrase], _ALIASES.terms[hit.phrase]
            near = 1.0 if hit.end - hit.start == len(phrase) else APART
            if (owner, phrase) in counted:
                continue
            counted[owner, phrase] = None
            scores[owner] += _WORTH[hit.phrase] * factor * near
    return scores


def _longest(hits: list[Hit]) -> list[Hit]:
    """Hits that do not lie within a longer hit of the same competency."""
    return [
        hit
        for hit in hits
        if not any(
            _OWNER[other.phrase] == _OWNER[hit.phrase]
            and other.start <= hit.start
            and hit.end <= other.end
            and other.end - other.start > hit.end - hit.start
            for other in hits
        )
    ]


def _kind_of_work(line: Terms, title: Terms) -> dict[str, float]:
    """What each field counts for: a title that names only one kind of work decides, else the line's words do."""
    software, other = len(_SOFTWARE.find(title)), len(_TRADES.find(title))
    if bool(software) == bool(other):
        software, other = len(_SOFTWARE.find(line)), len(_TRADES.find(line))
    if software == other:
        return UNKNOWN_WORK
    return SOFTWARE_WORK if software > other else OTHER_WORK
