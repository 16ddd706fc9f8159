"""Is this unit a duty? And if not, what is it?

A unit is judged by what it says of itself (cues), by the form in which it says it, and by the heading it
stands under.
"""

import re
from collections.abc import Callable
from itertools import takewhile

from app.engines.documents import vocabulary
from app.engines.documents.cues import says
from app.engines.documents.duties import Form, form_of
from app.engines.documents.headings import is_section_name, kind_of_words, wording
from app.engines.documents.labels import fact_of
from app.engines.documents.sections import Section
from app.engines.documents.units import Unit
from app.engines.documents.vocabulary import phrase
from app.engines.documents.wording import plain

DUTY = "duty"
_ASKED = ("legal", "process", "fact", "requirement", "benefit", "company")
_LONG_RUN = 5  # so many duties in a row are no requirements, whatever stands over them
_FACT = re.compile(r"[A-Z][\w/-]*(?: [A-Z][\w/-]*){0,3}\s?:\s*\S+(?:\s+\S+)?")  # "Opening Date: 3 May"
_CERTAIN = ("second", "responsible", "told")


def judge(unit: Unit, section: Section, kind: str) -> str:
    """ "duty", or why `unit` is left out. `kind` is the section's, after `overruled`."""
    form = unit_form(unit)
    if flat := _settled(unit, form, kind):
        return flat
    found = None if form and form.kind == "told" else _strongly(unit, form)
    if kind == "duty":
        return _under_duties(unit, section, form, found)
    if kind == "":
        if found:
            return found
        if form and (
            form.kind in _CERTAIN or (form.kind == "present" and unit.item) or in_run(unit, section)
        ):
            return DUTY
        return _weakly(unit) or "other"
    if (
        kind in ("requirement", "company", "other")
        and form
        and not found
        and not unit.label
        and _is_promised(form)
    ):
        return DUTY
    if kind == "requirement" and "competenc" in section.words and is_done(unit):
        return DUTY
    if kind == "requirement" and not found and _is_told(unit) and in_run(unit, section, _LONG_RUN, _is_told):
        return DUTY  # duties that were put among the requirements
    return found if found in ("legal", "process") else kind


def _is_promised(form: Form) -> bool:
    """Duties stated so firmly that they count even in a paragraph on the company."""
    return form.kind in ("responsible", "told") or (
        form.kind == "second" and form.verb not in ("work", "play", "use")
    )


def unit_form(unit: Unit) -> Form | None:
    """The duty form of a unit, looking past its label; "Opening date: 3 May" has none."""
    if _FACT.fullmatch(unit.text):
        return None
    return form_of(unit.body) or (form_of(unit.text) if unit.label else None)


def _settled(unit: Unit, form: Form | None, kind: str) -> str | None:
    """What is certain whatever the section."""
    if says(unit.text, "legal", "always") or says(unit.text, "protected", "always"):
        return "legal"
    if _is_heading(unit, form):
        return "heading"
    if unit.text.count("□") > 2:
        return "other"  # boxes to tick
    if not unit.bullet and _is_job(unit.text, form, kind):
        return "other"
    fact = fact_of(unit.text)
    if fact and not (kind == "duty" and unit.item and form and not form.stative and form.kind != "role"):
        return "other" if fact == "title" else fact
    if says(unit.text, "process", "always"):
        return "process"
    if kind == "duty" and unit.bullet and phrase("knows_and_does").match(plain(unit.text)):
        return DUTY
    for why in ("requirement", "benefit"):
        if says(unit.body, why, "always"):
            return why
    return None


def _is_job(text: str, form: Form | None, kind: str) -> bool:
    """A job's name: "Marketing Intern", but not, among duties, "Guide two junior developers"."""
    words = plain(text)
    several = words.split()[-1] not in vocabulary.words("jobs", "nouns")
    told = kind == "duty" and several and form is not None and form.kind == "imperative"
    return not told and re.fullmatch(vocabulary.job_pattern(), words) is not None


def _is_heading(unit: Unit, form: Form | None) -> bool:
    """What stands over a list and was not recognised by its looks: "Your tasks will be:", "What you will do"."""
    if unit.text.endswith(":"):
        return form is None or form.kind in ("responsible", "nominal", "role")
    words = wording(unit.text)
    return is_section_name(words) or (
        words.startswith("what you will ") and kind_of_words(words, False) is not None
    )


