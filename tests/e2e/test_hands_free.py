"""Hands-free: live, over an echo as loud as the user, the coach obeys the user and never itself."""

import subprocess
from itertools import cycle

import numpy as np
import pytest

from listening_sounds import person, say
from live_room import Mouth, Rows, echo_gain, open_echo
from live_user import User, Word, unasked
from program import child, run, short_level
from sound_server import MISSING, REASON, SoundServer
from spoken import record_commands
from voicecoach.core.commands import Command
from voicecoach.core.phases import ROLLING, TRANSITIONS

pytestmark = [pytest.mark.sound_server, pytest.mark.alone, pytest.mark.slow]

ASKED = (Command.STOP, Command.PAUSE, Command.PAIN)
ECHO_DB = -9.0
"""Of the coach at the microphone: as loud as somebody close to it."""
OVER = (3.0, 9.0)
"""Decibels by which the user is louder than that."""
KNOWN = {Command.STOP: "stop-cd85758f.wav", Command.NO: "no-d0faf7e4.wav"}
"""Words that people say; the others are said by two voices in turns."""
ROLLING_ALLOWED = {frozenset(TRANSITIONS[phase]) for phase in ROLLING}
SETTLED = 12.0
"""Seconds of the coach after which the room is known."""


def words():
    """Return what gives a word, the next time by another voice."""
    voices = {command: cycle(["espeak", "hibari"]) for command in Command}

    def word(command):
        if command in KNOWN:
            return Word(command, "person", person(KNOWN[command]))
        name = next(voices[command])
        return Word(command, name, say(f"{command.replace('_', ' ').capitalize()}.", name))

    return word


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """Play one session: the rows, and what the user said and had to type."""
    if MISSING:
        pytest.skip(REASON)
    folder = tmp_path_factory.mktemp("hands-free")
    rendered_once(folder)
    server = SoundServer()
    server.start()
    try:
        open_echo(server, ECHO_DB)
        yield converse(folder, server)
    finally:
        server.remove()


def rendered_once(folder):
    """Let the voice say everything once, so that the session starts at once."""
    record_commands(folder / "quiet.wav", {}, 1)
    with pytest.MonkeyPatch.context() as patch:
        status = run(
            patch, folder, "start", "--level", str(short_level(folder)), "--voice", "espeak",
            "--data-dir", str(folder / "log"), "--microphone", f"file:{folder / 'quiet.wav'}",
            "--speaker", f"file:{folder / 'out.wav'}",
        )  # fmt: skip
    assert status == 0


def converse(folder, server):
    mouth = Mouth(server, folder, 120)
    rows = Rows(folder / "events.jsonl")
    program = child(
        folder, "start", "--level", str(folder / "short.yaml"), "--voice", "espeak", "--full",
        "--events", str(folder / "events.jsonl"), "--data-dir", str(folder / "log2"),
        stdin=subprocess.PIPE, env=server.env,
    )  # fmt: skip

    server.hurry(program.pid)

    def type_in(line):
        program.stdin.write(f"{line}\n")
        program.stdin.flush()

    chance, echo_db = np.random.default_rng(4), echo_gain(ECHO_DB)
    user = User(mouth, rows, words(), chance, type_in, echo_db=echo_db, over=OVER)
    try:
        assert rows.until(lambda: len(rows.named("said")) > 1, 40), "it does not start"
        rows.until(lambda: False, SETTLED)
        for command in ASKED:
            rows.until(lambda: rows.allowed in ROLLING_ALLOWED, 8)
            rows.until(lambda: False, 1.0)
            user.ask(command)
        for line in ("finish", "yes"):
            type_in(line)
            rows.until(lambda: False, 0.5)
        told, _ = program.communicate(timeout=30)
    finally:
        program.kill()
        mouth.close()
        rows.close()
    return rows, user, told


@pytest.mark.parametrize("command", ASKED)
def test_a_safety_word_is_obeyed_over_the_voice_of_the_coach(session, command):
    """At the second try at the latest: a busy machine loses samples, and with them a word."""
    _, user, _ = session
    tries = [each.obeyed for each in user.said if each.word.command is command]

    assert any(tries[:2]), told(session)


def test_the_coach_does_nothing_that_nobody_asked_for(session):
    rows, user, _ = session

    assert unasked(rows, user.said) == [], told(session)


def test_it_listens_all_the_time(session):
    rows, _, _ = session

    assert [row for _, row in rows.named("failed")] == []


def test_it_ends_as_asked(session):
    rows, _, printed = session

    assert [row["outcome"] for _, row in rows.named("ended")] == ["finished"]
    assert "Traceback" not in printed


def told(session):
    """Return who said what when, for a failed test."""
    rows, user, _ = session
    start = rows.rows[0][0]
    lines = [
        (each.began, f"said {each.word.command} by {each.word.speaker}, obeyed: {each.obeyed}")
        for each in user.said
    ]
    kept = ("command", "heard", "said", "counted", "answer", "failed")
    lines += [(at, str(row)) for at, row in rows.rows if row["event"] in kept]
    return "\n".join(f"{at - start:7.2f} {line}" for at, line in sorted(lines))
