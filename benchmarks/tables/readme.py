"""The chief figures, between two marks in the README: a line each, with the command above them."""

from __future__ import annotations

from collections.abc import Iterable

from tables.page import line
from tables.section import Section

BEGIN, END = "<!-- Figures: written by scripts/bench.py -->", "<!-- End of figures -->"
HEADLINES: dict[str, tuple[str, ...]] = {}
"""Section -> the measures that the README tells, in their order."""


def with_figures(text: str, sections: Iterable[Section]) -> str:
    """Return the README ``text`` with the headlines of ``sections`` between its marks."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        return text
    told = "\n".join(_section(section) for section in sections if _headlines(section))
    return f"{before}{BEGIN}\n\n{told}\n{END}{after}" if told else text


def _section(section: Section) -> str:
    lines = [f"{section.title}: `python3 scripts/bench.py {section.name}`", ""]
    lines += [f"- {each[0].upper()}{each[1:]}." for each in _headlines(section)]
    return "\n".join([*lines, ""])


def _headlines(section: Section) -> list[str]:
    figures = {figure.measure: figure for figure in section.figures}
    wanted = HEADLINES.get(section.name, ())
    return [line(figures[measure]) for measure in wanted if measure in figures]
