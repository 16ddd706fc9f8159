"""R5, lawful and neutral: no protected topic about the candidate, no gendered word, idiom or culture fit.

A word is judged by its sense. "Race condition", "native app" or a patient's medication are work; "your
medication" is not. So job senses are masked first, then a topic counts where it is always about the person
("maiden name"), or where the sentence turns it on the candidate ("your ...", "do you have ...").
Topics after US federal and common state lists (EEOC; 42 USC 12112(d)(2)(A)), and GDPR article 9.
"""

import re
from collections.abc import Iterator

from app.engines.questions.lint.item import Fault, Item
from app.engines.questions.lint.lexicon import TOPICS, any_of
from app.engines.questions.lint.words import sentences

_HAVING = (
    "have|had|has|take|taking|taken|use|need|needed|plan|planning|want|expect|intend|attend|belong to|go to|"
    "observe|practi[sc]e|celebrate|support|suffer|been|be|got|own"
)
_TURNED = (
    r"\byour (?:own |current |present |personal |private |any )?(?:[\w-]+ )?(?:TERM)\b",
    (
        r"\b(?:do|did|are|were|have|will|would|can|could) you (?:currently |ever |already |still |often )?"
        rf"(?:{_HAVING})? ?(?:to have |to take |any |a |an |some |more |in a |on |with |of )*(?:TERM)\b"
    ),
    r"\b(?:tell us|tell me|talk to us|talk) about (?:your|the) (?:[\w-]+ )?(?:TERM)\b",
    r"\b(?:candidate|applicant|interviewee)(?:['’]s)? (?:[\w-]+ ){0,2}(?:TERM)\b",
    r"\b(?:do you have|have you (?:ever )?had) (?:any |an? )(?:[\w-]+ )?(?:TERM)\b",
    (
        r"\b(?:which|what) (?:TERM) (?:do|did|are|were|have) you "
        r"(?:go to|attend|belong to|follow|practi[sc]e|celebrate|observe|have|own|keep|support|use)\b"
    ),
    (
        r"\bwhat (?:religion|race|nationality|gender|sex|age|ethnicity|church|union|party|political party)"
        r" (?:are|do|did) you\b"
    ),
)
_PATTERNS = tuple(
    (
        topic["name"],
        re.compile(rf"\b(?:{'|'.join(topic['always'])})(?!\w)", re.I),
        tuple(re.compile(turn.replace("TERM", "|".join(topic["about_you"])), re.I) for turn in _TURNED),
    )
    for topic in TOPICS
)
# "Your team's health" is about the team.
_OTHERS = re.compile(
    r"\byour (?:team|company|organi[sz]ation|customer|client|patient|pupil|student|user|colleague|employer|"
    r"service|system|product|project)s?['’]?s? ",
    re.I,
)
_JOB_SENSES = any_of("job_senses")
_MANNERS = (
    (any_of("gendered"), "is gendered: say “they”, or name the job"),
    (any_of("idioms"), "is a figure of speech that not everyone knows: say it plainly"),
    (any_of("culture_fit"), "asks for sameness, not for work: leave it out"),
)


def check(item: Item) -> Iterator[Fault]:
    for place, text in [*item.spoken(), ("the material", item.material), ("the key", item.key)]:
        for topic, found in unlawful(text):
            what = f"{place}: “{found}” touches {topic}, which must not be asked: leave it out"
            yield item.fault("R5", what)
        if place == "the material":  # it may quote what people wrote
            continue
        for pattern, advice in _MANNERS:
            if found := pattern.search(text):
                yield item.fault("R5", f"{place}: “{found[0]}” {advice}")


def unlawful(text: str) -> Iterator[tuple[str, str]]:
    """The protected topics that a text turns on the candidate, as (topic, words)."""
    for sentence in sentences(text):
        plain = _JOB_SENSES.sub("work", sentence)
        personal = _OTHERS.sub("their ", plain)
        for name, always, turned in _PATTERNS:
            hits = (always.search(plain), *(pattern.search(personal) for pattern in turned))
            if found := next(filter(None, hits), None):
                yield name, found[0].strip()
