"""The story as one HTML page, to read, to hear through a screen reader, to print.

The page holds all it needs: no script, no picture, letter or style from
elsewhere. The same story gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files

from voicecoach.adapters.reports._chart import Chart, bars, dots
from voicecoach.adapters.reports._page_text import (
    FOOTER,
    HEADINGS,
    LANGUAGE,
    long_day,
    safe,
    said,
    short_day,
)
from voicecoach.core.activities import Activity
from voicecoach.core.progress.history import SessionRow
from voicecoach.core.progress.story import Section, Story

DOTS = 18
"""Sessions in the chart of pain at most: so it is printed on one page with the first chart."""

NOTHING = "default-src 'none'; style-src 'unsafe-inline'"
"""Tells the browser to load and run nothing, save the style within the page."""
FEW = 5
"""Columns of a table that find room on any screen; where there are more, no cell is wrapped."""

Cells = tuple[str, ...]
"""The texts of one row of a table."""


def html_page(story: Story) -> str:
    """Return the page, UTF-8 with a line feed at the end."""
    style = (files("voicecoach.adapters.reports") / "page.css").read_text(encoding="utf-8")
    parts = [*_summary(story), *_charts(story), *_tables(story)]
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{LANGUAGE}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{NOTHING}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Progress report, {long_day(story.today)}</title>",
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#main">Skip to the summary</a>',
            "<header>",
            "<h1>Progress report</h1>",
            f'<p><time datetime="{story.today}">{long_day(story.today)}</time></p>',
            "</header>",
            '<main id="main" tabindex="-1">',
            *parts,
            "</main>",
            "<footer>",
            *(f"<p>{safe(text)}</p>" for text in FOOTER),
            "</footer>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _summary(story: Story) -> Iterator[str]:
    yield "<h2>Summary</h2>"
    for section in story.sections:
        yield from _section(section, story.language)


def _section(section: Section, language: str) -> Iterator[str]:
    foreign = f' lang="{safe(language)}"' if language.partition("-")[0] != LANGUAGE else ""
    yield f"<h3>{HEADINGS[section.topic]}</h3>"
    yield f"<ul{foreign}>"
    yield from (f"<li>{safe(sentence)}</li>" for sentence in section.sentences)
    yield "</ul>"


def _charts(story: Story) -> Iterator[str]:
    """Yield the charts for which there is something to show."""
    weeks = story.weeks
    begins = f"Each bar is a week, named by its Monday, from {long_day(weeks[0].monday)} on."
    labels = tuple(short_day(week.monday) for week in weeks)
    found: list[str] = []
    if any(week.sessions for week in weeks):
        values = tuple(week.sessions for week in weeks)
        text = f"{begins} The most sessions in a week: {max(values)}."
        chart = Chart("sessions", "Sessions a week", text, labels, values)
        found += _chart(
            chart, bars(chart, least=3), ("Week from", "Sessions"), _weekly(story, values)
        )
    if pains := _pains(story):
        found += pains
    if any(week.activity_minutes for week in weeks):
        values = tuple(week.activity_minutes for week in weeks)
        text = f"{begins} The most minutes in a week: {max(values)}."
        chart = Chart("activities", "Minutes of other activities a week", text, labels, values)
        heads = ("Week from", "Minutes")
        found += _chart(chart, bars(chart, least=30), heads, _weekly(story, values))
    if found:
        yield "<h2>Charts</h2>"
        yield from found


def _pains(story: Story) -> list[str]:
    latest = _recent(story)[-DOTS:]
    values = tuple(row.worst_pain for row in latest)
    numbers = [value for value in values if value is not None]
    if not numbers:
        return []
    text = (
        f"Each dot is a session, from {long_day(latest[0].day)} on, on a scale from 0 to 10. "
        f"The lowest number is {min(numbers)}, the highest {max(numbers)}."
    )
    labels = tuple(short_day(row.day) for row in latest)
    chart = Chart("pain", "Worst pain, session by session", text, labels, values)
    cells = [(long_day(row.day), said(row.worst_pain)) for row in latest]
    return list(_chart(chart, dots(chart), ("Day", "Worst pain, 0 to 10"), cells))


def _chart(chart: Chart, picture: str, heads: Cells, rows: Sequence[Cells]) -> Iterator[str]:
    """Yield a picture with its heading, and the table behind it."""
    yield '<section class="chart">'
    yield f"<h3>{chart.title}</h3>"
    yield picture
    yield "</section>"
    yield f"<details><summary>{chart.title}, as a table</summary>"
    yield from _table(f"{chart.id}-table", chart.title, heads, rows)
    yield "</details>"


def _tables(story: Story) -> Iterator[str]:
    """Yield the sessions and the activities of the weeks that are shown, one by one."""
    since = long_day(story.weeks[0].monday)
    heads: Cells
    if sessions := [_session_cells(row) for row in _recent(story)]:
        heads = ("Day", "Level", "End", "Minutes", "Sets", "Worst pain", "Effort", "Under control")
        yield "<h2>Sessions one by one</h2>"
        yield from _table("all-sessions", f"Sessions since {since}", heads, sessions)
    first = story.weeks[0].monday
    moved = [each for each in story.activities if first <= each.day <= story.today]
    if activities := [_activity_cells(each) for each in moved]:
        heads = ("Day", "Activity", "Minutes", "Worst pain", "Note")
        yield "<h2>Other activities one by one</h2>"
        yield from _table("all-activities", f"Other activities since {since}", heads, activities)


def _session_cells(row: SessionRow) -> Cells:
    answers = (said(row.worst_pain), said(row.effort), said(row.control))
    return long_day(row.day), row.level, row.outcome, str(row.minutes), str(row.sets), *answers


def _activity_cells(each: Activity) -> Cells:
    return long_day(each.day), each.kind, str(each.minutes), said(each.pain), each.note


def _table(name: str, caption: str, heads: Cells, rows: Sequence[Cells]) -> Iterator[str]:
    """Yield a table; where it is wider than the screen, it alone moves sideways."""
    yield f'<div class="scroll" role="region" aria-labelledby="{name}" tabindex="0">'
    dense = ' class="dense"' if len(heads) > FEW else ""
    yield f'<table{dense}>\n<caption id="{name}">{safe(caption)}</caption>'
    yield (
        "<thead><tr>" + "".join(f'<th scope="col">{safe(h)}</th>' for h in heads) + "</tr></thead>"
    )
    yield "<tbody>"
    for first, *rest in rows:
        row = "".join(f"<td>{safe(value)}</td>" for value in rest)
        yield f'<tr><th scope="row">{safe(first)}</th>{row}</tr>'
    yield "</tbody>\n</table>\n</div>"


def _weekly(story: Story, values: Sequence[int]) -> list[Cells]:
    return [
        (long_day(week.monday), str(value)) for week, value in zip(story.weeks, values, strict=True)
    ]


def _recent(story: Story) -> list[SessionRow]:
    """Return the sessions of the weeks that are shown."""
    first = story.weeks[0].monday
    return [row for row in story.sessions if first <= row.day <= story.today]
