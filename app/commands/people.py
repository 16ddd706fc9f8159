from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from app import clock
from app.accounts import actions
from app.commands.output import emit, fault
from app.refusals import Refused
from app.store.database import saving
from app.store.user import KINDS


@click.group("people")
def people() -> None:
    """People who sign in."""


@people.command("invite")
@click.argument("email")
@click.option(
    "--administrator", "kinds", flag_value="administrator", default=None, help="As an administrator."
)
@click.option("--kind", "kinds", type=click.Choice(KINDS), help="As this kind of person.")
@with_appcontext
def invite(email: str, kinds: str | None) -> None:
    """Print a link that works once, by which EMAIL makes an account. How the first administrator comes in."""
    try:
        with saving():
            invitation, token = actions.invite(
                email,
                "",
                [kinds or "interviewer"],
                address=current_app.config["SETTINGS"].base_url + "/join/{token}",
                by=None,
                at=clock.now(),
            )
            link = current_app.config["SETTINGS"].base_url + f"/join/{token}"
            until = invitation.expires_at.isoformat()
    except Refused as refusal:
        fault(refusal.message)
    emit({"email": email, "link": link, "works_until": until})
