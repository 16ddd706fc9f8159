"""Templates hold no code, forget no token, and name no class, file or block that is not there."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.web import fragments
from tests.databases import Database
from tests.factories import Cast
from tests.house.crawl import Walker, undone
from tests.house.whole_hire import Hire, make_hire
from tests.page import Browser

HOUSE = Path(__file__).parents[2]
TEMPLATES = sorted((HOUSE / "templates").rglob("*.html"))
STYLES = sorted((HOUSE / "static").rglob("*.css"))
SCRIPTS = sorted((HOUSE / "static").rglob("*.js"))
CODE = {
    "an inline script": r"<script(?![^>]*\bsrc=)",
    "a style element": r"<style\b",
    "an inline style": r"""\sstyle\s*=""",
    "a handler": r"""\son[a-z]+\s*=\s*["']""",
    "an htmx handler": r"hx-on",
    "code in an address": r"""["'\s](javascript|data:text/html|js):""",
}
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def source(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


# No code


def code_in(text: str) -> list[str]:
    return [what for what, pattern in CODE.items() if re.search(pattern, text, re.IGNORECASE)]


def test_no_template_holds_code() -> None:
    assert {path.name: code_in(source(path)) for path in TEMPLATES if code_in(source(path))} == {}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<script>go()</script>", "an inline script"),
        ("<style>p {}</style>", "a style element"),
        ('<p class="x" style="color: red">', "an inline style"),
        ('<p onclick="go()">', "a handler"),
        ('<p hx-on:click="go()">', "an htmx handler"),
        ('<a href="javascript:go()">', "code in an address"),
        ("<b hx-vals='js:{a: 1}'>", "code in an address"),
    ],
)
def test_code_in_a_template_is_noticed(text: str, what: str) -> None:
    assert what in code_in(text)


# Every form that changes something carries its token


def forms_without_token(text: str) -> list[str]:
    posts = re.findall(r"<form\b[^>]*?method=.post.[\s\S]*?(?:</form>|\Z)", text, re.IGNORECASE)
    return [form[:80] for form in posts if "csrf_token" not in form]


def test_every_form_that_posts_carries_its_token() -> None:
    assert [form for path in TEMPLATES for form in forms_without_token(source(path))] == []


def test_a_form_without_a_token_is_noticed() -> None:
    assert forms_without_token('<form action="/x" method="post"><button>Go</button></form>') != []


# Every class stands in the style sheets


def classes_of(text: str) -> Iterator[str]:
    """The class names that a template writes; where an expression ends a name, the name's beginning and "*"."""
    for value in re.findall(r"""\bclass=("(?:\{\{.*?\}\}|\{%.*?%\}|[^"])*")""", text, re.DOTALL):
        for expression in re.findall(r"\{\{.*?\}\}", value, re.DOTALL):
            # Words that an expression chooses from; those that it compares with or calls with are no classes.
            chosen = re.sub(r"""(==|!=|\bin\b|\()\s*("[^"]*"|'[^']*')""", "", expression)
            for literal, goes_on in re.findall(r"""["']([a-z0-9 -]+)["'](\s*~)?""", chosen):
                yield from literal.split()[:-1] if goes_on else literal.split()
                if goes_on:
                    yield literal.split()[-1] + "*"
        plain = re.sub(r"\{%.*?%\}", " ", re.sub(r"\{\{.*?\}\}", "*", value.strip('"'), flags=re.DOTALL))
        yield from (word.partition("*")[0] + "*" * ("*" in word) for word in plain.split() if word[0] != "*")


def known_classes() -> set[str]:
    styled = {name for path in STYLES for name in re.findall(r"\.([a-z][a-z0-9-]*)", path.read_text())}
    strings = [text for path in SCRIPTS for text in re.findall(r"""["'`]([^"'`]*)["'`]""", path.read_text())]
    scripted = {name for text in strings for name in re.findall(r"\.([a-z][a-z0-9-]*)", text)}
    return styled | scripted


