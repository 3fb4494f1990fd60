"""Plays a session on virtual devices, echo included, while a user speaks at random moments.

    python benchmarks/hands_free.py [--minutes 10] [--commands 40] [--loud] [--seed 1]

The real program, level 1, in a PulseAudio of its own. Its loudspeaker comes back into its
microphone by the direct way and by three walls. Half of the commands are stop, pause and it
hurts; each is followed by what a user does next. Words are recordings of held-out speakers,
else the project's own voices and tests/recordings. Needs pulseaudio and a quiet machine.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from hands_free_parts.beats import cues
from hands_free_parts.judging import Recorded, judge
from hands_free_parts.telling import alone, each_word, sound, speed, words
from hands_free_parts.words import Words
from listening_parts.speaking import open_voice

from live_room import Mouth, Rows, Tape, echo_gain, open_echo
from live_user import User
from program import child
from sound_server import MISSING, REASON, SoundServer
from voicecoach.cli.places import find_places
from voicecoach.core.commands import Command
from voicecoach.core.phases import ROLLING, TRANSITIONS
from voicecoach.flows.prepare import Library

SAFE = (Command.STOP, Command.PAUSE, Command.PAIN)
OTHERS = (
    Command.HOW_MANY_LEFT, Command.REPEAT, Command.NEXT, Command.LOUDER, Command.SLOWER,
    Command.BACK, Command.QUIETER, Command.FASTER, Command.FINISH, Command.HELP,
)  # fmt: skip
ECHO_DB = -6.0
"""Of the coach at the microphone: at full level, a user above it would not fit into 16 bit."""
PREPARING = 900
"""Seconds in which all must have been rendered."""
LEAST = 1.5
"""Seconds between two exchanges, at least."""
SETTLED = 10.0
"""Seconds of the coach before the first word."""
FULL_ALLOWED = {frozenset(TRANSITIONS[phase]) for phase in ROLLING}


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--minutes", type=float, default=10.0)
    made.add_argument("--commands", type=int, default=40)
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--data", type=Path, help="folder with manifest.csv; default ../shared/data")
    made.add_argument("--level", default="1")
    made.add_argument("--voice", default="hibari")
    made.add_argument("--listening", default="auto")
    made.add_argument("--loud", action="store_true", help="the echo as loud as it is played")
    made.add_argument("--over", nargs=2, type=float, default=(0.0, 6.0), metavar="DB",
                      help="the user above the coach, from and to; default 0 6")  # fmt: skip
    made.add_argument("--urgent", action="store_true",
                      help="real-time priority for the program; for busy machines")  # fmt: skip
    made.add_argument("--keep", type=Path, help="folder for the events and both recordings")
    return made


def main() -> int:
    args = parser().parse_args()
    if MISSING:
        sys.exit(REASON)
    chance = np.random.default_rng(args.seed)
    choice = Words(args.data, chance)
    print(f"words: {choice.told()}; seed {args.seed}; load of the machine {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="vc-hands-free-") as folder, ExitStack() as stack:
        for line in run(args, Path(folder), stack, chance, choice):
            print(line, flush=True)
    return 0


def run(
    args: argparse.Namespace,
    folder: Path,
    stack: ExitStack,
    chance: np.random.Generator,
    choice: Words,
) -> Iterator[str]:
    """Play a session and yield the report."""
    server = SoundServer()
    server.start()
    stack.callback(server.remove)
    echo_db = 0.0 if args.loud else ECHO_DB
    open_echo(server, echo_db)
    mouth = Mouth(server, folder, PREPARING + args.minutes * 60 + 120)
    stack.callback(mouth.close)
    program = start(args, folder, server)
    stack.callback(program.kill)
    rows = Rows(folder / "events.jsonl")
    if not rows.until(lambda: bool(rows.named("said")) or program.poll() is not None, PREPARING):
        sys.exit("The session does not start.")
    tapes = Tape(server, "vc_mic"), Tape(server, "vc_speaker.monitor")
    began, cpu = time.monotonic(), Usage.of(program.pid)

    def type_in(line: str) -> None:
        assert program.stdin
        program.stdin.write(f"{line}\n")
        program.stdin.flush()

    user = User(
        mouth, rows, choice, chance, type_in, echo_db=echo_gain(echo_db), over=tuple(args.over)
    )
    speak(user, rows, plan(args, chance), program)
    seconds, used = time.monotonic() - began, Usage.of(program.pid)
    if program.poll() is None:
        for line in ("finish", "yes"):
            type_in(line)
            time.sleep(0.5)
    microphone, speaker = (Recorded(tape, tape.close()) for tape in tapes)
    program.wait(30)
    rows.close()
    if args.keep:
        keep(args.keep, folder, microphone, speaker)
    yield f"session: {seconds / 60:.1f} min, echo {echo_gain(echo_db):+.1f} dB of what is played"
    judged = judge(user.said, rows, microphone, speaker, echo_db)
    yield from each_word(judged, began)
    yield from words(judged, user)
    yield from alone(rows, user, began)
    yield from speed(judged)
    library = Library(open_voice(args.voice))
    yield from sound(cues(rows, speaker, library.clip), judged, rows)
    share = (used.seconds - cpu.seconds) / seconds
    yield f"processor: {share:.1%} of one core, memory {used.megabytes:.0f} MB"


def start(args: argparse.Namespace, folder: Path, server: SoundServer) -> subprocess.Popen[str]:
    """Start the program; its own folders are in ``folder``, but for the voice's cache."""
    cache = {"VOICECOACH_CACHE_DIR": str(find_places().cache)}
    out = (folder / "printed.txt").open("w")
    program = child(
        folder, "start", "--level", args.level, "--voice", args.voice, "--full",
        "--listening", args.listening, "--events", str(folder / "events.jsonl"),
        "--data-dir", str(folder / "log"),
        stdin=subprocess.PIPE, stdout=out, env=server.env | cache,
    )  # fmt: skip
    if args.urgent:
        server.hurry(program.pid)
    return program


