"""One version: reading it, sending it to review, giving it back, putting it into use, throwing it away."""

from __future__ import annotations

from flask import Blueprint, Response, url_for
from flask_login import current_user

from app import clock
from app.library import actions, queries
from app.library.forms import ApprovalForm, ReasonForm
from app.library.pages import version_page
from app.refusals import Refused
from app.store.database import saving
from app.store.library_question import LibraryVersion
from app.web.doors import allow
from app.web.fragments import accepted
from app.web.refused import show_beside_field

library_versions = Blueprint("library_versions", __name__)


@library_versions.get("/library-versions/<int:version_id>")
@allow("library_version.see", load=queries.get_version)
def show(version: LibraryVersion) -> Response:
    return version_page(version)


@library_versions.post("/library-versions/<int:version_id>/review")
@allow("library_version.write", load=queries.get_version)
def send(version: LibraryVersion) -> Response:
    form = ReasonForm()
    try:
        with saving():
            actions.send(version, by=current_user, at=clock.now())
    except Refused as refusal:
        form.form_errors.append(refusal.message)
        return version_page(version, refusal.status, sent_form=form)
    return accepted(url_for(".show", version_id=version.id))


@library_versions.post("/library-versions/<int:version_id>/return")
@allow("library_version.review", load=queries.get_version)
def give_back(version: LibraryVersion) -> Response:
    form = ReasonForm()
    try:
        if not form.validate_on_submit():
            return version_page(version, 422, return_form=form)
        with saving():
            actions.give_back(version, form.reason.data or "", by=current_user, at=clock.now())
    except Refused as refusal:
        show_beside_field(form, refusal)
        return version_page(version, refusal.status, return_form=form)
    return accepted(url_for(".show", version_id=version.id))


@library_versions.post("/library-versions/<int:version_id>/approval")
@allow("library_version.review", load=queries.get_version)
def approve(version: LibraryVersion) -> Response:
    form = ApprovalForm()
    library_id = version.question.library_id
    try:
        if not form.validate_on_submit():
            return version_page(version, 422, approval_form=form)
        with saving():
            actions.approve(
                version,
                is_accepted=bool(form.accepted.data),
                faults_reason=form.faults_reason.data or "",
                alone_reason=form.alone_reason.data or "",
                by=current_user,
                at=clock.now(),
            )
    except Refused as refusal:
        show_beside_field(form, refusal)
        return version_page(version, refusal.status, approval_form=form)
    return accepted(url_for("library.show", library_id=library_id))


@library_versions.post("/library-versions/<int:version_id>/removal")
@allow("library_version.write", load=queries.get_version)
def drop(version: LibraryVersion) -> Response:
    form = ReasonForm()
    library_id = version.question.library_id
    try:
        with saving():
            is_gone = actions.drop(version, by=current_user, at=clock.now())
    except Refused as refusal:
        form.form_errors.append(refusal.message)
        return version_page(version, refusal.status, sent_form=form)
    return accepted(url_for("library.index") if is_gone else url_for("library.show", library_id=library_id))
