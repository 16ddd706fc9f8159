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
    r"(?:looking for|seeking|seeks|hiring|wants?|needs?|recruiting|recruit|hire|(?:opportunity|vacancy) for"
    r"|(?:role|position) of|[Aa]s)"
    r"\s+(?:(?:an?|our|the)\s+|(?=[A-Z]))(?P<name>[^.,;:()]{3,60}?)\s*"
    r"(?:$|[.,;:(]|\b(?:to|who|for|in|at|with|as part|you)\b)"
)


_SETTING = re.compile(r"^@?(?:job[_-]?)?(?:title|position|role)\s*=\s*(?P<name>\S.*)$", re.I)
_ATTRIBUTE = re.compile(r"[\s<{](?:job[_-]?)?(?:title|position|role)=([\"'])(?P<name>[^\"']{3,120})\1", re.I)
_PAGE = re.compile(  # what a site calls the page that its jobs are on
    r"\b(?:careers?|jobs|vacanc(?:y|ies)|openings?|positions|opportunities|join us|work (?:with|for) us|hiring)\b"
)
_NAMED = re.compile(
    r"^(?:The|Our) "
    r"(?P<name>(?:[A-Z][\w/+#-]*[ ,]+){0,4}[A-Z][\w-]+) (?:will|shall|is responsible)\b"
)


def title_of(lines: list[Line]) -> str:
    """The job's name as the first lines have it, or "" where they name none."""
    stated = [name for line in lines[:25] if (name := _stated(line))]
    for name in stated:
        if not _PAGE.search(plain(name)):
            return name
    found = _headed(lines) or _sought(lines) or (stated[0] if stated else _first_line(lines))
    return found or _in_small_letters(lines)


def _stated(line: Line) -> str:
    """ "Job title: Cook", `title = "Cook"`."""
    if fact_of(line.text) == "title":
        return _trimmed(re.split(r":|\s[-–—]\s", line.text, maxsplit=1)[-1])
    match = _SETTING.match(line.text) or _ATTRIBUTE.search(line.text)
    return _trimmed(match["name"]) if match else ""


def _headed(lines: list[Line]) -> str:
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
    return ""


def _sought(lines: list[Line]) -> str:
    """The name in "We are looking for a Night Porter"."""
    for line in lines[:25]:
        match = _SOUGHT.search(line.text)
        name = re.sub(r"^(?:[a-z][\w-]*,? )+", "", match["name"]) if match else ""  # "a full-time Custodian"
        if _names_job(name) and name[0].isupper():
            return _trimmed(name)
    return next((name for line in lines[:25] if (name := _subject(line.text))), "")


def _in_small_letters(lines: list[Line]) -> str:
    """The name in "We need a night porter", where nothing else gives it."""
    for line in lines[:25]:
        if (match := _SOUGHT.search(line.text)) and _is_name(match["name"]):
            return _trimmed(match["name"][0].upper() + match["name"][1:])
    return ""


def _subject(text: str) -> str:
    """The name in "The Night Porter will ..."."""
    match = _NAMED.match(text)
    name = match["name"] if match else ""
    return _trimmed(name) if name[:1].isupper() and _is_name(name) else ""


def _first_line(lines: list[Line]) -> str:
    for line in lines[:3]:
        named = _PAGE.search(plain(line.text)) or re.match(r"[a-z_]+\s*[:=]", line.text)
        if line.bullet or named or len(line.text.split()) > 12:
            continue
        is_text = line.text.endswith((".", ":", ",", "?"))
        heads = kind_of_words(wording(line.text), loose=False) is not None
        return "" if is_text or heads else _trimmed(line.text)
    return ""


def _is_name(text: str) -> bool:
    """Whether the whole is a job's name: "platform engineer", not "engineer with a sense of humour"."""
    return re.fullmatch(vocabulary.job_pattern(), plain(text)) is not None


def _names_job(text: str) -> bool:
    return any(word in vocabulary.job_nouns() for word in re.findall(r"[a-z][a-z-]+", plain(text)))


def _trimmed(text: str) -> str:
    """Without what an advert says around the name: "Hiring: ...", "Job description: ...", "... Job Advert"."""
    text = _WHO_MAY_APPLY.sub("", text)
    parts = [part for part in re.split(r"\s+\|+\s+", text) if _names_job(part)]
    text = parts[0] if len(parts) == 1 else text  # "Cook | Acme Careers"
    text = _BEFORE.sub("", text.strip(" \"'"))
    text = re.sub(r"(?<=\w)\s+(?:job|role) (?:description|advert|profile)$", "", text, flags=re.I)
    return text.strip(" -–—:!*#\"'")[:MAX_TITLE].strip()
