"""The page of the progress report, read as a browser reads it (see tests/page for a real one)."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import stories
from stories import TODAY, session, story, walk, weekly
from voicecoach.adapters.reports.html import DOTS, html_page
from voicecoach.core.progress.story import Story

CSS = (files("voicecoach.adapters.reports") / "page.css").read_text(encoding="utf-8")
VOID = {"meta", "br", "rect", "circle", "line"}


FULL = story(weekly(2, 3, 0, 2, pains=(4, None, None, 2)), [walk(TODAY, 30, 1)])


class Reader(HTMLParser):
    """Reads a page and refuses what is not closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        """Tag -> the texts right in it."""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        assert len({name for name, _value in attrs}) == len(attrs), "an attribute twice"
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if self._open:
            self.texts[self._open[-1]][-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(told: Story) -> Reader:
    return Reader(html_page(told))


# --- its build --------------------------------------------------------------------


def test_the_page_has_language_title_and_one_first_heading():
    read = page(FULL)

    assert read.all("html") == [{"lang": "en"}]
    assert read.texts["title"][0] == "Progress report, 25 November 2026"
    assert read.texts["h1"] == ["Progress report"]


@pytest.mark.parametrize("told", [FULL, story([])], ids=["full", "empty"])
def test_headings_go_down_by_one_step(told):
    steps = [int(tag[1]) for tag, _ in page(told).tags if re.fullmatch("h[1-6]", tag)]

    assert steps[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(steps))


def test_the_skip_link_leads_to_the_main_part_and_comes_first():
    read = page(FULL)

    assert read.all("a")[0]["href"] == "#main"
    assert read.all("main")[0]["id"] == "main"
    assert [tag for tag, _ in read.tags if tag in {"a", "header", "main", "footer"}][:4] == [
        "a", "header", "main", "footer",
    ]  # fmt: skip


def test_the_sentences_are_those_that_are_said():
    assert tuple(page(FULL).texts["li"]) == FULL.sentences


def test_each_chart_has_a_name_a_description_and_a_table():
    read = page(FULL)
    ids = [attributes["id"] for _tag, attributes in read.tags if attributes.get("id")]

    assert len(ids) == len(set(ids))
    assert len(read.all("svg")) == len(read.all("details")) == 3
    for picture in read.all("svg"):
        assert picture["role"] == "img"
        assert set(picture["aria-labelledby"].split()) <= set(ids)
    assert all(text.strip() for text in read.texts["title"] + read.texts["desc"])
    assert all(text.strip() for text in read.texts["caption"])
    assert {cell.get("scope") for cell in read.all("th")} == {"col", "row"}
    for region in read.all("div"):
        assert region["aria-labelledby"] in ids
        assert region["tabindex"] == "0"


def test_each_value_of_a_chart_stands_there_as_a_number_and_in_the_table():
    text = html_page(FULL)
    chart, table = re.findall(
        r'<svg.*?id="sessions-title".*?</svg>|<table>.*?</table>', text, re.DOTALL
    )[:2]

    assert re.findall(r'class="number".*?>(\d+)<', chart) == ["2", "3", "0", "2"]
    assert re.findall(r"<td>(\d+)</td>", table) == ["2", "3", "0", "2"]


def test_a_session_without_a_number_for_pain_says_so():
    text = html_page(FULL)

    assert text.count("none said") == 3
    assert "<td>not said</td>" in text


def test_without_a_session_there_is_no_chart_and_no_table():
    read = page(story([]))

    assert not read.all("svg")
    assert not read.all("table")
    assert read.texts["li"] == list(story([]).sentences)


def test_the_chart_of_pain_shows_the_latest_sessions_only():
    read = html_page(story(weekly(*[3] * 12, pains=(1,) * 12)))

    assert read.count('class="dot"') == DOTS


# --- what it holds from elsewhere ------------------------------------------------------


def test_the_page_asks_for_nothing():
    text = html_page(FULL)
    read = Reader(text)

    assert not {"script", "link", "img", "iframe", "object", "form"} & {tag for tag, _ in read.tags}
    assert not re.search(r"https?:|url\(|@import|\bsrc=|\bon\w+=", text)
    assert {"default-src 'none'; style-src 'unsafe-inline'"} < {
        attributes.get("content") for attributes in read.all("meta")
    }


def test_the_same_story_gives_the_same_page():
    assert html_page(FULL) == html_page(FULL)


HOSTILE = "<b>&\"'</title></svg>--><script>alert(1)</script>"


@settings(max_examples=40)
@given(
    st.lists(stories.records, max_size=5).map(lambda all_: sorted(all_, key=lambda r: r.started)),
    st.lists(stories.activities, max_size=4),
)
@example([session(TODAY, level=HOSTILE)], [walk(TODAY)])
def test_whatever_the_log_holds_is_text(records, activities):
    read = page(story(records, activities))

    assert not {"script", "b"} & {tag for tag, _ in read.tags}
    html_page(story(records, activities)).encode("utf-8")


def test_a_level_is_told_as_it_is_written():
    assert HOSTILE in page(story([session(TODAY, level=HOSTILE)])).texts["td"]


# --- its colours -----------------------------------------------------------------------


def palettes() -> Iterator[tuple[str, dict[str, str]]]:
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    for name, block in zip(("light", "dark", "print"), blocks, strict=True):
        yield name, dict(re.findall(r"--(\w+): (#\w{6});", block))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("name", "colours"), list(palettes()))
def test_text_has_a_contrast_of_four_and_a_half_and_marks_of_three(name, colours):
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    for text in ("ink", "quiet", "link"):
        assert contrast(colours[text], colours["paper"]) >= 4.5, text
    for mark in ("mark", "line"):
        assert contrast(colours[mark], colours["paper"]) >= 3, mark
