"""The chief figures, between two marks in the README: a line each, with the command above them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from tables.figure import Figure, brief
from tables.section import Section

BEGIN, END = "<!-- Figures: written by scripts/bench.py -->", "<!-- End of figures -->"
BASELINES = {
    "say_and_sleep, on a schedule": "pyttsx3 and sleep, on a schedule",
    "listen_and_recognize": "SpeechRecognition with sphinx",
    "say_hello": "pyttsx3 alone",
    "naive_export": "pyttsx3, pydub and ffmpeg",
    "the peers' three libraries, loaded": "loading pyttsx3, SpeechRecognition and pydub",
}
"""Name of a baseline -> what it is to somebody who has not seen it."""
HEADLINES: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("headlines.yaml").read_text(encoding="utf-8")
)
"""Section -> measure -> what it is called in the README, in this order."""


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
    wanted = HEADLINES.get(section.name, {})
    return [_line(name, figures[each]) for each, name in wanted.items() if each in figures]


def _line(name: str, figure: Figure) -> str:
    unit = "" if figure.unit == "times" else f" {figure.unit}"
    told = f"{name}: {brief(figure.ours.middle)}{unit}"
    if figure.ours.count > 1:
        hourly = figure.unit == "an hour"
        told += f", in {figure.ours.count} min" if hourly else f", of {figure.ours.count}"
    if figure.other:
        peer = BASELINES.get(figure.baseline, figure.baseline)
        told += f"; {peer}: {brief(figure.other.middle)}{unit}"
    return f"{told}; goal {figure.goal}: {figure.verdict}" if figure.goal else told
