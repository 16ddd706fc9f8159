"""A heading that the units under it contradict is overruled."""

import re

from app.engines.documents.cues import says
from app.engines.documents.sections import Section
from app.engines.documents.units import Unit
from app.engines.documents.verdicts import has_bullets, is_catch_all, is_done, is_plainly_duty, unit_form

_ASKS_FOR = re.compile(  # "Experience with:", "Ability to:" make requirements of the verbs below them
    r"(?:experience|familiar\w*|knowledge|skills?|abilit\w+|competenc\w+)\b.*\b(?:in|with|of|to)$"
    r"|\b(?:ability|able) to\b"
)


def overruled(section: Section, has_duties_elsewhere: bool) -> str:
    """The section's kind, or the kind its units give it where they say otherwise than its heading."""
    items = [unit for unit in section.units if unit.item]
    if section.kind == "" and section.under == "duty" and items and _could_be_duties(section, items):
        return "duty"
    if len(items) < 2 or (section.kind == "requirement" and _ASKS_FOR.search(section.words)):
        return section.kind
    duties = sum(1 for unit in items if is_plainly_duty(unit))
    wanted = sum(1 for unit in items if _is_plainly_wanted(unit))
    if section.kind == "duty":
        return "requirement" if len(items) > 2 and wanted >= 0.65 * len(items) else "duty"
    if section.kind == "":
        return "duty" if has_bullets(section) and duties >= 0.5 * len(items) else ""
    settled = section.kind in ("benefit", "other") or section.words.startswith(
        "our "
    )  # "Our aims" are the employer's
    if section.kind in ("legal", "process") or (has_duties_elsewhere and settled):
        return section.kind
    if section.kind == "other" and not section.inherited:
        return "other"
    if section.kind == "requirement":  # "Teamwork: You will share ..." describes a competency
        duties = sum(1 for unit in items if is_plainly_duty(unit) and not _promises(unit))
        if "competenc" in section.words:
            duties -= sum(
                1 for unit in items if _is_gerund(unit) and is_plainly_duty(unit) and not is_done(unit)
            )
    words = sum(len(unit.text.split()) for unit in items) / len(items)
    enough = 0.9 if has_duties_elsewhere or len(items) < 3 else 0.7
    return "duty" if duties >= enough * len(items) and words >= 5 else section.kind


def _promises(unit: Unit) -> bool:
    form = unit_form(unit)
    return unit.label is not None and form is not None and form.kind == "second"


def _is_gerund(unit: Unit) -> bool:
    form = unit_form(unit)
    return form is not None and form.kind == "gerund"


def _could_be_duties(section: Section, items: list[Unit]) -> bool:
    """A part of the duties under its own heading ("Stock"): some items are duties, hardly one is anything else."""
    if section.words.startswith(("you ", "we ", "our ")):
        return False
    asked = sum(
        1
        for unit in items
        if any(says(unit.body, why, "strong") for why in ("requirement", "benefit", "company"))
    )
    if asked * 4 > len(items):
        return False
    duties = sum(1 for unit in items if unit_form(unit) or is_catch_all(unit))
    if all(unit.bullet for unit in items):
        return duties * 3 >= len(items)
    plain = sum(1 for unit in items if is_plainly_duty(unit))
    return len(items) == len(section.units) and plain >= 2 and plain * 4 >= len(items) * 3


def _is_plainly_wanted(unit: Unit) -> bool:
    if says(unit.body, "requirement", "always"):
        return True
    return not unit_form(unit) and says(unit.body, "requirement", "strong")
