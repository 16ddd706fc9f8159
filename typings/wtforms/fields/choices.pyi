"""WTForms' fields of choices as version 3.3 has them; what the type checker brings along is older."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from wtforms.fields.core import Field

class Choice: ...

class SelectChoice:
    def __init__(
        self,
        value: Any,
        label: str | None = None,
        render_kw: dict[str, Any] = ...,
        optgroup: str | None = None,
    ) -> None: ...
    value: Any
    label: str
    render_kw: dict[str, Any]
    optgroup: str | None

_Choices = Iterable[SelectChoice] | Mapping[str, Iterable[SelectChoice]]

class SelectFieldBase(Field): ...

class SelectField(SelectFieldBase):
    choices: Any
    coerce: Callable[[Any], Any]
    validate_choice: bool
    def __init__(
        self,
        label: str | None = None,
        validators: Iterable[Any] | None = None,
        coerce: Callable[[Any], Any] = ...,
        choices: _Choices | Callable[[], _Choices] | None = None,
        validate_choice: bool = True,
        **options: Any,
    ) -> None: ...

class SelectMultipleField(SelectField):
    data: list[Any] | None

class RadioField(SelectField): ...
