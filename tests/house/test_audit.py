"""The audit of every page notices what it should: each fault is planted here once, alone."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.audit import faults_of_headers, faults_of_markup, faults_of_page

TOKEN = '<input type="hidden" name="csrf_token" value="t">'
POST = '<form method="post" action="/x"{more}>' + TOKEN + "{inside}<button>Save</button></form>"
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; script-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Vary": "Cookie, HX-Request",
}

GOOD = [
    POST.format(more="", inside='<label for="n">Name</label><input id="n" name="n">'),
    POST.format(more="", inside="<label>Name <input name='n'></label>"),
    POST.format(more=' hx-post="/x" hx-target="#x"', inside='<input name="n" aria-label="Name">'),
    POST.format(more="", inside='<p id="p">Name</p><textarea name="n" aria-labelledby="p"></textarea>'),
    '<form action="/search"><label>Find <input name="q"></label><button>Find</button></form>',
    '<a href="/x" hx-get="/x">More</a><div hx-get="/x" hx-trigger="every 2s">Waiting</div>',
    '<button aria-label="Close"><svg></svg></button><img src="/x.png" alt="">',
    '<script src="/x.js"></script>',
]

BAD = {
    '<b id="a"></b><i id="a"></i>': "id 'a' 2 times",
    "<script>1</script>": "inline script",
    "<style>p {}</style>": "style element",
    '<p style="color: red">x</p>': "inline style",
    '<p onclick="x()">x</p>': "inline onclick",
    '<p hx-on:click="x()">x</p>': "inline hx-on:click",
    '<a href="javascript:x()">x</a>': "code in href",
    '<b hx-vals="js:{a: 1}"></b>': "code in hx-vals",
    '<form method="post" action="/x"><button>Save</button></form>': "no CSRF token",
    '<form method="post"><input type="hidden" name="csrf_token" value=""></form>': "no CSRF token",
    "<form action='/x'><form action='/y'></form></form>": "a form in a form",
    "<input name='n'>": "no label",
    '<label for="other">Name</label><input id="n" name="n">': "no label",
    '<label for="n"></label><select id="n" name="n"></select>': "no label",
    '<textarea name="n" placeholder="Name"></textarea>': "no label",
    '<input name="n" aria-labelledby="gone">': "no label",
    "<button><svg></svg></button>": "no name",
    '<a href="/x"><svg></svg></a>': "no words",
    '<img src="/x.png">': "no alt",
    '<div hx-target:inherited="#x"></div>': "an inherited htmx attribute",
    '<a href="/x" hx-delete="/x">Remove</a>': "a method other than GET and POST",
    '<a hx-get="/x">More</a>': "does nothing without JavaScript",
    '<button hx-post="/x">Save</button>': "does nothing without JavaScript",
    f'<form hx-post="/x">{TOKEN}<button>Save</button></form>': "does nothing without JavaScript",
    '<form hx-post="/x" action="/x"><button>Save</button></form>': "does nothing without JavaScript",
}

PAGE = '<html lang="en"><head><title>Roles</title></head><body><main><h1>Roles</h1></main></body></html>'


def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize("html", GOOD)
def test_nothing_is_said_of_good_markup(html: str) -> None:
    assert list(faults_of_markup(parsed(html))) == []


@pytest.mark.parametrize(("html", "fault"), BAD.items())
def test_a_fault_of_markup_is_noticed(html: str, fault: str) -> None:
    assert [each.startswith(fault) for each in faults_of_markup(parsed(html))] == [True]


def test_nothing_is_said_of_a_good_page() -> None:
    assert list(faults_of_page(parsed(PAGE))) == []


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("<h1>Roles</h1>", "", "0 h1 with words, not one"),
        ("<h1>Roles</h1>", "<h1>Roles</h1><h1>Plans</h1>", "2 h1 with words, not one"),
        ("<h1>Roles</h1>", "<h1> </h1>", "1 h1 with words, not one"),
        ("<title>Roles</title>", "<title></title>", "no title"),
        (' lang="en"', "", "html without lang"),
        ("main>", "div>", "not one main"),
    ],
)
def test_a_fault_of_a_page_is_noticed(good: str, bad: str, fault: str) -> None:
    assert list(faults_of_page(parsed(PAGE.replace(good, bad)))) == [fault]


def test_nothing_is_said_of_good_headers() -> None:
    assert list(faults_of_headers(HEADERS, is_static=False)) == []


@pytest.mark.parametrize("name", HEADERS)
def test_a_header_that_is_missing_is_noticed(name: str) -> None:
    rest = {other: value for other, value in HEADERS.items() if other != name}
    assert len(list(faults_of_headers(rest, is_static=False))) == 1


def test_a_policy_that_allows_inline_scripts_is_noticed() -> None:
    loose = HEADERS | {"Content-Security-Policy": "default-src 'self'; script-src 'unsafe-inline'"}
    assert len(list(faults_of_headers(loose, is_static=False))) == 1


def test_static_files_may_be_kept() -> None:
    kept = HEADERS | {"Cache-Control": "public, max-age=31536000, immutable", "Vary": ""}
    assert list(faults_of_headers(kept, is_static=True)) == []
