from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.config import NAMES, Config, ambulances, load_config
from voicecoach.errors import ConfigError


def load(tmp_path, text="", environment=None, **options):
    file = tmp_path / "config.yaml"
    if text:
        file.write_text(text, encoding="utf-8")
    return load_config(file, environment or {}, options)


def test_without_anything_the_defaults_hold(tmp_path):
    assert load(tmp_path) == Config()


def test_options_beat_environment_beats_file_beats_defaults(tmp_path):
    text = "voice: a\nlevel: '2'\nspeed: 0.9\n"
    environment = {"VOICECOACH_VOICE": "b", "VOICECOACH_LEVEL": "3"}
    config = load(tmp_path, text, environment, voice="c", speed=None)

    assert (config.voice, config.level, config.speed) == ("c", "3", 0.9)


def test_all_faults_are_told_at_once_with_where_and_what_was_meant(tmp_path):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, "voise: a\nspeed: 3\n", {"VOICECOACH_BLOCK_MS": "x"}, listening="maybe")
    lines = str(caught.value).splitlines()

    assert len(lines) == 4
    assert "config.yaml" in lines[0]
    assert "did you mean 'voice'?" in lines[0]
    assert "0.7 to 1.6" in lines[1]
    assert lines[2].startswith("VOICECOACH_BLOCK_MS: ")
    assert lines[3].startswith("--listening: ")


def test_a_setting_is_understood_by_the_name_that_it_once_had(tmp_path):
    assert load(tmp_path, "duplex: half\n").listening == "half"
    assert load(tmp_path, "", {"VOICECOACH_DUPLEX": "full"}).listening == "full"
    both = {"VOICECOACH_DUPLEX": "full", "VOICECOACH_LISTENING": "wake"}
    assert load(tmp_path, "", both).listening == "wake"


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words", "a: [", "\x00", "voice: {a: b}\n"])
def test_a_damaged_file_is_a_sentence(text, tmp_path):
    with pytest.raises(ConfigError, match=r"config\.yaml"):
        load(tmp_path, text)


def test_a_file_that_is_too_big_is_not_read(tmp_path):
    with pytest.raises(ConfigError, match="too big"):
        load(tmp_path, "voice: " + "x" * 100_000)


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=20)))
def test_whatever_the_environment_holds_only_our_error_comes_out(tmp_path_factory, environment):
    file = tmp_path_factory.getbasetemp() / "none.yaml"
    with suppress(ConfigError):
        load_config(file, {f"VOICECOACH_{k.upper()}": v for k, v in environment.items()}, {})


# --- the emergency number -----------------------------------------------------


def test_the_country_gives_the_number_of_its_ambulances(tmp_path):
    assert load(tmp_path).emergency_number == "112"
    assert load(tmp_path, "country: NO\n").emergency_number == "113"
    assert load(tmp_path, "", {"VOICECOACH_COUNTRY": "gb"}).emergency_number == "999"
    assert load(tmp_path, "country: ''\n").emergency_number == "112"


def test_a_number_set_by_hand_beats_the_country(tmp_path):
    assert load(tmp_path, "country: NO\nemergency_number: '112'\n").emergency_number == "112"
    environment = {"VOICECOACH_EMERGENCY_NUMBER": "999"}
    assert load(tmp_path, "country: US\n", environment).emergency_number == "999"


@pytest.mark.parametrize(
    ("country", "hint"),
    [
        ("UK", "did you mean 'GB', United Kingdom?"),
        ("norway", "did you mean 'NO', Norway?"),
        ("Germny", "did you mean 'DE', Germany?"),
        ("XX", "For any other, set emergency_number."),
    ],
)
def test_a_country_that_is_not_known_is_told_with_what_was_meant(country, hint, tmp_path):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, f"country: {country}\n")

    assert hint in str(caught.value)


@pytest.mark.parametrize(("code", "ambulance"), ambulances().items())
def test_every_number_can_be_dialled_and_has_a_source(code, ambulance):
    assert len(code) == 2
    assert code.isupper()
    assert ambulance.number.isdecimal()
    assert ambulance.names[0]
    assert ambulance.source


def test_the_numbers_that_are_known_best_are_right():
    numbers = {code: ambulance.number for code, ambulance in ambulances().items()}
    sure = {"NO": "113", "GB": "999", "US": "911", "CA": "911", "AU": "000", "NZ": "111"}

    assert sure.items() <= numbers.items()
    assert numbers["DE"] == numbers["FR"] == numbers["SE"] == "112"
