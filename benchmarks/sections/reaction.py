"""Section reaction: from the end of a spoken "stop" or "pause" to silence, live and over files."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tables.figure import Figure, Value, at_most, repeated

if TYPE_CHECKING:
    from hands_free_parts.words import Words
    from numpy.random import Generator
    from reaction_parts.files import Heard
    from reaction_parts.plain import Answers
    from reaction_parts.setting import Script

TITLE = "Reaction"
ABOUT = " ".join(
    (
        'The real program coaches level 1 in full; somebody says "stop" or "pause" while it',
        'speaks, and "resume" some seconds later. Words are recordings of people and of voices',
        "that the recognizer was not trained on, from the project's data where they are there;",
        "else tests/recordings and the project's own voices.",
        "Live on a virtual microphone and loudspeaker: the coach comes back into the microphone",
        "by the direct way and three walls, and the user is 0 to 6 dB louder than it.",
        "On file devices: words over the hiss of a room, without echo, as with headphones;",
        "no clock runs there, so the time of recognition itself is not in it.",
        "A word ends where it is last within 30 dB of its loudest; some are obeyed before.",
        "Silence begins where the coach is cut off in what the loudspeaker played, found there",
        "by the chime that comes with it. Only words over the coach have a time to silence.",
        "The baseline is SpeechRecognition: listen with its defaults, then recognize_sphinx with",
        "a grammar of one phrase for each of 15 commands. It hears the very recording of the file",
        "devices, and again with a coach that nobody interrupts beside it. It plays nothing, so",
        "its time is that to the decision: its silence would be later.",
        "It does not show real rooms, microphones or loudspeakers.",
    )
)
SEED = 5
FILE_WORDS, LIVE_WORDS, LIVE_SECONDS = 20, 16, 130.0
FULL = 4
"""Times as many words with --full."""
PLAIN = "listen_and_recognize"
MEDIAN, TAIL = at_most(0.4), at_most(0.8)


OVER, ALONE = "live, over the coach", "on file devices"
HEARD = {OVER: "with a coach beside it", ALONE: "with nobody else"}
"""Where ours was measured -> how the baseline heard."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the words that stop the coach, in one place."""

    waits: list[float]
    """Seconds from the end of each word that was obeyed: to silence; of the baseline to its
    decision."""
    obeyed: int
    said: int
    wrong: int
    """Words that were taken for another command."""
    unasked: int
    """Commands while nobody spoke."""
    minutes: float


def measure(*, full: bool) -> list[Figure]:
    """Return the figures."""
    import numpy as np
    from hands_free_parts.words import Words
    from reaction_parts.setting import script

    times = FULL if full else 1
    with tempfile.TemporaryDirectory(prefix="vc-reaction-") as name:
        folder, chance = Path(name), np.random.default_rng(SEED)
        words = Words(None, chance)
        said = script(words, chance, FILE_WORDS * times)
        on_files = list(_on_files(folder, said, words.told()))  # it fills the voice's cache
        return [*_live(folder, words, chance, said, times=times), *on_files]


def _on_files(folder: Path, script: Script, told: str) -> Iterator[Figure]:
    from reaction_parts.files import to_files
    from reaction_parts.plain import listen

    heard = to_files(folder, script)
    other = listen(folder, "plain-alone", script.microphone, script.said)
    yield from _figures(ALONE, _ours(heard), _plain(other, script), f"Of {told}.")
    decided = [each.decided for each in heard.judged if each.decided is not None]
    plain = [each for each in other.decided if each is not None]
    yield Figure(
        f"end of any word to decision, {ALONE}, median", "s", repeated(decided), repeated(plain),
        PLAIN, note='"Resume" is counted too. Of those that were obeyed.',
    )  # fmt: skip


def _live(
    folder: Path, words: Words, chance: Generator, script: Script, *, times: int
) -> Iterator[Figure]:
    from reaction_parts.files import coach_alone
    from reaction_parts.live import live
    from reaction_parts.plain import beside, listen

    from sound_server import MISSING, REASON

    if MISSING:
        yield Figure(OVER, "s", Value(math.nan, count=0), note=f"Not measured: {REASON}.")
        return
    try:
        heard = live(folder, words, chance, count=LIVE_WORDS * times, seconds=LIVE_SECONDS * times)
        coach = coach_alone(folder, script.seconds)
    except RuntimeError as exc:
        yield Figure(OVER, "s", Value(math.nan, count=0), note=f"Not measured: {exc}")
        return
    other = listen(folder, "plain-beside", beside(script.microphone, coach), script.said)
    lost = sum(not each.whole for each in heard.judged)
    note = f"{lost} words that the virtual device did not pass on whole are left out."
    yield from _figures(OVER, _ours(heard), _plain(other, script), note)


def _figures(where: str, ours: Outcome, other: Outcome, note: str) -> Iterator[Figure]:
    """Yield the rows of one place."""
    how = f"The baseline {HEARD[where]}."
    for name, percent, goal in (("median", 50, MEDIAN), ("95th percentile", 95, TAIL)):
        yield Figure(
            f"end of stop or pause to silence, {where}, {name}", "s",
            _at(ours.waits, percent), _at(other.waits, percent), PLAIN, goal,
            note=f"{how} To its decision, of those that it obeyed.",
        )  # fmt: skip
    yield Figure(
        f"stop or pause obeyed at the first try, {where}", "%",
        _share(ours), _share(other), PLAIN, more=True, note=note,
    )  # fmt: skip
    yield Figure(
        f"stop or pause taken for another command, {where}", "words",
        Value(ours.wrong, count=ours.said), Value(other.wrong, count=other.said), PLAIN,
    )  # fmt: skip
    yield Figure(
        f"commands while nobody spoke, {where}", "a minute",
        Value(ours.unasked / ours.minutes, count=round(ours.minutes)),
        Value(other.unasked / other.minutes, count=round(other.minutes)), PLAIN,
        note=f"{ours.unasked} in {ours.minutes:.1f} minutes, {how[4:-1]} {other.unasked} "
        f"in {other.minutes:.1f}.",
    )  # fmt: skip


def _ours(heard: Heard) -> Outcome:
    first = [
        each
        for each in heard.judged
        if each.saying.attempt == 1 and not each.saying.follows and each.whole
    ]
    return Outcome(
        [each.silent for each in heard.judged if each.silent is not None],
        sum(each.decided is not None for each in first),
        len(first),
        sum(bool(each.wrong) for each in first),
        len(heard.unasked),
        heard.seconds / 60,
    )


def _plain(answers: Answers, script: Script) -> Outcome:
    asked = [number for number, said in enumerate(script.said) if not said.follows]
    waits = [answers.decided[number] for number in asked]
    obeyed = [wait for wait in waits if wait is not None]
    wrong = sum(answers.wrong[number] for number in asked)
    minutes = script.seconds / 60
    return Outcome(obeyed, len(obeyed), len(asked), wrong, answers.unasked, minutes)


def _at(waits: Sequence[float], percent: int) -> Value:
    from listening_parts.statistics import percentile

    if percent == 50:
        return repeated(waits)
    return Value(percentile(waits, percent), count=len(waits))


def _share(outcome: Outcome) -> Value:
    share = 100 * outcome.obeyed / outcome.said if outcome.said else math.nan
    return Value(share, count=outcome.said)
