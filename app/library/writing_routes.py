"""Writing: questions of the company's own, new versions of those there are, and what the rubric says meanwhile."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from app import clock
from app.library import actions, queries
from app.library.forms import QuestionForm
from app.library.queries import Question
from app.library.wording import judge, table_in
from app.refusals import Conflict, Refused
from app.store.database import saving
from app.store.library_question import LibraryVersion
from app.web.doors import allow
from app.web.fragments import accepted, page
from app.web.refused import show_beside_field

library_writing = Blueprint("library_writing", __name__)


@library_writing.route("/library/new", methods=["GET", "POST"])
@allow("library_question.write")
def write() -> Response:
    """``like`` in the address names a question that this one is to be another wording of."""
    like = queries.get_question(request.values.get("like", "")[:120])
    start = {"minutes": 8, "competency": request.args.get("competency")}
    if like:
        start = {name: like.table.get(name) for name in ("competency", "kind", "levels", "minutes")}
    form = QuestionForm(data=start)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        table = form.table()
        if like:
            table["paraphrase_group"] = like.table.get("paraphrase_group", like.id)
        try:
            with saving():
                version = actions.write(table, form.note.data or "", by=current_user, at=clock.now())
                _send_if_asked(version)
        except Refused as refusal:
            show_beside_field(form, refusal)
            status = refusal.status
        else:
            return accepted(url_for("library_versions.show", version_id=version.id))
    return _form_page(form, None, like, status)


@library_writing.route("/library/<slug:library_id>/version", methods=["GET", "POST"])
@allow("library_question.write", load=queries.get_question)
def rewrite(question: Question) -> Response:
    """The draft there is, or a new one over the words in use."""
    open_version = question.open_version
    table = open_version.content if open_version else question.table
    note = open_version.note if open_version else ""
    start = {"note": note, "read": actions.reading_of(open_version)}
    form = QuestionForm(data=QuestionForm.filled_with(table) | start)
    form.competency.data = question.competency  # a question keeps its competency: its id begins with it
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            with saving():
                version = actions.rewrite(
                    question,
                    form.table(),
                    form.note.data or "",
                    read=form.read.data or "",
                    by=current_user,
                    at=clock.now(),
                )
                _send_if_asked(version)
        except Refused as refusal:
            show_beside_field(form, refusal)
            status = refusal.status
            if isinstance(refusal, Conflict):  # who saves once more has seen what stands there
                question = queries.get_question(question.id) or question
                form.read.data = actions.reading_of(question.open_version)
        else:
            return accepted(url_for("library_versions.show", version_id=version.id))
    return _form_page(form, question, None, status)


@library_writing.post("/library/wording")
@allow("library_question.write")
def check() -> Response:
    """What the rubric would change in a question as it is typed, in whichever form it stands.

    ``library_id`` or ``like`` says which question of the library it is or goes with; then it is also held against
    the others on its competency.
    """
    table = table_in(request.form)
    return page("library/wording.html", "panel", judgement=_judged(table))


def _judged(table: dict) -> object:
    known = queries.get_question(request.form.get("library_id", "") or request.form.get("like", ""))
    if known is None and "library_id" not in request.form:
        return judge(table)
    if known is not None:
        table.setdefault("competency", known.competency)
        table["paraphrase_group"] = known.table.get("paraphrase_group", known.id)
    id = request.form.get("library_id") or None
    return judge(table, queries.neighbours(table.get("competency", ""), id))


def _send_if_asked(version: LibraryVersion) -> None:
    if request.form.get("then") == "review":
        actions.send(version, by=current_user, at=clock.now())


def _form_page(form: QuestionForm, question: Question | None, like: Question | None, status: int) -> Response:
    id = question.id if question else None
    table = form.table()
    others = queries.neighbours(str(form.competency.data or ""), id) if form.competency.data else []
    known = question or like
    group = known.table.get("paraphrase_group", known.id) if known else ""
    return page(
        "library/edit.html",
        status=status,
        form=form,
        question=question,
        like=like,
        judgement=judge({**table, "paraphrase_group": group}, others) if table.get("text") else None,
        competency_name=queries.competency_name,
    )
