"""Is this unit a duty? And if not, what is it?

A unit is judged by what it says of itself (cues), by the form in which it says it, and by the heading it stands
under; a heading that the units under it contradict is overruled.
"""

from app.engines.documents.cues import says
from app.engines.documents.duties import Form, form_of
from app.engines.documents.labels import fact_of
from app.engines.documents.sections import Section, Unit

DUTY = "duty"
_ASKED = ("legal", "process", "fact", "requirement", "benefit", "company")
_CERTAIN = ("second", "responsible")


def judge(unit: Unit, section: Section, kind: str) -> str:
    """ "duty", or why `unit` is left out. `kind` is the section's, after `overruled`."""
    form = unit_form(unit)
    if flat := _settled(unit, form, kind):
        return flat
    found = _strongly(unit, form)
    if kind == "duty":
        return _under_duties(unit, section, form, found)
    if kind == "":
        if found:
            return found
        if form and (form.kind in _CERTAIN or (form.kind == "present" and unit.item)):
            return DUTY
        return _weakly(unit) or "other"
    if kind in ("requirement", "company") and form and not found and form.kind in _CERTAIN:
        if form.kind == "responsible" or form.verb not in ("work", "play", "use"):
            return DUTY
    return found if found in ("legal", "process") else kind


def unit_form(unit: Unit) -> Form | None:
    """The duty form of a unit, looking past its label."""
    return form_of(unit.body) or (form_of(unit.text) if unit.label else None)


def _settled(unit: Unit, form: Form | None, kind: str) -> str | None:
    """What is certain whatever the section."""
    if says(unit.text, "legal", "always") or says(unit.text, "protected", "always"):
        return "legal"
    fact = fact_of(unit.text)
    if fact and not (kind == "duty" and unit.bullet and form and not form.stative):
        return "other" if fact == "title" else fact
    if says(unit.text, "process", "always"):
        return "process"
    for why in ("requirement", "benefit"):
        if says(unit.body, why, "always"):
            return why
    return None


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
    if form and not form.stative and form.kind != "nominal":
        if listed or form.kind in (*_CERTAIN, "present", "imperative", "gerund"):
            return DUTY if not (found and not unit.item and form.kind not in _CERTAIN) else str(found)
    if found:
        return found
    if unit.bullet or (listed and _reads_as_list(section)):
        return DUTY
    return _weakly(unit) or "other"


def has_bullets(section: Section) -> bool:
    """Whether the section has a list; then its other lines are prose."""
    return any(unit.bullet for unit in section.units)


def _reads_as_list(section: Section) -> bool:
    """Lines without bullets that are a list all the same: several, short, most of them opening like duties."""
    items = [unit for unit in section.units if unit.item]
    if len(items) < 3 or len(items) < 0.7 * len(section.units):
        return False
    return sum(1 for unit in items if unit_form(unit)) >= 0.5 * len(items)


def overruled(section: Section, has_duties_elsewhere: bool) -> str:
    """The section's kind, or the kind its units give it where they say otherwise than its heading."""
    items = [unit for unit in section.units if unit.item]
    if len(items) < 2:
        return section.kind
    duties = sum(1 for unit in items if _is_plainly_duty(unit))
    wanted = sum(1 for unit in items if not unit_form(unit) and says(unit.body, "requirement", "strong"))
    if section.kind == "duty":
        return "requirement" if len(items) > 2 and wanted >= 0.65 * len(items) else "duty"
    if section.kind == "":
        listed = has_bullets(section) or _reads_as_list(section)
        return "duty" if listed and duties >= 0.5 * len(items) else ""
    if has_duties_elsewhere or len(items) < 3 or section.kind in ("legal", "process"):
        return section.kind
    if section.kind == "other" and not section.inherited:
        return "other"
    words = sum(len(unit.text.split()) for unit in items) / len(items)
    return "duty" if duties >= 0.7 * len(items) and words >= 5 else section.kind


def _is_plainly_duty(unit: Unit) -> bool:
    form = unit_form(unit)
    if form is None or form.stative or form.kind in ("nominal", "role") or len(unit.text.split()) < 3:
        return False
    if form.kind == "present" or (form.kind == "third" and unit.label):
        return False
    return not any(says(unit.body, why, "strong") for why in ("requirement", "benefit", "process", "legal", "company"))
