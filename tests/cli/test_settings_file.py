"""Settings are written whole or not at all, and what is not changed stays as it is."""

import os
import stat

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.cli.settings_file import changed, write_settings
from voicecoach.config import load_config
from voicecoach.errors import DeviceError

FILE = """\
# how I like it
voice: hibari  # natural
unknown: {a: [1, 2]}

"speed": 1.0
detail: 'short'   # I know the cards
"""

plain = st.text(st.characters(exclude_categories=("C", "Z")), max_size=12)
names = st.sampled_from(["voice", "speed", "country", "emergency_number", "captions", "setup"])
files = st.one_of(
    st.just(FILE),
    st.dictionaries(names | plain, plain | st.lists(plain, max_size=2), max_size=4).flatmap(
        lambda data: st.sampled_from(
            [
                yaml.safe_dump(data, allow_unicode=True),
                yaml.safe_dump(data, default_flow_style=True),
            ]
        )
    ),
)


def parsed(text):
    return yaml.load(text, yaml.BaseLoader) or {}


def test_lines_are_changed_in_place_and_comments_stay():
    text, same = changed(FILE, {"voice": "espeak", "country": "NO", "setup": "off"})

    assert same
    assert (
        text
        == FILE.replace("voice: hibari  #", "voice: espeak  #") + "country: 'NO'\nsetup: 'off'\n"
    )


@given(files, st.dictionaries(names, plain, max_size=3))
def test_whatever_the_file_all_else_keeps_its_value(text, values):
    result, _ = changed(text, values)

    assert parsed(result) == {**parsed(text), **values}


@given(st.dictionaries(names, plain, max_size=3))
def test_every_comment_of_a_usual_file_stays(values):
    text, same = changed(FILE, values)

    assert same or "speed" in values  # it is written with quotes here, which is unusual
    assert not same or all(
        line in text for line in ("# how I like it", "# natural", "# I know the cards")
    )


def test_an_unusual_file_is_written_anew_and_the_old_one_kept(tmp_path):
    file = tmp_path / "config.yaml"
    file.write_text("{voice: hibari,  # natural\n speed: 1.0}\n")
    written = write_settings(file, {"voice": "espeak"})

    assert parsed(file.read_text()) == {"voice": "espeak", "speed": "1.0"}
    assert written.kept is not None
    assert "# natural" in written.kept.read_text()


def test_what_is_written_is_read_again(tmp_path):
    file = tmp_path / "deep" / "config.yaml"
    write_settings(file, {"country": "NO", "speed": 0.85, "voice": "espeak:en-gb", "setup": "off"})
    config = load_config(file, {}, {})

    assert (config.country, config.speed, config.voice) == ("NO", 0.85, "espeak:en-gb")
    assert config.emergency_number == "113"
    assert yaml.safe_load(file.read_text())["country"] == "NO", "not the Norway problem"


@pytest.mark.skipif(os.name != "posix", reason="elsewhere: links and rights of POSIX")
def test_a_link_stays_a_link_and_rights_stay(tmp_path):
    real, link = tmp_path / "real.yaml", tmp_path / "config.yaml"
    real.write_text("voice: hibari\n")
    real.chmod(0o640)
    link.symlink_to(real)
    write_settings(link, {"voice": "espeak"})

    assert link.is_symlink()
    assert real.read_text() == "voice: espeak\n"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_where_the_disk_refuses_it_is_a_sentence_and_the_file_is_as_it_was(tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(DeviceError, match="free some space"):
        write_settings(tmp_path / "file" / "config.yaml", {"voice": "espeak"})
    assert (tmp_path / "file").read_text() == "in the way"
