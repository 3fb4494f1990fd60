"""Section start: commands by the clock, the first word after a start, memory, a core's share."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tables.figure import Figure, Value, repeated, under

TITLE = "Start"
ABOUT = " ".join(
    (
        "Commands are timed from their start to their end, in turns, after one turn that does not",
        "count. The level file that is checked is a user's own.",
        "The real program is started on a virtual loudspeaker, whose sound is recorded. The first",
        "word is the first 10 ms above -40 dBFS: the soft tone that wakes wireless loudspeakers,",
        "0.8 s before every first word, is below. The virtual device is exact to about 10 ms.",
        "Cold: the cache of the voice is empty. Warm: the second start and later ones.",
        "Either way the files of the program are in the memory of the system already: a first",
        "start after switching on, from a slow disk, takes longer and is not shown.",
        "The baseline speaks with the synthesizer of our voice espeak; pyttsx3 has no other on",
        "Linux. It loads nothing that listens. Where aplay is not installed, a stand-in hands",
        "the file of pyttsx3 to paplay.",
        "Share of a core, and memory of level 1, are of a session in the voice espeak, whose clips",
        "take as much as those of hibari; no voice is loaded once a session has begun. A virtual",
        "microphone hears the noise of a room.",
        "scipy, which only the tests bring, is hidden from all sessions.",
    )
)
TIMES = 20
WARM = 3
HELLOS = 3
PLAIN = ("--lines", "--no-setup")
LEVEL = ("--level", "low-back-1", *PLAIN)
HOME = "the peers' three libraries, loaded"
HELLO = "say_hello"
RANGE = "The range holds what else the machine did."


def measure(*, full: bool) -> list[Figure]:
    """Return the figures; ``full`` repeats each measurement three times as often."""
    more = 3 if full else 1
    with tempfile.TemporaryDirectory(prefix="vc-start-") as folder:
        return [*_commands(Path(folder), TIMES * more), *_live(Path(folder), more)]


def _commands(folder: Path, times: int) -> Iterator[Figure]:
    from start_parts.clocking import commands, in_turns

    took = in_turns(folder, commands(folder), times)
    peers = {"other": repeated(took["peers"]), "baseline": HOME}
    yield Figure("voicecoach --help", "ms", repeated(took["help"]), goal=under(150),
                 **peers)  # fmt: skip
    yield Figure("python3 scripts/coach.py --help, which looks first whether all is installed",
                 "ms", repeated(took["script"]), **peers)  # fmt: skip
    yield Figure("voicecoach history, no session logged", "ms", repeated(took["history"]), **peers)
    yield Figure("voicecoach check, a level of two exercises", "ms", repeated(took["check"]),
                 **peers)  # fmt: skip
    yield Figure("Python itself, doing nothing", "ms", repeated(took["pass"]))


def _live(folder: Path, more: int) -> Iterator[Figure]:
    from sound_server import MISSING, REASON, SoundServer

    if MISSING:
        yield Figure("start to the first word", "s", Value(math.nan, count=0),
                     note=f"Not measured: {REASON}.")  # fmt: skip
        return
    with ExitStack() as stack:
        server = SoundServer()
        stack.callback(server.remove)
        server.start()
        yield from _first_words(server, folder, more)
        yield from _life(server, folder)


def _first_words(server, folder: Path, more: int) -> Iterator[Figure]:  # noqa: ANN001
    from start_parts.first_words import hello, session

    said = repeated([hello(server, folder) for _ in range(HELLOS * more)])
    for voice in ("hibari", "espeak"):
        home = folder / voice
        home.mkdir()
        starts = []
        for number in range(1 + WARM * more):
            with session(server, home, str(number), *LEVEL, "--voice", voice) as (_, start):
                starts.append(start)
        cold, *warm = starts
        yield Figure(f"{voice}, warm start to the first word", "s",
                     repeated([each.word for each in warm]), said, HELLO, under(1.5))  # fmt: skip
        yield Figure(f"{voice}, cold start to the first word: that it prepares", "s",
                     Value(cold.word), said, HELLO)  # fmt: skip
        yield Figure(f"{voice}, cold start to the first word of the visit", "s",
                     Value(cold.visit), said, HELLO,
                     note="When the program began it, by its own log: the sound of it follows "
                     "within the 0.15 s that it keeps in its buffer.")  # fmt: skip


def _life(server, folder: Path) -> Iterator[Figure]:  # noqa: ANN001
    from start_parts.living import TALK, UNTIL, first_lived, lived

    from program import short_level

    goal = under(400)
    neural = ("--level", str(short_level(folder)), *PLAIN, "--no-check-in", "--voice", "hibari")
    yield Figure("memory of a first session, two exercises, hibari: it has spoken every word",
                 "MB", Value(first_lived(server, folder / "hibari", "first", *neural)),
                 goal=goal)  # fmt: skip
    options = (*LEVEL, "--no-check-in", "--voice", "espeak")
    life = lived(server, folder / "espeak", "life", *options)
    yield Figure(f"memory of a session that listens, level 1, {UNTIL:.0f} s after its first word",
                 "MB", Value(life.memory), goal=goal)  # fmt: skip
    yield Figure("processor while it listens to a quiet room, of one core", "%",
                 Value(life.quiet), goal=under(25))  # fmt: skip
    yield Figure("processor while somebody talks on and on, of one core", "%",
                 Value(life.talking),
                 note=f"{TALK:.0f} s without a pause and without a command.")  # fmt: skip
