"""The guard on a real sound server that remembers volumes: nothing stays lowered, whatever ends."""

import os
import signal
import subprocess
import sys

import pytest

from radio import FULL, LOWERED, NOBODY, Radio, guard, until
from sound_server import MISSING, REASON

pytestmark = [pytest.mark.sound_server, pytest.mark.timeout(40)]


@pytest.fixture(scope="module")
def server():
    if MISSING:
        pytest.skip(REASON)
    radio = Radio()
    yield radio
    radio.silence()
    radio.remove()


@pytest.fixture
def radio(server):
    yield server
    server.silence()
    for name in ("music", "Firefox"):  # who was turned down in one test is not in the next
        player = server.play(name)
        server.pactl("set-sink-input-volume", str(server.number(name)), "100%")
        server.end(player)


def test_a_wish_lowers_music_by_twelve_decibels_and_the_next_gives_it_back(radio, tmp_path):
    radio.play()
    with guard(radio, tmp_path) as child:
        child.stdin.write(b"1")
        assert child.stdout.readline() == b"music\n"
        radio.becomes(LOWERED)
        child.stdin.write(b"0")
        radio.becomes(FULL)

    assert list(tmp_path.iterdir()) == []


def test_each_channel_comes_back_as_it_was(radio, tmp_path):
    radio.play()
    number = str(radio.number())
    radio.pactl("set-sink-input-volume", number, "51234", "23456")
    with guard(radio, tmp_path) as child:
        child.stdin.write(b"1")
        assert until(lambda: radio.streams()[0][1] == (32_326, 14_800))
        child.stdin.write(b"0")
        assert until(lambda: radio.streams()[0][1] == (51_234, 23_456))


@pytest.mark.parametrize("how", ["the pipe ends", signal.SIGTERM])
def test_the_end_of_the_coach_gives_all_back_at_once(radio, tmp_path, how):
    radio.play()
    with guard(radio, tmp_path) as child:
        child.stdin.write(b"1")
        radio.becomes(LOWERED)
        child.stdin.close() if how == "the pipe ends" else child.send_signal(how)

        assert radio.becomes(FULL) < 1
        assert child.wait(5) == 0


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("speech-dispatcher-espeak-ng", {}),
        ("Orca", {}),
        ("music", {"media__role": "a11y"}),
        ("music", {"media__role": "phone"}),
    ],
)
def test_speech_and_calls_are_left_alone(radio, tmp_path, name, facts):
    radio.play("Firefox")
    radio.play(name, **facts)
    with guard(radio, tmp_path) as child:
        child.stdin.write(b"1")
        radio.becomes(LOWERED, "Firefox")

        assert radio.volume(name) == FULL


def test_what_the_coach_and_its_children_play_is_left_alone(radio, tmp_path):
    own = radio.play("own child")
    radio.play()
    with guard(radio, tmp_path, coach=own.pid) as child:
        child.stdin.write(b"1")
        radio.becomes(LOWERED)

        assert radio.volume("own child") == FULL


def test_music_that_turns_into_a_call_is_given_back_at_once(radio, tmp_path):
    radio.play("Firefox")
    with guard(radio, tmp_path) as child:
        child.stdin.write(b"1")
        radio.becomes(LOWERED, "Firefox")
        call = radio.start_process(
            "parec", "--client-name=Firefox", "-d", "vc_mic", stdout=subprocess.DEVNULL
        )
        try:
            radio.becomes(FULL, "Firefox")
        finally:
            call.kill()
            call.wait(5)


