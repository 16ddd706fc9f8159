"""What every journey stands on: pages at three widths in two colour schemes, and faults that are noticed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.factories import Cast


@pytest.mark.parametrize("size", ["phone", "laptop", "wide"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sign_in_page_is_readable_by_everybody(
    screen: Callable[..., Page],
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
    size: str,
    scheme: str,
) -> None:
    page = screen(None, size, scheme=scheme)
    page.goto("/sign-in")
    assert page.locator("h1").count() == 1
    fits(page)
    axe(page)


def test_ada_is_signed_in_and_a_stranger_is_not(screen: Callable[..., Page], cast: Cast) -> None:
    ada, nobody = screen(cast.ada), screen()
    ada.goto("/people")
    nobody.goto("/people")
    assert (ada.url.endswith("/people"), "/sign-in" in nobody.url) == (True, True)


def test_an_inline_script_is_refused_by_the_policy_and_noticed(
    screen: Callable[..., Page], faults: list[str]
) -> None:
    page = screen()

    def plant(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</body>", "<script>1</script></body>"))

    page.route("**/sign-in", plant)
    page.goto("/sign-in")
    page.wait_for_load_state("networkidle")
    assert ["inline script violates" in fault for fault in faults] == [True]
    faults.clear()


def test_a_page_that_axe_would_complain_of_and_that_is_too_wide_is_noticed(
    screen: Callable[..., Page], axe: Callable[[Page], None], fits: Callable[[Page], None]
) -> None:
    page = screen(None, "phone")
    head = "<html lang='en'><meta name='viewport' content='width=device-width'><title>t</title>"
    page.set_content(head + "<main><h1>t</h1><input><pre>" + "wide" * 200)
    with pytest.raises(AssertionError, match="label"):
        axe(page)
    with pytest.raises(AssertionError, match="wide in 360"):
        fits(page)
