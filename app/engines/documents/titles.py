"""The name of the job."""

import re

from app.engines.documents import vocabulary
from app.engines.documents.headings import kind_of_words, wording
from app.engines.documents.labels import fact_of
from app.engines.documents.line import Line
from app.engines.documents.wording import plain

MAX_TITLE = 120  # characters
# "(m/f/d)", "(f/m/x)", "(all genders)" and the like say who may apply, not what the job is called.
_WHO_MAY_APPLY = re.compile(
    r"\s*[(\[]\s*(?:[a-z](?:\s*[/|,]\s*[a-z*]){1,3}|all genders|any gender)\s*[)\]]", re.I
)
_BEFORE = re.compile(
    r"^(?:(?:we(?:'|’)?re hiring|we are hiring|(?:now )?hiring|wanted|vacancy)\s*[:!-]*\s*(?:an? )?"
    r"|(?:job|role|position) (?:description|advert|profile)\s*[:–—-]\s*)",
    re.I,
)
_SOUGHT = re.compile(
    r"(?:looking for|seeking|seeks|hiring|recruiting|recruit|hire|(?:opportunity|vacancy) for|(?:role|position) of|as)"
    r"\s+(?:an?|our|the)\s+(?P<name>[^.,;:()]{3,60}?)\s*"
    r"(?:$|[.,;:(]|\b(?:to|who|for|in|at|with|as part|you)\b)"
)


def title_of(lines: list[Line]) -> str:
    """The job's name as the first lines have it, or "" where they name none."""
    for line in lines[:25]:
        if fact_of(line.text) == "title":
            return _trimmed(re.split(r":|\s[-–—]\s", line.text, maxsplit=1)[-1])
    for line in lines[:6]:
        if (
            line.bullet
            or fact_of(line.text)
            or len(line.text.split()) > 14
            or line.text.endswith((".", ":", "?"))
        ):
            continue
        if _names_job(line.text) and kind_of_words(wording(line.text), loose=False) in (
            None,
            "mixed",
            "duty",
        ):
            return _trimmed(line.text)
    for line in lines[:25]:
        match = _SOUGHT.search(line.text)
        name = re.sub(r"^(?:[a-z][\w-]*,? )+", "", match["name"]) if match else ""  # "a full-time Custodian"
        if _names_job(name) and name[0].isupper():
            return _trimmed(name)
    first = next((line for line in lines[:2] if not line.bullet and len(line.text.split()) <= 12), None)
    if (
        first
        and not first.text.endswith((".", ":", ",", "?"))
        and kind_of_words(wording(first.text), loose=False) is None
    ):
        return _trimmed(first.text)
    return ""


def _names_job(text: str) -> bool:
    return any(word in vocabulary.job_nouns() for word in re.findall(r"[a-z][a-z-]+", plain(text)))


def _trimmed(text: str) -> str:
    """Without what an advert says around the name: "Hiring: ...", "Job description: ...", "... Job Advert"."""
    text = _BEFORE.sub("", text.strip())
    text = re.sub(r"(?<=\w)\s+(?:job|role) (?:description|advert|profile)$", "", text, flags=re.I)
    return _WHO_MAY_APPLY.sub("", text).strip(" -–—:!*#")[:MAX_TITLE].strip()
