"""What a form would send as it stands: the fields of its markup, read as a browser reads them."""

from __future__ import annotations

from bs4 import Tag

from tests.audit import words_of


def fields_of(form: Tag) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for tag in form.select("input[name], select[name], textarea[name]"):
        if tag.has_attr("disabled") or tag.get("type") in ("submit", "button", "image", "reset", "file"):
            continue
        fields.setdefault(str(tag["name"]), []).extend(_values_of(tag))
    return {name: values for name, values in fields.items() if values}


def _values_of(tag: Tag) -> list[str]:
    if tag.name == "textarea":
        return [tag.get_text().replace("\r\n", "\n").removeprefix("\n")]
    if tag.name == "select":
        options = tag.select("option")
        chosen = [option for option in options if option.has_attr("selected")]
        if not chosen and not tag.has_attr("multiple"):
            chosen = options[:1]
        return [str(option.get("value", words_of(option))) for option in chosen]
    if tag.get("type") in ("checkbox", "radio"):
        return [str(tag.get("value", "on"))] if tag.has_attr("checked") else []
    return [str(tag.get("value", ""))]
