"""Files of questions: downloading the company's own, and bringing some in after a look at what would happen."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from app import clock
from app.engines import competencies
from app.library import actions, exchange
from app.library.forms import ImportForm
from app.refusals import Refused
from app.store.database import saving
from app.web.doors import allow
from app.web.fragments import accepted, page
from app.web.refused import show_beside_field

library_exchange = Blueprint("library_exchange", __name__)


@library_exchange.get("/library/company.toml")
@allow("library_question.list")
def download() -> Response:
    """The company's own questions on one competency; of one that is unknown, the first."""
    known = competencies.get(request.args.get("competency", "")) or competencies.ALL[0]
    answer = Response(exchange.company_file(known.id), mimetype="application/toml")
    answer.headers["Content-Disposition"] = f'attachment; filename="{known.id}.toml"'
    return answer


@library_exchange.route("/library/import", methods=["GET", "POST"])
@allow("library_question.write")
def bring_in() -> Response:
    """The first time it is sent, what would happen is shown; the second time, it happens."""
    form, arrivals = ImportForm(), []
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            form.content.data = form.text()
            arrivals = exchange.arrivals(form.content.data)
            if form.agreed.data:
                with saving():
                    wanted = exchange.arrivals(form.content.data)  # what is here now decides
                    actions.bring_in(wanted, by=current_user, at=clock.now())
                return accepted(url_for("library.index"))
            status = 200
        except Refused as refusal:
            show_beside_field(form, refusal)
            status = refusal.status
    return page(
        "library/import.html",
        status=status,
        form=form,
        arrivals=arrivals,
        what_happens=exchange.WHAT_HAPPENS,
    )
