"""What this room answers with: a question's page, and the page of one of its versions."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_login import current_user

from app import clock
from app.engines import competencies
from app.engines.questions import LEVELS
from app.history.queries import events_of
from app.history.sentences import entries
from app.library import figures, queries, rules
from app.library.differences import changes
from app.library.forms import ApprovalForm, ReasonForm
from app.library.queries import Question
from app.library.wording import judge
from app.store.library_question import LibraryVersion
from app.web.fragments import page


def question_page(question: Question, status: int = 200, **forms: Any) -> Response:
    question = queries.get_question(question.id) or question  # anew, where a change was refused a moment ago
    row, table = question.row, question.table
    level = _level(table)
    history = events_of(thing=("library_question", row.id)) if row else ()
    given = {
        "retirement_form": ReasonForm(formdata=None, prefix="retirement"),
        "shipped_form": ReasonForm(formdata=None, prefix="shipped"),
    }
    return page(
        "library/show.html",
        "asked",
        status,
        **given | forms,
        question=question,
        table=table,
        level=level,
        asked=as_asked(table, level),
        shipped=queries.table_of(question.shipped) if question.shipped else None,
        competency=competencies.get(question.competency),
        competency_name=queries.competency_name,
        near=queries.near(question),
        use=figures.use_of(question.id, current_user, clock.now()),
        spread=figures.spread_of(question.id),
        rules=rules,
        changes=changes,
        history=entries(history),
    )


def version_page(version: LibraryVersion, status: int = 200, **forms: Any) -> Response:
    question = queries.question_of(version)
    before = question.row.in_use.content if question.row and question.row.in_use else None
    if before is None and question.shipped:
        before = queries.table_of(question.shipped)
    level = _level(version.content)
    is_writer = current_user.id in {writer.id for writer in version.writers}
    given = {"approval_form": ApprovalForm(formdata=None), "return_form": ReasonForm(formdata=None)}
    return page(
        "library/version.html",
        "asked",
        status,
        **given | forms,
        version=version,
        question=question,
        level=level,
        asked=as_asked(version.content, level),
        changes=changes(before, version.content) if before and version.is_open else [],
        judgement=judge(version.content, queries.neighbours(question.competency, question.id)),
        is_writer=is_writer,
        is_alone=is_writer and not queries.coordinators_other_than(current_user.id),
        competency_name=queries.competency_name,
        rules=rules,
    )


def as_asked(table: dict[str, Any], level: str | None) -> dict[str, Any]:
    """The question as an interviewer of this level gets it, for the macro that shows one."""
    own = table.get("anchors_for", {}).get(level or "", {})
    return {
        **table,
        "level": level or "",
        "minutes": table.get("minutes") or 0,
        "anchors": own or table.get("anchors", {}),
        "probes": table.get("probes", []),
        "responsibilities": (),
    }


def _level(table: dict[str, Any]) -> str | None:
    """The level that the address asks for, else the first one the words fit."""
    levels = [level for level in LEVELS if level in table.get("levels", ())]
    asked = request.args.get("level", "")
    return asked if asked in levels else levels[0] if levels else None
