"""Words on virtual devices: the real program, its echo in the microphone, a user over it."""

from __future__ import annotations

import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from hands_free_parts.judging import Recorded, judge
from hands_free_parts.words import Words

from live_room import Mouth, Rows, Tape, echo_gain, open_echo
from live_user import User, unasked
from program import child
from reaction_parts.files import Heard
from reaction_parts.setting import ASKED, ECHO_DB, FIRST, OVER_DB, options
from sound_server import SoundServer
from voicecoach.core.phases import ROLLING, TRANSITIONS

STARTING = 120
"""Seconds until a session speaks, on a busy machine."""
ROLLS = {frozenset(TRANSITIONS[phase]) for phase in ROLLING}
"""What can be asked for while the tape rolls."""
SENTENCE = 1500
"""Milliseconds of a sentence into which a word is said, at least."""
INTO = (0.1, 0.8)
"""Seconds into it."""
WAIT = 12.0
"""Seconds in which such a sentence should come."""
AFTER = 1.0


def live(
    folder: Path, words: Words, chance: np.random.Generator, *, count: int, seconds: float
) -> Heard:
    """Play a session live in which ``count`` words are said in ``seconds`` at most.

    Raises:
        RuntimeError: the session does not start.
    """
    with ExitStack() as stack:
        server = SoundServer()
        server.start()
        stack.callback(server.remove)
        open_echo(server, ECHO_DB)
        mouth = Mouth(server, folder, STARTING + seconds + 60)
        stack.callback(mouth.close)
        program = child(
            folder, *options(folder, folder / "live.jsonl"), stdin=subprocess.PIPE,
            stdout=stack.enter_context((folder / "printed.txt").open("w")), env=server.env,
        )  # fmt: skip
        stack.callback(program.wait)
        stack.callback(program.kill)
        rows = Rows(folder / "live.jsonl")
        stack.callback(rows.close)
        rows.until(lambda: bool(rows.named("said")) or program.poll() is not None, STARTING)
        if program.poll() is not None or not rows.named("said"):
            raise RuntimeError("The live session does not start.")
        tapes = Tape(server, "vc_mic"), Tape(server, "vc_speaker.monitor")
        began = time.monotonic()

        def type_in(line: str) -> None:
            program.stdin.write(f"{line}\n")
            program.stdin.flush()

        user = User(mouth, rows, words, chance, type_in, echo_db=echo_gain(ECHO_DB), over=OVER_DB)
        rows.until(lambda: program.poll() is not None, FIRST)
        for number in range(count):
            since = time.monotonic()
            rows.until(lambda: rows.allowed in ROLLS, WAIT)
            rows.until(lambda since=since: _speaks(rows, since), WAIT)
            rows.until(lambda: False, float(chance.uniform(*INTO)))
            if program.poll() is not None or time.monotonic() > began + seconds:
                break
            user.ask(ASKED[number % len(ASKED)])
        rows.until(lambda: False, AFTER)
        length = time.monotonic() - began
        microphone, speaker = (Recorded(tape, tape.close()) for tape in tapes)
        judged = judge(user.said, rows, microphone, speaker, ECHO_DB)
        return Heard(judged, unasked(rows, user.said), length)


def _speaks(rows: Rows, since: float) -> bool:
    return any(int(row["length_ms"]) >= SENTENCE for _, row in rows.named("said", since))
