"""A user's own music: read whatever it is, level, as long as needed, damage named."""

import numpy as np
import pytest

from taking import attack_ms, decoded, recordings_of, session, take_of
from tunes import KINDS, tune
from voicecoach.adapters.codecs import flac
from voicecoach.adapters.music.folder import FolderMusic
from voicecoach.core.timeline import CueKind
from voicecoach.errors import ConfigError
from voicecoach.sound.bed import LEVEL
from voicecoach.sound.loudness import loudness

RATE = 44_100


@pytest.mark.parametrize("name", KINDS)
def test_every_usual_kind_of_file_is_read_and_brought_to_the_level(tmp_path, name):
    tune(tmp_path / name, seconds=12)
    bed = FolderMusic(tmp_path).bed(10 * RATE, RATE)

    assert len(bed) == 10 * RATE
    assert loudness(bed[3 * RATE : 6 * RATE], RATE) == pytest.approx(LEVEL, abs=1.5)


def test_music_that_is_too_short_goes_round(tmp_path):
    tune(tmp_path / "a.mp3", seconds=5)
    bed = FolderMusic(tmp_path).bed(30 * RATE, RATE).astype(int)

    for second in range(0, 30, 5):
        middle = bed[second * RATE : (second + 5) * RATE]
        assert np.abs(middle).max() > 300
    assert np.abs(bed[:200]).max() < 30
    assert np.abs(bed[-200:]).max() < 30


def test_files_come_in_the_order_of_their_names(tmp_path):
    tune(tmp_path / "2.wav", level=0.3, channels="mono")
    (tmp_path / "1.wav").write_bytes((tmp_path / "2.wav").read_bytes())
    tune(tmp_path / "2.wav", seconds=1.0)
    music = FolderMusic(tmp_path)
    bed = music.bed(4 * RATE, RATE)

    assert np.abs(bed[RATE : 2 * RATE]).max() > 500  # the first one is at its loudest
    assert np.abs(bed[3 * RATE - 300 : 3 * RATE + 300]).max() < 100  # where the second begins


def test_a_damaged_file_is_named_and_left_out(tmp_path):
    tune(tmp_path / "a.mp3")
    (tmp_path / "b.ogg").write_bytes(np.random.default_rng(1).bytes(5000))
    (tmp_path / "c.wav").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("not music")
    music = FolderMusic(tmp_path)

    assert [sentence.split(" cannot")[0] for sentence in music.skipped] == [
        str(tmp_path / "b.ogg"), str(tmp_path / "c.wav"),
    ]  # fmt: skip
    assert music.bed(RATE, RATE).any()


def test_a_file_cut_in_the_middle_is_used_as_far_as_it_goes(tmp_path):
    tune(tmp_path / "a.mp3", seconds=10)
    blob = (tmp_path / "a.mp3").read_bytes()
    (tmp_path / "a.mp3").write_bytes(blob[: len(blob) // 2])

    assert FolderMusic(tmp_path).bed(3 * RATE, RATE).any()


def test_a_folder_without_music_is_one_sentence(tmp_path):
    (tmp_path / "notes.txt").write_text("not music")
    with pytest.raises(ConfigError, match=r"no music in .* leave --music out"):
        FolderMusic(tmp_path)
    with pytest.raises(ConfigError, match="cannot be read"):
        FolderMusic(tmp_path / "nowhere")


def test_nothing_but_silence_is_told(tmp_path):
    tune(tmp_path / "a.wav", level=0.0)
    with pytest.raises(ConfigError, match=r"nothing but silence in a\.wav"):
        FolderMusic(tmp_path).bed(RATE, RATE)


def test_other_files_have_another_fingerprint(tmp_path):
    tune(tmp_path / "a.wav")
    one, same = FolderMusic(tmp_path).fingerprint, FolderMusic(tmp_path).fingerprint
    tune(tmp_path / "a.wav", seconds=2)

    assert one == same != FolderMusic(tmp_path).fingerprint


def test_under_the_words_it_is_20_db_lower_and_counts_stay_on_the_beat(tmp_path):
    tune(tmp_path / "a.flac", seconds=20)
    made = session(tmp_path)
    part = recordings_of(made)[1][1]
    for name, music in (("plain", None), ("music", FolderMusic(tmp_path))):
        flac.ENGINE.make(tmp_path).write(take_of(made, part, music=music), tmp_path / f"{name}.x")
    plain, rate = decoded(tmp_path / "plain.x")
    heard, _ = decoded(tmp_path / "music.x")
    bed = np.rint((heard - plain) * 32767).astype(np.int16)
    words = np.rint(plain * 32767).astype(np.int16)
    for cue in part.cues:
        if cue.length >= 400:
            span = slice(cue.start * rate // 1000, cue.end * rate // 1000)
            assert loudness(words[span], rate) - loudness(bed[span], rate) >= 20
    counts = [cue for cue in part.cues if cue.kind is CueKind.COUNT]
    late = [attack_ms(heard, rate, cue.start, cue.end) - cue.beat for cue in counts]
    assert max(map(abs, late)) < 10
    assert np.abs(bed).max() > 1000  # and it is there where nobody speaks