def plan(args: argparse.Namespace, chance: np.random.Generator) -> list[tuple[float, Command]]:
    """Return when, in seconds, each command is to be said: half of them safety words."""
    half = (args.commands + 1) // 2
    safe = [SAFE[at % len(SAFE)] for at in range(half)]
    others = [OTHERS[at % len(OTHERS)] for at in range(args.commands - half)]
    every = chance.permutation(np.array([*safe, *others], object))
    slot = (args.minutes * 60 - SETTLED) / len(every)
    return [
        (SETTLED + (at + float(chance.uniform(0, 0.6))) * slot, Command(each))
        for at, each in enumerate(every)
    ]


def speak(
    user: User, rows: Rows, planned: list[tuple[float, Command]], program: subprocess.Popen[str]
) -> None:
    """Say what is planned, each command where it can be given."""
    began = time.monotonic()
    for due, command in planned:
        wait = max(LEAST, began + due - time.monotonic())
        rows.until(lambda: program.poll() is not None, wait)
        rows.until(lambda: rows.allowed in FULL_ALLOWED, 10)
        rows.until(lambda each=command: each in rows.allowed, 20)
        if program.poll() is not None:
            return
        user.ask(command)


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process has used so far."""

    seconds: float
    megabytes: float

    @classmethod
    def of(cls, pid: int) -> Usage:
        """Return the usage of a process on Linux; nothing if it has ended."""
        try:
            stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            status = Path(f"/proc/{pid}/status").read_text()
        except OSError:
            return cls(0.0, 0.0)
        ticks = os.sysconf("SC_CLK_TCK")
        line = next((each for each in status.splitlines() if each.startswith("VmRSS")), "VmRSS: 0")
        return cls((int(stat[11]) + int(stat[12])) / ticks, int(line.split()[1]) / 1024)


def keep(target: Path, folder: Path, microphone: Recorded, speaker: Recorded) -> None:
    """Copy what may be looked at later."""
    from spoken import write_wav

    target.mkdir(parents=True, exist_ok=True)
    for name in ("events.jsonl", "printed.txt"):
        (target / name).write_text((folder / name).read_text(encoding="utf-8"), encoding="utf-8")
    write_wav(target / "microphone.wav", microphone.sound, 16_000)
    write_wav(target / "speaker.wav", speaker.sound, 16_000)


if __name__ == "__main__":
    sys.exit(main())