def unknown_classes(text: str, known: set[str]) -> list[str]:
    return sorted(
        {
            name
            for name in classes_of(text)
            if not (any(k.startswith(name[:-1]) for k in known) if name.endswith("*") else name in known)
        }
    )


def test_every_class_is_in_a_style_sheet() -> None:
    known = known_classes()
    found = {str(p.relative_to(HOUSE)): unknown_classes(source(p), known) for p in TEMPLATES}
    assert {path: names for path, names in found.items() if names} == {}


def test_a_class_that_no_style_sheet_has_is_noticed() -> None:
    chosen = """{{ "lost" if x == "row" else "gone" }} {{ "away" ~ x }}"""
    text = f'<p class="row mark-{{{{ k }}}} nowhere-{{{{ k }}}}{{% if y %}} astray{{% endif %}} {chosen}">'
    assert unknown_classes(text, {"row", "mark-done"}) == ["astray", "away*", "gone", "lost", "nowhere-*"]


# Every file is there, and every fragment stands alone


@pytest.fixture
def hire(cast: Cast) -> Hire:
    return make_hire(cast)


def test_every_file_that_a_style_sheet_or_a_script_names_is_there() -> None:
    lost = []
    for path in (*STYLES, *SCRIPTS):
        text = path.read_text()
        named = re.findall(r"""url\(["']?(?!data:|#)([^"')]+)""", text) if path.suffix == ".css" else []
        named += re.findall(r"""(?:from|import)\s*\(?["'](\.[^"']+)["']""", text)
        lost += [(path.name, name) for name in named if not (path.parent / name.partition("?")[0]).exists()]
    assert lost == []


def blocks_named() -> set[tuple[str, str]]:
    """(template, block) of every block whose name a room's views write down: what htmx may be given alone."""
    named = set()
    for room in (HOUSE / "templates").iterdir():
        folder = HOUSE / "app" / room.name
        words = {
            node.value
            for path in folder.glob("*.py")
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        for path in room.glob("*.html"):
            blocks = re.findall(r"\{%-?\s*block\s+(\w+)", source(path))
            named |= {(f"{room.name}/{path.name}", block) for block in blocks if block in words}
    return {(template, block) for template, block in named if block not in ("main", "title", "head")}


def test_every_fragment_renders_alone_as_it_stands_on_its_page(
    app: Flask,
    database: Database,
    browser: Callable[..., Browser],
    hire: Hire,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every page of rita's is asked for whole and as htmx asks, and every form sent as it stands."""
    rendered: list[tuple[str, str]] = []
    render = fragments.render_block

    def noting(template: str, block: str, **context: Any) -> str:
        rendered.append((template, block))
        return render(template, block, **context)

    monkeypatch.setattr(fragments, "render_block", noting)
    rita = Walker(browser(hire.cast.rita))
    htmx = {"HX-Request": "true", "HX-Request-Type": "partial"}
    broken, lost = [], set()
    with undone(database):
        pages, forms = rita.crawl("/", most=2)
        for url, whole in pages.items():
            lost |= set(re.findall(r'(?:href|src)="(/static/[^"?]+)', whole.decode(errors="replace")))
            before = len(rendered)
            answer = rita.send("GET", url, headers=htmx)
            is_part = len(rendered) > before and answer.status_code == 200
            if is_part and words(answer.data) not in words(whole):
                broken.append(f"{url}: {rendered[-1]} differs from its place on the page")
        for form in {form.endpoint: form for form in forms if form.method == "POST"}.values():
            for fields in (form.fields, {}):
                with undone(database):
                    data = fields | {"csrf_token": [rita.token]}
                    answer = rita.send("POST", form.action, data=data, headers=htmx)
                if answer.status_code >= 500:
                    broken.append(f"POST {form.action}: {answer.status_code}")
    assert broken == []
    assert blocks_named() - {*rendered} == set()
    assert [link for link in lost if not (HOUSE / link.removeprefix("/")).is_file()] == []


def words(markup: bytes) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", markup.decode()).split())
