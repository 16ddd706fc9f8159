"""What every answer of the portal must be, whatever the page: looked at on each request that a test makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from bs4 import BeautifulSoup, Tag

WITHOUT_LABEL = ("hidden", "submit", "button", "reset", "image")
STARTS_BY_ITSELF = ("every", "load", "revealed", "intersect")


def faults_of_headers(headers: Mapping[str, str], *, is_static: bool) -> Iterator[str]:
    policy = headers.get("Content-Security-Policy", "")
    if "default-src 'self'" not in policy or "unsafe" in policy:
        yield f"Content-Security-Policy is {policy!r}"
    if headers.get("X-Content-Type-Options") != "nosniff":
        yield "no X-Content-Type-Options: nosniff"
    if not is_static:
        if "no-store" not in headers.get("Cache-Control", ""):
            yield f"Cache-Control is {headers.get('Cache-Control')!r}, not no-store"
        if "HX-Request" not in headers.get("Vary", ""):
            yield "Vary does not name HX-Request"


def faults_of_page(soup: BeautifulSoup) -> Iterator[str]:
    """What only a whole page must have."""
    headings = soup.find_all("h1")
    if len(headings) != 1 or not words_of(headings[0]):
        yield f"{len(headings)} h1 with words, not one"
    if soup.title is None or not words_of(soup.title):
        yield "no title"
    if soup.html is None or not soup.html.get("lang"):
        yield "html without lang"
    if len(soup.find_all("main")) != 1:
        yield "not one main"


def faults_of_markup(soup: BeautifulSoup) -> Iterator[str]:
    """What a page and a fragment must have alike."""
    ids = Counter(str(tag["id"]) for tag in soup.find_all(id=True))
    yield from (f"id {name!r} {count} times" for name, count in ids.items() if count > 1)
    yield from _faults_of_inline_code(soup)
    for form in soup.find_all("form"):
        yield from _faults_of_form(form)
    for field in soup.find_all(["input", "select", "textarea"]):
        if field.get("type") not in WITHOUT_LABEL and not _is_labelled(field, soup):
            yield f"no label: {_start_of(field)}"
    for button in soup.find_all("button"):
        if not _has_name(button, soup):
            yield f"no name: {_start_of(button)}"
    for link in soup.find_all("a", href=True):
        if not _has_name(link, soup):
            yield f"no words: {_start_of(link)}"
    for image in soup.find_all("img"):
        if not image.has_attr("alt"):
            yield f"no alt: {_start_of(image)}"
    yield from _faults_of_htmx(soup)


def _faults_of_inline_code(soup: BeautifulSoup) -> Iterator[str]:
    yield from (f"inline script: {_start_of(tag)}" for tag in soup.find_all("script") if not tag.get("src"))
    yield from (f"style element: {_start_of(tag)}" for tag in soup.find_all("style"))
    for tag in soup.find_all(True):
        for name, value in tag.attrs.items():
            if name == "style" or name.startswith(("on", "hx-on", "data-hx-on")):
                yield f"inline {name}: {_start_of(tag)}"
            elif str(value).strip().lower().startswith(("javascript:", "js:")):
                yield f"code in {name}: {_start_of(tag)}"


def _faults_of_form(form: Tag) -> Iterator[str]:
    if form.find("form"):
        yield f"a form in a form: {_start_of(form)}"
    if str(form.get("method", "get")).lower() == "post":
        token = form.find("input", attrs={"name": "csrf_token"})
        if not isinstance(token, Tag) or not token.get("value"):
            yield f"no CSRF token: {_start_of(form)}"


def _faults_of_htmx(soup: BeautifulSoup) -> Iterator[str]:
    """Everything works without JavaScript, and nothing is inherited."""
    for tag in soup.find_all(True):
        names = [name.removeprefix("data-") for name in tag.attrs]
        if any(name.startswith("hx-") and name.endswith(":inherited") for name in names):
            yield f"an inherited htmx attribute: {_start_of(tag)}"
        if any(name in ("hx-put", "hx-patch", "hx-delete") for name in names):
            yield f"a method other than GET and POST: {_start_of(tag)}"
        if not {"hx-get", "hx-post"} & set(names):
            continue
        trigger = str(tag.get("hx-trigger", ""))
        if tag.name == "form":
            if not tag.get("action") or ("hx-post" in names) != (
                str(tag.get("method", "get")).lower() == "post"
            ):
                yield f"does nothing without JavaScript: {_start_of(tag)}"
        elif tag.name == "a":
            if not tag.get("href"):
                yield f"does nothing without JavaScript: {_start_of(tag)}"
        elif not trigger.startswith(STARTS_BY_ITSELF) and not (tag.find_parent("form") or tag.get("form")):
            yield f"does nothing without JavaScript: {_start_of(tag)}"


def _is_labelled(field: Tag, soup: BeautifulSoup) -> bool:
    label = field.find_parent("label")
    if label is None and field.get("id"):
        label = soup.find("label", attrs={"for": field["id"]})
    return (isinstance(label, Tag) and bool(words_of(label))) or _has_name(field, soup, inside=False)


def _has_name(tag: Tag, soup: BeautifulSoup, *, inside: bool = True) -> bool:
    """Whether a screen reader has something to say: the words inside, or those that ARIA gives."""
    if tag.get("aria-label") or (inside and (words_of(tag) or _has_named_picture(tag))):
        return True
    named = (soup.find(id=name) for name in str(tag.get("aria-labelledby", "")).split())
    return any(isinstance(other, Tag) and words_of(other) for other in named)


def _has_named_picture(tag: Tag) -> bool:
    return tag.find("img", alt=True) is not None or tag.find(attrs={"aria-label": True}) is not None


def words_of(tag: Tag) -> str:
    """What is written in it, with single spaces."""
    return " ".join(tag.get_text(" ").split())


def _start_of(tag: Tag) -> str:
    text = str(tag)
    return text if len(text) <= 140 else text[:140] + "..."