def _strongly(unit: Unit, form: Form | None) -> str | None:
    for why in _ASKED:
        if says(unit.body, why, "strong"):
            return "other" if why == "fact" else why
    return None


def _weakly(unit: Unit) -> str | None:
    for why in _ASKED:
        if says(unit.text, why, "weak"):
            return "other" if why == "fact" else why
    return None


def _under_duties(unit: Unit, section: Section, form: Form | None, found: str | None) -> str:
    listed = unit.bullet or (unit.item and not has_bullets(section))
    if found == "other":
        return found
    if is_catch_all(unit):
        return DUTY
    if not unit.item and len(unit.text.split()) < 3:
        return "other"  # "Respect."
    if (
        form
        and _acts(form, unit)
        and (listed or form.kind in (*_CERTAIN, "present", "imperative", "gerund", "third"))
    ):
        return str(found) if found and not unit.item and form.kind not in _CERTAIN else DUTY
    if found:
        return found
    if unit.bullet or (listed and _reads_as_list(section) and len(unit.text.split()) > 1):
        return DUTY
    return _weakly(unit) or "other"


def is_catch_all(unit: Unit) -> bool:
    """ "Other duties as required." """
    return phrase("catch_all", "importance").match(plain(unit.text)) is not None


def _acts(form: Form, unit: Unit) -> bool:
    if form.kind in ("nominal", "role"):
        return form.kind == "role" and unit.bullet
    return form.kind in _CERTAIN or form.verb in vocabulary.forms("duty")


def has_bullets(section: Section) -> bool:
    """Whether the section has a list; then its other lines are prose."""
    return any(unit.bullet for unit in section.units)


def _reads_as_list(section: Section) -> bool:
    """Lines without bullets that are a list all the same: several, most of them opening like duties."""
    items = [unit for unit in section.units if unit.item]
    if len(items) < 3 or len(items) < 0.7 * len(section.units):
        return False
    return sum(1 for unit in items if unit_form(unit)) >= 0.5 * len(items)


def is_plainly_duty(unit: Unit) -> bool:
    """Whether the unit has the form of a duty and says nothing of what else it might be."""
    form = unit_form(unit)
    if form is None or form.stative or form.kind == "nominal" or len(unit.text.split()) < 3:
        return False
    if (
        form.kind == "present"
        or (form.kind == "third" and unit.label)
        or (form.kind == "role" and not unit.bullet)
    ):
        return False
    return not any(
        says(unit.body, why, "strong") for why in ("requirement", "benefit", "process", "legal", "company")
    )


def in_run(
    unit: Unit, section: Section, fewest: int = 0, alike: Callable[[Unit], bool] = is_plainly_duty
) -> bool:
    """Whether the unit stands among others like it: two duties in a row, three where no bullet marks them.

    One line of another kind does not end a run that goes on after it.
    """
    if not alike(unit):
        return False
    fewest = fewest or (2 if unit.bullet else 3)
    units = section.units
    place = next(index for index, other in enumerate(units) if other is unit)
    first = place - _run(units[max(0, place - fewest) : place][::-1], alike)
    last = place + _run(units[place + 1 : place + 1 + fewest], alike)
    count = last - first + 1
    if count >= fewest or unit.bullet or not unit.item:
        return count >= fewest
    above = units[max(0, first - 1 - fewest) : max(0, first - 1)][::-1]
    beyond = max(_run(above, alike), _run(units[last + 2 : last + 2 + fewest], alike))
    return beyond >= fewest or min(beyond, count) >= 2


def _run(units: list[Unit], alike: Callable[[Unit], bool]) -> int:
    """How many of the first units are alike."""
    return sum(1 for _ in takewhile(alike, units))


def _is_told(unit: Unit) -> bool:
    """A duty told in full to the person: "Prepare the reports for the committee."."""
    form = unit_form(unit)
    told = form is not None and form.kind in ("imperative", "third") and len(unit.text.split()) >= 4
    return told and unit.bullet and is_plainly_duty(unit)


def is_done(unit: Unit) -> bool:
    """A competency told as work: "Designing the forms of the claims desk", not "Working under pressure"."""
    form = unit_form(unit)
    if form is None or form.kind != "gerund" or len(unit.body.split()) < 5 or not is_plainly_duty(unit):
        return False
    return form.verb not in vocabulary.words("verbs", "of_people")