def test_what_the_user_changes_meanwhile_is_kept(radio, tmp_path):
    radio.play()
    with guard(radio, tmp_path) as child:
        child.stdin.write(b"1")
        radio.becomes(LOWERED)
        radio.pactl("set-sink-input-volume", str(radio.number()), str(LOWERED // 2))
        child.stdin.write(b"0")
        radio.becomes(FULL // 2)
    radio.silence()

    assert radio.remembered() == FULL // 2


def test_what_begins_meanwhile_is_lowered_too_and_what_ends_is_forgotten(radio, tmp_path):
    first = radio.play()
    with guard(radio, tmp_path) as child:
        child.stdin.write(b"1")
        radio.becomes(LOWERED)
        radio.play("Firefox")
        radio.becomes(LOWERED, "Firefox")
        radio.end(first)
        child.stdin.write(b"0")
        radio.becomes(FULL, "Firefox")


def test_the_server_does_not_remember_a_program_that_ends_while_lowered(radio, tmp_path):
    song = radio.play()
    with guard(radio, tmp_path) as child:
        child.stdin.write(b"1")
        radio.becomes(LOWERED)
        radio.pactl("set-sink-input-mute", str(radio.number()), "1")  # it learns the volume anew
        radio.pactl("set-sink-input-mute", str(radio.number()), "0")
        radio.end(song)
        child.stdin.close()
        assert child.wait(5) == 0

    assert radio.remembered() == FULL


def test_the_next_song_is_lowered_once_and_comes_back_as_loud_as_the_one_before(radio, tmp_path):
    song = radio.play()
    with guard(radio, tmp_path) as child:
        child.stdin.write(b"1")
        radio.becomes(LOWERED)
        radio.end(song)
        radio.play()
        radio.becomes(LOWERED)
        child.stdin.write(b"0")
        radio.becomes(FULL)


def test_if_the_guard_is_killed_the_next_one_mends_what_was_left(radio, tmp_path):
    song = radio.play()
    radio.play("Firefox")
    with guard(radio, tmp_path) as child:
        child.stdin.write(b"1")
        radio.becomes(LOWERED)
        child.kill()
        child.wait(5)
        (note,) = tmp_path.iterdir()
        assert note.stat().st_mode & 0o777 == 0o600
        radio.end(song)
        radio.pactl("set-sink-input-mute", str(radio.number("Firefox")), "1")
        radio.pactl("set-sink-input-mute", str(radio.number("Firefox")), "0")
    assert radio.volume("Firefox") == LOWERED

    with guard(radio, tmp_path):
        radio.becomes(FULL, "Firefox")
        assert until(lambda: not list(tmp_path.iterdir()))

    assert radio.remembered() == FULL


def test_the_note_of_a_guard_that_runs_is_left_to_it(radio, tmp_path):
    radio.play()
    with guard(radio, tmp_path) as child:
        child.stdin.write(b"1")
        radio.becomes(LOWERED)
        with guard(radio, tmp_path) as other:
            other.stdin.close()
            assert other.wait(5) == 0

        assert radio.volume() == LOWERED
        assert len(list(tmp_path.iterdir())) == 1


def hurried(radio, folder, **limits):
    """Start a guard with other limits, in seconds."""
    changes = "".join(f"guard.{name} = {value};" for name, value in limits.items())
    script = (
        f"from voicecoach.adapters.other_sound import guard; {changes}"
        f"guard.main(['{NOBODY}', {str(folder)!r}])"
    )
    return subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        bufsize=0, env=os.environ | radio.env,
    )  # fmt: skip


def test_a_wish_that_is_not_repeated_is_forgotten(radio, tmp_path):
    radio.play()
    child = hurried(radio, tmp_path, PATIENCE=1.0)
    child.stdin.write(b"1")
    radio.becomes(LOWERED)
    radio.becomes(FULL)
    child.communicate()


def test_a_server_that_hangs_ends_the_guard_and_the_next_one_mends(radio, tmp_path):
    radio.play()
    child = hurried(radio, tmp_path, LIMIT=1)
    child.stdin.write(b"1")
    radio.becomes(LOWERED)
    radio.stand_still(True)
    child.stdin.write(b"0")
    try:
        assert child.wait(5) == -signal.SIGALRM
    finally:
        radio.stand_still(False)
        child.stdin.close()
    assert radio.volume() == LOWERED

    with guard(radio, tmp_path):
        radio.becomes(FULL)


def test_a_server_that_dies_and_comes_back_is_taken_up_again(radio, tmp_path):
    radio.play()
    with guard(radio, tmp_path) as child:
        child.stdin.write(b"1")
        radio.becomes(LOWERED)
        radio.kill()
        for player in radio.playing:
            player.wait(5)
        radio.playing.clear()
        radio.start()
        radio.pactl("load-module", "module-stream-restore", "restore_device=false")
        radio.play()
        child.stdin.write(b"1")
        radio.becomes(LOWERED)
        child.stdin.write(b"0")
        radio.becomes(FULL)
