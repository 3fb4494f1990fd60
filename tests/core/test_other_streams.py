"""Who may be made quieter, row by row: a call or a screen reader never."""

from dataclasses import replace

import pytest

from voicecoach.core.other_streams import CALLS, ROLES, SPEECH, Listener, Stream, left_alone

MUSIC = Stream(7, (65_536, 65_536), ("Firefox", "firefox-bin"), program=4711)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"role": "music"},
        {"role": "video"},
        {"role": "Movie"},
        {"role": "game"},
        {"names": ()},
        {"names": ("Rhythmbox", "rhythmbox")},
        {"names": ("mpv Media Player", "mpv")},
        {"names": ("Force of Orcas", "forcats")},
        {"volume": (1, 0)},
        {"program": 0},
    ],
)
def test_music_and_films_may_be_lowered(change):
    assert left_alone(replace(MUSIC, **change)) == ""


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"ours": True}, "the coach"),
        ({"names": ("voicecoach", "python3.11"), "program": 0}, "the coach"),
        ({"inside": True}, "passed on"),
        ({"volume": ()}, "passed on"),
        ({"muted": True}, "muted"),
        ({"volume": (0, 0)}, "muted"),
        ({"paused": True}, "paused"),
        ({"role": "a11y"}, "speech"),
        ({"role": "Accessibility"}, "speech"),
        ({"role": "phone"}, "call"),
        ({"role": " Communication "}, "call"),
        ({"role": "event"}, "alert"),
        ({"role": "Alarm"}, "alert"),
        ({"names": ("speech-dispatcher-espeak-ng", "sd_espeak-ng")}, "speech"),
        ({"names": ("speech-dispatcher-dummy",)}, "speech"),
        ({"names": ("playback", "sd_generic")}, "speech"),
        ({"names": ("Orca",)}, "speech"),
        ({"names": ("python3", "orca")}, "speech"),
        ({"names": ("eSpeak",)}, "speech"),
        ({"names": ("espeak-ng",)}, "speech"),
        ({"names": ("ZOOM VoiceEngine", "zoom")}, "call"),
        ({"names": ("WEBRTC VoiceEngine", "Discord")}, "call"),
        ({"names": ("EasyEffects",)}, "passed on"),
    ],
)
def test_these_are_left_alone(change, reason):
    assert left_alone(replace(MUSIC, **change)) == reason


@pytest.mark.parametrize("role", ROLES)
def test_each_role_of_the_table_is_left_alone_however_it_is_written(role):
    assert left_alone(replace(MUSIC, role=role.title())) == ROLES[role]


@pytest.mark.parametrize("name", [*SPEECH, *CALLS])
def test_each_name_of_the_tables_is_found_within_a_longer_one(name):
    assert left_alone(replace(MUSIC, names=("music", f"my {name.upper()} 2"))) != ""


@pytest.mark.parametrize(
    ("listener", "reason"),
    [
        (Listener(4711, ("Chromium input",)), "call"),
        (Listener(0, ("Firefox",)), "call"),
        (Listener(12, ("Firefox",)), "call"),
        (Listener(12, ("voicecoach",)), ""),
        (Listener(0, ()), ""),
    ],
)
def test_a_program_that_listens_to_a_microphone_is_in_a_call(listener, reason):
    assert left_alone(MUSIC, frozenset({listener})) == reason


def test_programs_of_unknown_numbers_are_not_taken_for_one_another():
    assert left_alone(replace(MUSIC, program=0), frozenset({Listener(0, ("Audacity",))})) == ""
