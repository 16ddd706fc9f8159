"""What the house says when it will not do a thing. Pure, so that rules and actions may raise it.

A refusal carries one sentence for the person, the HTTP status that fits it, and, where it concerns
one field of a form, that field's name.
"""


class Refused(Exception):
    """The request was understood and is not carried out. ``str()`` is a sentence for the person."""

    status = 422

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Conflict(Refused):
    """Someone was faster, or two things cannot both be true. Nothing was changed."""

    status = 409


class Gone(Refused):
    """A private link that was good once and is no longer."""

    status = 410
