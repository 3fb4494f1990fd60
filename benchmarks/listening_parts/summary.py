"""Rows of the tables from what the listeners made of words and of streams without any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tables.figure import Figure, Goal, Value, at_least, at_most, under

from listening_parts.figures import hourly
from listening_parts.paired import DUCKED, OVER, Stretch, Word
from listening_parts.peer import PEER
from listening_parts.statistics import percentile, wilson

CONDITIONS = {
    "near": "0.5 to 1 m",
    "far": "2 m",
    "breath": "2 m, breathing 8 dB below",
    "music": "2 m, music 8 dB below",
    OVER: "coach speaking, as loud as the user",
    DUCKED: "coach speaking and making way",
}
RECALL = {"near": 98, "far": 95, "breath": 80, "music": 90, OVER: 85}
"""Percent that are the goals."""
NOBODY = {"talk": "people talking nearby", "breath": "breathing", "music": "music"}
FALSE = {"talk": under(0.5), "breath": at_most(0), "music": at_most(0)}
WAITS = {50: ("median", 300), 95: ("95th percentile", 400)}
"""Percent -> name, and milliseconds that are the goal."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Whose row it is, and whether the peer stands beside it."""

    ours: str
    beside: bool

    def figure(
        self,
        measure: str,
        unit: str,
        ours: Value,
        other: Value | None,
        *,
        goal: Goal | None = None,
        note: str = "",
        more: bool = False,
    ) -> Figure:
        """Return a row; the goals are those of the default recognizer."""
        shown = other if self.beside and other and other.count else None
        name = PEER if shown else ""
        aim = goal if self.beside else None
        return Figure(f"{measure}, {self.ours}", unit, ours, shown, name, aim, more, note)


def rows(
    words: Sequence[Word], stretches: Sequence[Stretch], recognizer: str, *, beside: bool
) -> Iterator[Figure]:
    """Yield all rows of one recognizer; ``beside`` tells whether the peer stands there too."""
    pair = Pair(recognizer, beside)
    yield from recall(words, pair)
    yield wrong(words, pair)
    if beside:
        yield from waits(words, pair)
    yield from nobody(stretches, pair)
    yield from alone(stretches, pair)


def recall(words: Iterable[Word], pair: Pair) -> Iterator[Figure]:
    """Yield the shares of words that were obeyed, a condition a row."""
    every = list(words)
    for condition, where in CONDITIONS.items():
        if condition == DUCKED and not pair.beside:
            continue
        here = [each for each in every if each.condition == condition]
        ours, other = ([w.right for w in of(here, who)] for who in (pair.ours, PEER))
        goal = at_least(RECALL[condition]) if condition in RECALL else None
        name = f"recall, {where}"
        yield pair.figure(name, "%", share(ours), share(other), goal=goal, more=True)


def wrong(words: Iterable[Word], pair: Pair) -> Figure:
    """Return the share of words for which something else was done, the coach making way or not."""
    every = [each for each in words if each.condition != DUCKED]
    ours, other = ([w.wrong for w in of(every, who)] for who in (pair.ours, PEER))
    told = _by_condition(every, pair.ours)
    if pair.beside and other:
        told += f"; {PEER}: {_by_condition(every, PEER)}"
    name, goal = "wrong command, all conditions", under(0.5)
    return pair.figure(name, "%", share(ours), share(other), goal=goal, note=f"{told}.")


def _by_condition(words: Sequence[Word], who: str) -> str:
    rows = []
    for condition in CONDITIONS:
        mine = [w.wrong for w in of(words, who) if w.condition == condition]
        if mine:
            rows.append(f"{condition} {sum(mine)} of {len(mine)}")
    return ", ".join(rows)


def waits(words: Iterable[Word], pair: Pair) -> Iterator[Figure]:
    """Yield percentiles of the time from the end of a word to a right decision."""
    every = [each for each in words if each.right and each.condition not in {OVER, DUCKED}]
    ours, other = ([1000 * w.wait for w in of(every, who)] for who in (pair.ours, PEER))
    for percent, (name, most) in WAITS.items():
        yield pair.figure(
            f"end of word to decision, {name}",
            "ms",
            Value(percentile(ours, percent), count=len(ours)),
            Value(percentile(other, percent), count=len(other)),
            goal=at_most(most),
            note="Of right decisions; stream time and processor time, as on an idle machine.",
        )


def nobody(stretches: Iterable[Stretch], pair: Pair) -> Iterator[Figure]:
    """Yield false commands an hour: a kind of stream a row, of other recognizers all in one."""
    every = [each for each in stretches if each.condition in NOBODY]
    if not pair.beside:
        yield _hours("false commands, talk, breathing and music", every, pair, at_most(0))
        return
    for kind, name in NOBODY.items():
        here = [each for each in every if each.condition == kind]
        yield _hours(f"false commands, {name}", here, pair, FALSE[kind])


def alone(stretches: Iterable[Stretch], pair: Pair) -> Iterator[Figure]:
    """Yield what was obeyed of the coach itself, in sessions and in answers."""
    every = [each for each in stretches if each.condition == OVER]
    sessions = [each for each in every if not each.answers]
    yield _hours("self-triggers, sessions, nobody speaks", sessions, pair, at_most(0))
    answers = of([each for each in every if each.answers], pair.ours)
    if pair.beside and (count := sum(each.answers for each in answers)):
        obeyed = [what for each in answers for what in each.commands]
        low, high = wilson(min(len(obeyed), count), count)
        value = Value(100 * len(obeyed) / count, 100 * low, 100 * high, count)
        told = f"With every command of every phase allowed: {'; '.join(obeyed) or 'none'}."
        name = "self-triggers, answers of the coach"
        yield pair.figure(name, "%", value, None, goal=at_most(0), note=told)


def _hours(measure: str, here: Sequence[Stretch], pair: Pair, goal: Goal) -> Figure:
    ours, other = (of(here, who) for who in (pair.ours, PEER))
    troubles = [each.trouble for each in here if each.trouble]
    told = [f"{pair.ours} {_count(ours)}"]
    told += [f"{PEER} {_count(other)}"] if pair.beside and other else []
    note = "; ".join([*told, *troubles]) + "."
    return pair.figure(measure, "an hour", rate(ours), rate(other), goal=goal, note=note)


def _count(stretches: Sequence[Stretch]) -> str:
    minutes = sum(each.seconds for each in stretches) / 60
    return f"{sum(len(each.commands) for each in stretches)} in {minutes:.1f} min"


def of(every: Sequence[Word | Stretch], listener: str) -> list:
    """Return those of one listener."""
    return [each for each in every if each.listener == listener]


def share(hits: Sequence[bool]) -> Value:
    """Return percent with its interval of 95 percent."""
    if not hits:
        return Value(float("nan"), count=0)
    low, high = wilson(sum(hits), len(hits))
    return Value(100 * sum(hits) / len(hits), 100 * low, 100 * high, len(hits))


def rate(stretches: Sequence[Stretch]) -> Value:
    """Return commands an hour with their interval of 95 percent; they rest on so many minutes."""
    seconds = sum(each.seconds for each in stretches)
    found = hourly(sum(len(each.commands) for each in stretches), seconds)
    return Value(found.value, found.low, found.high, round(seconds / 60))
