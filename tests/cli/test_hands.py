"""Media keys in a live session, over a real bus: what they ask for, and what the desktop sees."""

import time
from contextlib import ExitStack
from dataclasses import replace

import pytest

from bus_server import PLAYER, PROPERTIES, bus_server  # noqa: F401 - pytest finds fixtures here
from levels import BOOK, exercise, level, reps
from program import run
from voicecoach.cli.hands import open_hands
from voicecoach.config import Config
from voicecoach.core.commands import Command
from voicecoach.core.compiler import compile_level
from voicecoach.core.events import Allow, Announce, Heard, Load, Source
from voicecoach.core.phases import Phase, allowed
from voicecoach.core.programme import Tempo
from voicecoach.core.units import Ms
from voicecoach.flows.prepare import Library
from voicecoach.testing import BeepVoice

PLAN = level(exercise(dose=reps(2, 2, Tempo(Ms(2000), Ms(0), Ms(2000)), 5000)))
NOW = Ms(700)


class Inbox:
    """Stands for the loop of a live session: keeps what is put in."""

    def __init__(self):
        self.events = []

    def put(self, event):
        self.events.append(event)

    def now(self):
        return NOW


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def stack():
    with ExitStack() as stack:
        yield stack


def nothing(at, what):
    """Watch, and do nothing."""


def test_a_media_key_is_a_command_of_the_session(bus_server, inbox, stack):  # noqa: F811
    watch = open_hands(stack, Config(), inbox, nothing)
    watch(NOW, Allow(allowed(Phase.WORKING)))
    bus_server.desktop("PlayPause", "Next")
    watch(NOW, Allow(allowed(Phase.PAUSED)))
    bus_server.desktop("PlayPause")

    assert [event.command for event in inbox.events] == [
        Command.PAUSE,
        Command.NEXT,
        Command.RESUME,
    ]
    assert inbox.events[0] == Heard(NOW, Command.PAUSE, Source.KEY, "media key")


def test_the_desktop_sees_the_level_and_the_exercise_of_each_cue(bus_server, inbox, stack):  # noqa: F811
    timeline = compile_level(PLAN, BOOK, Library(BeepVoice()).measure)
    watch = open_hands(stack, Config(), inbox, nothing)
    watch(NOW, Announce(NOW, timeline.cues[0]))  # before there is a level: nothing to show
    watch(NOW, Load(timeline))
    for cue in timeline.cues:
        watch(NOW, Announce(NOW, cue))
        (answer,) = bus_server.desktop((PROPERTIES, "Get", "ss", [PLAYER, "Metadata"]))
        shown = answer.body[0].value
        block = timeline.segment_at(cue.start).block

        assert shown["xesam:title"].value == timeline.blocks[block]
        assert shown["xesam:album"].value == PLAN.title


def test_whoever_watched_before_goes_on_watching(bus_server, inbox, stack):  # noqa: F811
    seen = []
    watch = open_hands(stack, Config(), inbox, lambda at, what: seen.append((at, what)))
    watch(NOW, Allow(frozenset()))

    assert seen == [(NOW, Allow(frozenset()))]


def test_the_end_of_the_session_is_the_end_of_the_player(bus_server, inbox):  # noqa: F811
    with ExitStack() as stack:
        open_hands(stack, Config(), inbox, nothing)
    (answer,) = bus_server.desktop("Stop")

    assert answer.error_name is not None
    assert inbox.events == []


def test_switched_off_there_is_no_player(bus_server, inbox, stack):  # noqa: F811
    assert open_hands(stack, replace(Config(), media_keys="off"), inbox, nothing) is nothing
    (answer,) = bus_server.desktop("Stop")

    assert answer.error_name is not None


def test_without_a_bus_the_session_does_without_and_loses_no_time(
    monkeypatch, tmp_path, inbox, stack, capsys
):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    began = time.monotonic()

    assert open_hands(stack, Config(), inbox, nothing) is nothing
    assert time.monotonic() - began < 1
    assert capsys.readouterr() == ("", "")


def test_the_list_of_devices_says_whether_media_keys_work(
    bus_server,  # noqa: F811
    monkeypatch,
    tmp_path,
    capsys,
):
    run(monkeypatch, tmp_path, "devices")
    assert "Media keys: ready\n  status: " in capsys.readouterr().out

    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    run(monkeypatch, tmp_path, "devices")
    told = capsys.readouterr().out
    assert "Media keys: not ready\n" in told
    assert "  remedy: " in told
