"""Section echo: commands said over a coach who talks all the time, and the coach alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lab.mixing import at_level, loudness
from lab.noises import NOISES
from lab.rooms import through
from lab.scenes import Scene
from listening_parts.bench import MAIN, MAIN_GRAMMAR, Bench, seeds
from listening_parts.crew import Kit
from listening_parts.false_commands import LEVELS
from listening_parts.figures import ALL, Figure, Row, amount, least, share
from listening_parts.hearing import RATE, Decision, Floats, Timed, decide
from listening_parts.loudspeaker import Loudspeaker
from listening_parts.recall import EARLY, SOON
from listening_parts.reciting import Recital, example_of
from listening_parts.recordings import Recording, told
from listening_parts.speaking import open_voice
from listening_parts.statistics import percentile
from listening_parts.words import Span, loud_from, owner, sounding
from voicecoach.adapters.listeners.ear import Stirred
from voicecoach.content.levels import find_levels, shipped_folder
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import Command
from voicecoach.core.job import Options
from voicecoach.flows.prepare import Library, draft_texts

RATIOS = {10: least(0.92), 0: least(0.85), -10: least(0.65)}
"""Decibels of the user over the echo -> goal."""
LEVEL = "low-back-1"
ECHO_DBFS = -28.0
FIRST = 5.0
"""Seconds until the echo canceller must have settled; nothing before counts."""
START = 6.0
"""Second of the stream at which the first word may be said."""
EVERY = 3.5
"""Seconds from one word to the next, at least."""
WORDS = 12
"""In one stream."""
PLACE = Scene((0.8, 2.0), (0.3, 0.5), (30, 30))
"""Where the user is."""
GAP = (0.2, 0.6)
"""Seconds between two sentences of the coach."""
ALONE = {False: 4, True: 12}
"""Minutes of the coach alone, and of the coach over each of `UNDER`; the second with `--full`."""
UNDER = ("breath", "music")
"""What else sounds in the room while nobody speaks."""
EACH = 12
"""Seconds of it at one level."""
SETTLED = 7.0
"""Seconds of the coach after which the ear is open over it: before, it cannot make way."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One stream."""

    voice: str
    ratio: int | None
    """None for the coach alone."""
    ducking: bool
    clips: tuple[Recording, ...]
    seconds: float
    number: int
    seed: int
    under: str = ""
    """What else sounds in the room; nothing if empty."""


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
    library = Library(open_voice(job.voice))
    chance = np.random.default_rng(seeds(job.seed, "coach", job.number))
    texts = _texts(kit.book, job.number)
    clips = [library.clip(text) for text in texts]
    pauses = chance.uniform(*GAP, len(texts))
    enough = int(np.searchsorted(np.cumsum([c.length / 1000 for c in clips] + pauses), job.seconds))
    texts, pauses = texts[: enough + 1], pauses[: enough + 1]
    quieter = max(job.ratio or 0, 0)
    example = example_of(library, texts[:8])
    room = Loudspeaker(library.voice.rate, job.number + job.seed, ECHO_DBFS - quieter, example)
    loud = ECHO_DBFS - quieter + (job.ratio or 0)
    user, spans, starts = _user(kit, job, loud, chance)
    if job.under:
        user = _under(job.under, len(user), chance)
    recital = Recital(library, kit.book, room, kit.detector, MAIN_GRAMMAR, job.ducking)
    signs = recital.play(texts, list(pauses), job.seconds, user)
    decided = {name: decide(signs, each) for name, each in kit.recognizers.items()}
    if job.ratio is None:
        return [_alone(job, signs, decided)]
    return [
        Over(
            job.ratio,
            job.ducking,
            clip.label,
            {name: _about(each, number, spans) for name, each in decided.items()},
            noticed,
            None if noticed is None else noticed + span.start - starts[number],
        )
        for number, (clip, span) in enumerate(zip(job.clips, spans, strict=True))
        for noticed in [_noticed(signs, span)]
    ]


def _texts(book: Catalogue, number: int) -> list[str]:
    """Return what the coach says, from another sentence on for each stream."""
    level = next(each for each in find_levels([shipped_folder()]).levels if each.id == LEVEL)
    texts = [text for text in draft_texts(level, book, Options()) if len(text) > 20]
    at = number * 17 % len(texts)
    return texts[at:] + texts[:at]


def _user(
    kit: Kit, job: Scenario, dbfs: float, chance: np.random.Generator
) -> tuple[Floats, list[Span], list[float]]:
    """Return what the user says, where each word is, and where its first loud sound."""
    user, spans, starts = np.zeros(round(job.seconds * RATE), np.float32), [], []
    for number, clip in enumerate(job.clips):
        sound = clip.load()
        rung = np.concatenate([sound, np.zeros(RATE // 4, np.float32)])
        heard = through(rung, kit.studio.room(PLACE, chance))
        heard *= np.float32(10 ** (dbfs / 20) / loudness(heard[: len(sound)]))
        at = round((START + number * EVERY + chance.uniform(0, 0.5)) * RATE)
        heard = heard[: len(user) - at]
        user[at : at + len(heard)] += heard
        place = sounding(sound)
        spans.append(Span(at / RATE + place.start, at / RATE + place.end))
        starts.append(at / RATE + loud_from(sound))
    return user, spans, starts


def _under(name: str, count: int, chance: np.random.Generator) -> Floats:
    each = EACH * RATE
    loud = [
        at_level(NOISES[name](each, chance), chance.uniform(*LEVELS)) for _ in range(0, count, each)
    ]
    return np.concatenate(loud)[:count].astype(np.float32)


def _about(decisions: list[Decision], number: int, spans: list[Span]) -> tuple[Command, ...]:
    return tuple(each.command for each in decisions if owner(each.speech, spans) == number)


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
    jobs: list[Scenario] = []
    for ducking in (False, True):
        for ratio in RATIOS:
            for at in range(0, len(clips), WORDS):
                group = tuple(clips[at : at + WORDS])
                seconds = START + EVERY * len(group) + 1
                jobs.append(Scenario(voice, ratio, ducking, group, seconds, len(jobs), bench.seed))
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
