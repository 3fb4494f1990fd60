"""The program counts: into a file, and live on a virtual device; each count with its beat."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from beat_parts.attacks import Sound, sounds
from beat_parts.errors import Beats, Place, match, offset_of
from beat_parts.recording import Recorder
from live_room import Mouth, Rows
from program import child, rows
from sound_server import SoundServer
from spoken import read_wav

HEAD = """\
format: 1
id: beat-1
programme: beat
number: 1
title: Beat
language: en
welcome: [Welcome.]
"""
EXERCISE = """\
  - id: bridge-{number}
    name: bridge {number}
    position: back
    setup: [Lie on your back.]
    movement: [Lift your hips., Lower your hips.]
    short: [Lift your hips and lower them.]
    words: {{out: Lift, back: Lower}}
    ready: 3 s
    dose: {{sets: {sets}, reps: {reps}, tempo: {{out: 1.5 s, back: 1.5 s}}, rest: 5 s}}
"""
PATIENCE = 90
"""Seconds until a session speaks, on a busy machine."""
READY = "settle"
"""In the words before a set: then the user is ready."""
PRINTED = "printed.txt"
LONGEST = 4.5
"""Seconds that a count may take, with the rests between sets."""
AFTER = 1.0
"""Seconds after the last count."""

Row = dict[str, object]


def level(folder: Path, exercises: Iterable[tuple[int, int]]) -> Path:
    """Write a level at 3 s a repetition; ``exercises`` are sets and repetitions.

    The first is a warm-up, for fewer words come before it.
    """
    cards = [
        EXERCISE.format(number=number, sets=sets, reps=reps)
        for number, (sets, reps) in enumerate(exercises, 1)
    ]
    main = cards[1:] or [EXERCISE.format(number=2, sets=1, reps=2)]
    path = folder / "beat.yaml"
    text = f"{HEAD}warm_up:\n{cards[0]}exercises:\n{''.join(main)}goodbye: [Done.]\n"
    path.write_text(text, encoding="utf-8")
    return path


def to_file(folder: Path, path: Path, voice: str) -> tuple[list[Row], list[Sound]]:
    """Play the session of a level to a file, as fast as the machine can; return both sides."""
    events, out = folder / f"{path.stem}-{voice}.jsonl", folder / "out.wav"
    program = child(
        folder, *_options(folder, path, voice, events),
        "--microphone", "none", "--speaker", f"file:{out}",
    )  # fmt: skip
    told, _ = program.communicate()
    if program.returncode:
        raise RuntimeError(f"the session to a file ended with {program.returncode}: {told}")
    return rows(events), sounds(*read_wav(out))


def live(
    folder: Path,
    path: Path,
    voice: str,
    counts: int,
    *,
    server: SoundServer,
    load: Callable[[], AbstractContextManager[None]],
) -> tuple[list[Row], list[Sound], float]:
    """Play a level in real time, while the program listens to a quiet room.

    Returns its events, what was heard, and the seconds that the device itself lost.

    Args:
        folder: for what it writes.
        path: of the level.
        voice: its name.
        counts: after so many it ends.
        server: with the virtual devices.
        load: gives a context in which all is played but the first word.

    Raises:
        RuntimeError: the session does not start.
    """
    events, longest = folder / "live.jsonl", PATIENCE + LONGEST * counts
    events.unlink(missing_ok=True)
    with ExitStack() as stack:
        mouth = Mouth(server, folder, 2 * PATIENCE + longest)
        stack.callback(mouth.close)
        follow = Rows(events)
        stack.callback(follow.close)
        recorder = stack.enter_context(Recorder(server, "vc_speaker.monitor"))
        program = child(
            folder, *_options(folder, path, voice, events),
            stdin=subprocess.PIPE, stdout=stack.enter_context((folder / PRINTED).open("w")),
            env=server.env,
        )  # fmt: skip
        stack.callback(program.wait)
        stack.callback(program.kill)

        def until(true: Callable[[], bool], limit: float) -> bool:
            return follow.until(lambda: true() or program.poll() is not None, limit) and true()

        def says(words: str) -> bool:
            return any(words in str(row["text"]) for _, row in follow.named("said"))

        started = until(lambda: says(""), PATIENCE)
        stack.enter_context(load())
        started = started and _type(program, "next") and until(lambda: says(READY), PATIENCE)
        if not started:
            told = (folder / PRINTED).read_text(encoding="utf-8")
            raise RuntimeError(f"The live session does not come to its first set: {told[-300:]}")
        _type(program, "ready")
        until(lambda: len(follow.named("counted")) >= counts, longest)
        until(lambda: False, AFTER)
    heard = sounds(recorder.pcm, recorder.rate)
    return [row for _, row in follow.rows], heard, recorder.lost


def beats(told: Iterable[Row], heard: list[Sound], place: Place, *, live: bool) -> Beats:
    """Return the counts of a session; live, the place of the recording is looked for."""
    cues = [row for row in told if row["event"] in {"said", "counted"}]
    due = [int(row["beat_ms"]) / 1000 for row in cues if row["event"] == "counted"]
    offset = offset_of([int(row["at_ms"]) / 1000 for row in cues], heard) if live else 0.0
    return match(due, heard, offset, place)


def _options(folder: Path, path: Path, voice: str, events: Path) -> list[str]:
    return [
        "start", "--level", str(path), "--voice", voice, "--short", "--no-check-in", "--no-setup",
        "--events", str(events), "--data-dir", str(folder / "log"),
    ]  # fmt: skip


def _type(program: subprocess.Popen[str], line: str) -> bool:
    program.stdin.write(f"{line}\n")
    program.stdin.flush()
    return True
