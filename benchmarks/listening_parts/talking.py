"""Section echo: commands said over a coach who talks all the time, and the coach alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from listening_parts.bench import MAIN, Bench
from listening_parts.conversing import ECHO_DBFS, Scenario, about, play, scenarios
from listening_parts.crew import Kit
from listening_parts.figures import ALL, Figure, Row, amount, least, share
from listening_parts.hearing import Decision, Timed, decide
from listening_parts.recall import EARLY, SOON
from listening_parts.recordings import told
from listening_parts.statistics import percentile
from listening_parts.words import Span
from voicecoach.adapters.listeners.ear import Stirred
from voicecoach.core.commands import Command

RATIOS = {10: least(0.92), 0: least(0.85), -10: least(0.65)}
"""Decibels of the user over the echo -> goal."""
FIRST = 5.0
"""Seconds until the echo canceller must have settled; nothing before counts."""
ALONE = {False: 4, True: 12}
"""Minutes of the coach alone, and of the coach over each of `UNDER`; the second with `--full`."""
UNDER = ("breath", "music")
"""What else sounds in the room while nobody speaks."""
SETTLED = 7.0
"""Seconds of the coach after which the ear is open over it: before, it cannot make way."""


@dataclass(frozen=True, slots=True)
class Over:
    """What became of one word; of a stream of the coach alone where there is no label."""

    ratio: int | None
    ducking: bool
    label: str
    commands: dict[str, tuple[Command, ...]]
    """By recognizer."""
    noticed: float | None = None
    """Seconds from its start to when the coach would make way."""
    noticed_loud: float | None = None
    """The same from its first loud sound."""
    stirred: int = 0
    """How often it would have made way for nobody."""
    seconds: float = 0.0
    under: str = ""
    """What else sounded."""


def listen(kit: Kit, job: Scenario) -> list[Over]:
    """Play one stream and match what was heard with what was said."""
    played = play(kit, job)
    signs, spans, starts = played.signs, played.spans, played.starts
    decided = {name: decide(signs, each) for name, each in kit.recognizers.items()}
    if job.ratio is None:
        return [_alone(job, signs, decided)]
    return [
        Over(
            job.ratio,
            job.ducking,
            clip.label,
            {name: about(each, number, spans) for name, each in decided.items()},
            noticed,
            None if noticed is None else noticed + span.start - starts[number],
        )
        for number, (clip, span) in enumerate(zip(job.clips, spans, strict=True))
        for noticed in [_noticed(signs, span)]
    ]


def _noticed(signs: list[Timed], span: Span) -> float | None:
    stirred = [each.at for each in signs if isinstance(each.sign, Stirred)]
    first, last = span.start - EARLY, span.end + SOON
    return next((at - span.start for at in stirred if first < at <= last), None)


def _alone(job: Scenario, signs: list[Timed], decided: dict[str, list[Decision]]) -> Over:
    stirred = sum(isinstance(each.sign, Stirred) and each.at > SETTLED for each in signs)
    commands = {
        name: tuple(each.command for each in every if each.at > FIRST)
        for name, every in decided.items()
    }
    return Over(
        None, job.ducking, "", commands, stirred=stirred, seconds=job.seconds - SETTLED,
        under=job.under,
    )  # fmt: skip


def talking(bench: Bench) -> list[Row]:
    """Return recall over the coach, how soon speech is noticed, and what is noticed falsely."""
    voice = "hibari" if "hibari" in bench.voices else next(iter(bench.voices), "")
    if not voice:
        bench.say("echo: left out, no voice works here")
        return []
    clips = bench.clips(MAIN, 0 if bench.full else min(bench.limit or 4, 4))
    order = np.random.default_rng(bench.seed).permutation(len(clips))
    clips = [clips[at] for at in order]
    jobs = scenarios(clips, voice, bench.seed, tuple(RATIOS))
    minutes = 1 if 0 < bench.limit < 6 else ALONE[bench.full]
    jobs += [
        Scenario(
            voice,
            None,
            ducking=True,
            clips=(),
            seconds=60 + SETTLED,
            number=7 * number,
            seed=bench.seed,
            under=under,
        )
        for under in ("", *UNDER)
        for number in range(minutes)
    ]
    bench.say(f"echo: {told(clips)}; coach {voice}, echo {ECHO_DBFS:.0f} dBFS, 110 ms late")
    return _rows(bench, bench.crew.gather("echo", listen, jobs))


def _rows(bench: Bench, every: list[Over]) -> list[Row]:
    rows = []
    for ducking, how in ((False, "ratio held"), (True, "coach ducks")):
        for ratio, goal in RATIOS.items():
            here = [each for each in every if (each.ratio, each.ducking) == (ratio, ducking)]
            measure = f"recall over the coach, user {ratio:+d} dB to the echo, {how}"
            figures = {
                name: share(
                    sum(each.commands[name][:1] == (MAIN[each.label],) for each in here), len(here)
                )
                for name in bench.recognizers
            }
            rows.append(Row("echo", measure, figures, None if ducking else goal))
    words = [each for each in every if each.ratio is not None]
    wrong = {
        name: share(
            sum(any(c != MAIN[each.label] for c in each.commands[name]) for each in words),
            len(words),
        )
        for name in bench.recognizers
    }
    rows.append(Row("echo", "wrong command over the coach", wrong))
    for ratio in RATIOS:
        here = [each for each in words if each.ratio == ratio]
        aim = least(0.95) if ratio == 0 else None
        soon = sum(each.noticed is not None and each.noticed <= SOON for each in here)
        found = share(soon, len(here))
        rows.append(Row("echo", f"noticed within 150 ms, user {ratio:+d} dB", {ALL: found}, aim))
        loud = sum(each.noticed_loud is not None and each.noticed_loud <= SOON for each in here)
        since = f"the same since the first loud sound, user {ratio:+d} dB"
        rows.append(Row("echo", since, {ALL: share(loud, len(here))}))
        rows.append(Row("echo", f"noticed after, user {ratio:+d} dB, p50", {ALL: _after(here)}))
    alone = [each for each in every if each.ratio is None]
    return rows + _alone_rows(bench, alone)


def _after(here: list[Over]) -> Figure:
    times = [each.noticed for each in here if each.noticed is not None]
    value = percentile(times, 50)
    return amount(value, f"{value:.3f} s of {len(times)}")


def _alone_rows(bench: Bench, alone: list[Over]) -> list[Row]:
    rows = []
    for under in ("", *UNDER):
        mine = [each for each in alone if each.under == under]
        where = f"coach over {under}" if under else "coach alone"
        minutes = sum(each.seconds for each in mine) / 60
        often = sum(each.stirred for each in mine)
        rate = often / minutes if minutes else float("nan")
        told = amount(rate, f"{rate:.2f} a minute, {often} in {minutes:.1f} min")
        obeyed = {
            name: amount(count, f"{count} in {minutes:.1f} min")
            for name in bench.recognizers
            for count in [sum(len(each.commands[name]) for each in mine)]
        }
        rows.append(Row("echo", f"makes way for nobody, {where}", {ALL: told}))
        rows.append(Row("echo", f"commands obeyed, {where}", obeyed))
    return rows
