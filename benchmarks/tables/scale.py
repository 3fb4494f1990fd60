"""How much one core makes, between two marks in docs/scale.md, and an example of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tables.figure import brief
from tables.section import Section

BEGIN, END = "<!-- Scale: written by scripts/bench.py -->", "<!-- End of scale -->"
PROGRAMMES, SPEEDS, MACHINES, CORES = 100, 3, 4, 2
"""Of the example."""
OTHERS = ("m4b", "opus")
"""Formats beside mp3, which is measured first and so the one that is cold."""


def rate(name: str, how: str, voice: str) -> str:
    """Return what the row is called that tells sessions in an hour of one core."""
    return f"the command, {name}, {how}, voice {voice}: sessions in an hour of one core"


def size(name: str) -> str:
    """Return what the row is called that tells the megabytes of one format."""
    return f"the command, {name}: size of what it writes"


def memory(how: str, voice: str) -> str:
    """Return what the row is called that tells the peak of memory."""
    return f"the command, m4b, {how}, voice {voice}: peak of memory"


def with_scale(text: str, sections: Iterable[Section]) -> str:
    """Return the page ``text`` with the figures of the section export between its marks."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    found = next((each for each in sections if each.name == "export"), None)
    if not (begin and end and found):
        return text
    rows = {figure.measure: figure.ours.middle for figure in found.figures}
    try:
        told = "\n".join([*_figures(rows, found), "", *_example(rows)])
    except KeyError:  # a section that failed half-way
        return text
    return f"{before}{BEGIN}\n\n{told}\n\n{END}{after}"


def _figures(rows: Mapping[str, float], section: Section) -> Iterator[str]:
    date, processor = (section.machine.get(name, "unknown") for name in ("date", "processor"))
    yield f"Measured on {date}, {processor}; sessions that one core makes in an hour:"
    yield ""
    for voice, name in (("espeak", "mp3"), ("hibari", "m4b")):
        cold, warm = (rows[rate(name, how, voice)] for how in ("cold", "warm"))
        yield f"- {name} in the voice {voice}: {brief(cold)} cold, {brief(warm)} warm."
    for name in OTHERS:
        new, warm = (rows[rate(name, how, "espeak")] for how in ("spoken already", "warm"))
        yield f"- {name} beside it: {brief(new)} where it is spoken already, {brief(warm)} warm."
    each = ", ".join(f"{name} {brief(rows[size(name)])} MB" for name in ("mp3", *OTHERS))
    yield f"- Disk for a session: {each}. mp3 is a file for each part, and one of all."
    yield f"- Memory: {brief(rows[memory('cold', 'hibari')])} MB at most for each core."


def _example(rows: Mapping[str, float]) -> Iterator[str]:
    folders, at_once = PROGRAMMES * SPEEDS, MACHINES * CORES
    one = 1 / rows[rate("m4b", "cold", "hibari")]
    more = 1 / rows[rate("opus", "spoken already", "espeak")]
    hours, gigabytes = folders * one, folders * rows[size("m4b")] / 1000
    yield (
        f"An example, worked out from these figures: {PROGRAMMES} programmes of 25 minutes, in the "
        f"voice hibari, at {SPEEDS} speeds, as m4b."
    )
    yield ""
    yield (
        f"- {folders} folders take {brief(hours)} hours of one core: {brief(hours / at_once)} "
        f"hours on {MACHINES} machines with {CORES} cores each, as {at_once} shares."
    )
    yield f"- They need {brief(gigabytes)} GB of disk."
    yield (
        f"- opus beside it adds {brief(folders * more)} hours of one core, "
        f"and {brief(folders * rows[size('opus')] / 1000)} GB."
    )
    yield (
        f"- All once more with the cache kept: "
        f"{brief(folders / rows[rate('m4b', 'warm', 'hibari')])} hours of one core."
    )
    yield (
        f"- A programme that was written anew is {SPEEDS} folders: "
        f"{brief(SPEEDS * one * 60)} minutes of one core."
    )
