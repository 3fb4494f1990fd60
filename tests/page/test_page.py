"""The progress report in Chromium: axe-core finds nothing, nothing is fetched, it fits."""

import re

import pytest

from stories import TODAY, story, walk, weekly
from voicecoach.adapters.reports.html import html_page

OPEN = "document.querySelectorAll('details').forEach(each => { each.open = true })"
DARK = {"prefers-color-scheme": "dark"}
FORCED = {"forced-colors": "active"}
SETTINGS = {
    "light": {},
    "dark": {"features": DARK},
    "320 pixels": {"width": 320, "height": 640},
    "forced colours": {"features": FORCED},
    "forced colours, dark": {"features": FORCED | DARK},
    "print": {"media": "print"},
}


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A page with everything: twelve weeks, all charts, all tables."""
    records = weekly(*[3, 2, 1] * 4, pains=(None, 3, 6, 0) * 3)
    path = tmp_path_factory.mktemp("page") / "full.html"
    path.write_text(html_page(story(records, [walk(TODAY, 30, 1)])), encoding="utf-8")
    return path


@pytest.mark.parametrize("setting", SETTINGS)
def test_axe_finds_nothing(browser, full, setting):
    with browser.page(full, **SETTINGS[setting]) as page:
        page.evaluate(OPEN)

        assert page.violations() == []


def test_axe_finds_nothing_before_the_first_session(browser, tmp_path):
    path = tmp_path / "empty.html"
    path.write_text(html_page(story([])), encoding="utf-8")
    with browser.page(path) as page:
        assert page.violations() == []


def test_axe_would_find_something(browser, full, tmp_path):
    path = tmp_path / "broken.html"
    text = full.read_text(encoding="utf-8").replace("--ink: #1b1b1b", "--ink: #b0b0b0")
    path.write_text(text.replace(' lang="en"', ""), encoding="utf-8")
    with browser.page(path) as page:
        found = [line.partition(":")[0] for line in page.violations()]

    assert {"color-contrast", "html-has-lang"} <= set(found)


def test_nothing_is_fetched(browser, full):
    with browser.page(full) as page:
        assert page.requests() == [full.as_uri()]


@pytest.mark.parametrize("width", [320, 1000])
def test_the_page_never_moves_sideways(browser, full, width):
    with browser.page(full, width=width) as page:
        page.evaluate(OPEN)

        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_desk_no_table_moves_sideways_either(browser, full):
    over = (
        "[...document.querySelectorAll('.scroll')].map(each => each.scrollWidth - each.clientWidth)"
    )
    with browser.page(full, width=1000) as page:
        page.evaluate(OPEN)

        assert set(page.evaluate(over)) == {0}


def test_the_letters_of_a_chart_are_as_large_on_a_telephone(browser, full):
    height = "document.querySelector('svg text').getBoundingClientRect().height"
    with browser.page(full) as page:
        wide = page.evaluate(height)
    with browser.page(full, width=320) as page:
        assert page.evaluate(height) == wide


def test_it_prints_on_a4(browser, full, tmp_path):
    with browser.page(full) as page:
        page.print(tmp_path / "page.pdf")
    boxes = re.findall(rb"/MediaBox \[([\d. ]+)\]", (tmp_path / "page.pdf").read_bytes())

    assert boxes
    for box in boxes:
        assert [round(float(part)) for part in box.split()] == [0, 0, 595, 842]
