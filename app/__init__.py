"""Colloquy: structured interviews, from a document to a decision. ``create_app`` is the front door."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import timedelta

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import commands, config, extensions, store
from app.accounts import sessions
from app.accounts.people_routes import people
from app.accounts.routes import accounts
from app.candidate_pages.routes import candidate_pages
from app.candidates.routes import candidates
from app.debriefs.routes import debriefs
from app.home.routes import home
from app.interview_plans.pool_routes import pool_seats
from app.interview_plans.routes import interview_plans
from app.interview_plans.seat_routes import seats
from app.interview_plans.stage_routes import stages
from app.interviewers.routes import interviewers
from app.interviews.routes import interviews
from app.library.exchange_routes import library_exchange
from app.library.review_routes import library_versions
from app.library.routes import library
from app.library.writing_routes import library_writing
from app.question_sets.offer_routes import stage_offers
from app.question_sets.planned_question_routes import planned_questions
from app.question_sets.routes import question_sets
from app.question_sets.writing_routes import writing
from app.roles.competency_routes import choices
from app.roles.document_routes import documents
from app.roles.responsibility_routes import responsibilities
from app.roles.routes import roles
from app.roles.wording_routes import wordings
from app.schedules.routes import schedules
from app.scorecards.routes import scorecards
from app.store.database import db, prepare
from app.web import addresses, assets, doors, errors, filters, headers, inputs, navigation
from app.web.routes import web

ROOMS = (
    web,
    home,
    accounts,
    people,
    interviewers,
    roles,
    documents,
    responsibilities,
    wordings,
    choices,
    interview_plans,
    stages,
    seats,
    pool_seats,
    library,
    library_writing,
    library_versions,
    library_exchange,
    question_sets,
    stage_offers,
    planned_questions,
    writing,
    candidates,
    interviews,
    schedules,
    scorecards,
    debriefs,
    candidate_pages,
)


def create_app(environ: Mapping[str, str] | None = None) -> Flask:
    """Build the portal from settings (see :mod:`app.config`); by default from the process's environment."""
    settings = config.load(os.environ if environ is None else environ)
    app = Flask(__name__, template_folder="../templates", static_folder="../static")
    app.config.from_mapping(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(settings.database_url),
        MAX_CONTENT_LENGTH=settings.upload_megabytes * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        TRUSTED_HOSTS=[settings.host, "localhost", "127.0.0.1", "[::1]"],
        SESSION_COOKIE_NAME="colloquy",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_https,
        PERMANENT_SESSION_LIFETIME=timedelta(days=14),
        WTF_CSRF_TIME_LIMIT=None,  # a form left open over lunch still saves; the token lives as long as the session
    )
    app.url_map.converters["int"] = addresses.RowNumber
    app.url_map.converters["slug"] = addresses.Slug
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.trusted_proxy_count:
        count = settings.trusted_proxy_count
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]

    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
    extensions.migrate.init_app(app, db, directory=os.path.join(app.root_path, "..", "migrations"))
    extensions.csrf.init_app(app)
    extensions.htmx.init_app(app)
    sessions.install(app)
    for part in (assets, errors, filters, headers, inputs, navigation):
        part.install(app)
    for room in ROOMS:
        app.register_blueprint(room)
    commands.install(app)
    doors.check_every_door(app)
    return app


def _engine_options(url: str) -> dict[str, object]:
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": 15, "check_same_thread": False}}
    return {"pool_size": 16, "max_overflow": 48, "pool_pre_ping": True}


__all__ = ["create_app", "store"]
