"""What makes and changes roles, and adds the documents they are read from."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.history.record import record
from app.roles import queries, rules
from app.roles.proposing import Memory
from app.roles.reading import Profile
from app.store.database import db, lock
from app.store.responsibility import LeftOutLine, Responsibility
from app.store.role import Document, Role
from app.store.user import User

_SECOND_CLICK = timedelta(minutes=1)


def add_document(name: str, text: str, *, by: User, at: datetime) -> Document:
    """Keep a document's plain text. The same words from the same person within a minute are one document."""
    lock(db.session.get_one(User, by.id))
    if (same := queries.get_same_document(text, by, at - _SECOND_CLICK)) is not None:
        return same
    document = Document(name=name, text=text, added_by_id=by.id, added_at=at)
    db.session.add(document)
    db.session.flush()
    return document


def make_from(
    document: Document,
    profile: Profile,
    title: str,
    level: str,
    hiring_manager: User | None,
    *,
    by: User,
    at: datetime,
) -> Role:
    """Make a role from one profile of a document, or give the one that was made from it before."""
    lock(document)
    if (made := queries.roles_from(document).get(profile.number)) is not None:
        return made
    memory = Memory()
    role = _made(title, level, hiring_manager, at, document_id=document.id, profile=profile.number)
    role.responsibilities = [
        Responsibility(
            position=position,
            label=found.label,
            text=found.text,
            source_text=found.text,
            lines=[found.line],
            importance=found.importance,
            competencies=memory.proposed(found.text, list(found.competencies)),
        )
        for position, found in enumerate(profile.responsibilities, 1)
    ]
    role.left_out_lines = [
        LeftOutLine(line=left.line, text=left.text, why=left.why) for left in profile.left_out
    ]
    source = f" from {document.name}: {len(role.responsibilities)} read, {len(role.left_out_lines)} left out"
    record("role.made", role, by=by, at=at, role_id=role.id, source=source)
    return role


def make(title: str, level: str, hiring_manager: User | None, *, by: User, at: datetime) -> Role:
    """Make a role without a document; its responsibilities are written by hand."""
    role = _made(title, level, hiring_manager, at)
    record("role.made", role, by=by, at=at, role_id=role.id, source=" without a document")
    return role


def _made(title: str, level: str, hiring_manager: User | None, at: datetime, **columns: int) -> Role:
    title = rules.check_title(title)
    manager_id = hiring_manager.id if hiring_manager else None
    role = Role(title=title, level=level, hiring_manager_id=manager_id, created_at=at, **columns)
    db.session.add(role)
    db.session.flush()
    return role


def facts_seen(role: Role) -> str:
    """The fingerprint of what ``set_facts`` changes."""
    return rules.fingerprint(role.title, role.level, role.hiring_manager_id)


def set_facts(
    role: Role,
    title: str,
    level: str,
    hiring_manager: User | None,
    *,
    seen: str | None,
    by: User,
    at: datetime,
) -> None:
    """Set title, level and hiring manager. ``seen`` is the page's fingerprint of them."""
    lock(role)
    rules.check_open(role)
    rules.check_unchanged(seen, facts_seen(role), "this role")
    title = rules.check_title(title)
    wanted = {
        "title": title,
        "level": level,
        "hiring_manager_id": hiring_manager.id if hiring_manager else None,
    }
    words = {"title": f"title to “{title}”", "level": f"level to {level}"}
    words["hiring_manager_id"] = (
        f"hiring manager to {hiring_manager.name if hiring_manager else 'nobody yet'}"
    )
    changed = [words[name] for name, value in wanted.items() if getattr(role, name) != value]
    for name, value in wanted.items():
        setattr(role, name, value)
    if changed:
        record("role.changed", role, by=by, at=at, role_id=role.id, what=", the ".join(changed))


def archive(role: Role, *, by: User, at: datetime) -> None:
    """Put the role away. It stays readable, and can be opened again."""
    lock(role)
    if role.archived_at is None:
        role.archived_at = at
        record("role.archived", role, by=by, at=at, role_id=role.id)


def reopen(role: Role, *, by: User, at: datetime) -> None:
    lock(role)
    if role.archived_at is not None:
        role.archived_at = None
        record("role.reopened", role, by=by, at=at, role_id=role.id)
