"""What may become of a question: who puts it into use, when, and with which reasons."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.refusals import Refused

STATES = {
    "in_use": "In use",
    "in_review": "In review",
    "draft": "Draft",
    "retired": "Retired",
}
NEWER = "newer"  # asked for like a state: the product's words changed under the company's version
ORIGINS = {
    "shipped": "Comes with Colloquy",
    "adapted": "Adapted here",
    "own": "Written here",
}
ENOUGH = 4  # questions for one competency and level, so that four stages never repeat one

LONGEST = {"text": 2000, "probes": 4000, "material": 20_000, "key": 4000, "anchor": 1000}  # characters
LONGEST_NAME = 120  # of an id, a paraphrase group, a scenario family

FEWEST_RATINGS = 5
FEWEST_CANDIDATES = 3
FEWEST_TO_COMPARE = 10


def needs_second_person(approver_id: int, writer_ids: Collection[int]) -> bool:
    """Whether who would approve a version is among those who wrote it."""
    return approver_id in writer_ids


def check_four_eyes(
    approver_id: int, writer_ids: Collection[int], other_coordinators: int, alone_reason: str
) -> None:
    """Raise Refused unless someone else approves, or nobody else could and the approver says why it is done."""
    if not needs_second_person(approver_id, writer_ids):
        return
    if other_coordinators:
        raise Refused("You wrote some of this version, so another coordinator puts it into use.")
    if not alone_reason.strip():
        raise Refused(
            "You wrote this version and are the only coordinator. Write why it is put into use unread by another.",
            field="alone_reason",
        )


def check_faults(unlawful: Sequence[str], other_faults: int, is_accepted: bool, reason: str) -> None:
    """Raise Refused for words that must not be asked about; other faults need to be accepted with a reason."""
    if unlawful:
        raise Refused(f"This must not be asked, so it cannot be put into use: {unlawful[0]}.")
    if not other_faults:
        return
    if not is_accepted:
        raise Refused("Tick that it is used all the same, or have it changed.", field="accepted")
    if not reason.strip():
        raise Refused("Write why it is used all the same.", field="faults_reason")


def check_whole(missing: Sequence[str]) -> None:
    if missing:
        raise Refused(f"Still to be written: {'; '.join(missing)}.")


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Write the reason, for those who wonder later.", field="reason")


def settled(candidates: Sequence[int]) -> Sequence[int]:
    """Whose ratings figures are made of: candidates in the order of their decisions, three at a time.

    Figures that moved with each single decision would tell one candidate's ratings to who looked before and after.
    """
    return candidates[: len(candidates) // FEWEST_CANDIDATES * FEWEST_CANDIDATES]
