"""Music under a live session: decoded ahead or in step, and what is damaged or gone."""

from itertools import islice
from threading import Event, get_ident

import numpy as np
import pytest

from adapters.contracts.live_music import LiveMusicContract
from tunes import KINDS, tune
from voicecoach.adapters.music._ahead import MusicAhead
from voicecoach.adapters.music._endless import endless
from voicecoach.adapters.music._in_step import MusicInStep
from voicecoach.adapters.music.tunes import Tunes
from voicecoach.errors import ConfigError
from voicecoach.sound.bed import LEVEL
from voicecoach.sound.loudness import loudness

RATE = 8000
WAIT = 5.0


class TestInStep(LiveMusicContract):
    def made(self, parts):
        return MusicInStep(iter(parts))


class TestAhead(LiveMusicContract):
    def made(self, parts):
        ended = Event()

        def music():
            yield from parts
            ended.set()

        ahead = MusicAhead(music(), RATE, pytest.fail)
        assert ended.wait(WAIT)
        return ahead


# --- ahead ------------------------------------------------------------------------------


def second():
    return np.ones(RATE, np.int16)


def test_it_decodes_in_a_thread_of_its_own_and_no_more_than_it_may_keep():
    threads, full, asked = set(), Event(), []

    def music():
        for number in range(3600):
            threads.add(get_ident())
            asked.append(number)
            yield second()
            if number == 2:
                full.set()

    ahead = MusicAhead(music(), RATE, pytest.fail, ahead=3, look=0.001)
    for _ in range(200):
        while not len(ahead.read(RATE // 4)):
            pass
        assert ahead.kept <= 4 * RATE
    ahead.close()

    assert get_ident() not in threads
    assert len(asked) <= 50 + 5


def test_a_disk_that_hangs_is_silence_at_once_and_does_not_hold_up_the_end():
    hangs, asleep, goes_on = Event(), Event(), Event()

    def music():
        yield second()
        asleep.set()
        goes_on.wait(WAIT)
        yield second()
        hangs.set()

    ahead = MusicAhead(music(), RATE, pytest.fail)
    assert asleep.wait(WAIT)

    assert [len(ahead.read(RATE)) for _ in range(3)] == [RATE, 0, 0]
    goes_on.set()
    assert hangs.wait(WAIT)
    assert len(ahead.read(RATE)) == RATE
    ahead.close()


def test_a_decoder_that_breaks_is_told_and_what_there_is_is_played():
    told, done = [], Event()

    def music():
        yield second()
        raise MemoryError("no room")

    ahead = MusicAhead(music(), RATE, lambda message: (told.append(message), done.set()))
    assert done.wait(WAIT)

    assert told == ["The music cannot be read any more (no room)."]
    assert len(ahead.read(2 * RATE)) == RATE
    ahead.close()


# --- folders ----------------------------------------------------------------------------


def played(tunes, seconds):
    """Return so much of the music, and what was told meanwhile."""
    told = []
    music = tunes.in_step(RATE, lambda *what: told.append(what))
    return music.read(round(seconds * RATE)), told


@pytest.mark.parametrize("name", KINDS)
def test_every_usual_kind_of_file_is_played_at_the_level(tmp_path, name):
    tune(tmp_path / name, seconds=12)
    sound, told = played(Tunes(tmp_path), 10)

    assert loudness(sound[3 * RATE : 7 * RATE], RATE) == pytest.approx(LEVEL, abs=1.5)
    assert told == []


def test_after_the_last_file_comes_the_first_again(tmp_path):
    tune(tmp_path / "a.wav", seconds=4)
    tune(tmp_path / "b.mp3", seconds=5)
    sound, told = played(Tunes(tmp_path), 60)

    assert len(sound) == 60 * RATE
    assert told == []
    assert all(sound[at : at + 2 * RATE].any() for at in range(0, 60 * RATE, 2 * RATE))


def test_the_same_files_sound_the_same(tmp_path):
    tune(tmp_path / "a.ogg", seconds=4)

    assert np.array_equal(played(Tunes(tmp_path), 10)[0], played(Tunes(tmp_path), 10)[0])


def test_what_is_no_music_is_left_out_and_told_once(tmp_path):
    (tmp_path / "a.mp3").write_bytes(np.random.default_rng(1).bytes(5000))
    tune(tmp_path / "b.wav", seconds=3)
    (tmp_path / "c.ogg").write_bytes(b"")
    tunes = Tunes(tmp_path)
    sound, told = played(tunes, 20)

    assert len(sound) == 20 * RATE
    assert [sentence.split(" cannot")[0] for sentence in tunes.skipped] == [str(tmp_path / "a.mp3")]
    assert [(part, text.split(" cannot")[0]) for part, text in told] == [
        ("music_file", str(tmp_path / "c.ogg"))
    ]


def test_a_file_that_goes_is_left_out_and_played_again_when_it_is_back(tmp_path):
    tune(tmp_path / "a.wav", seconds=3)
    tune(tmp_path / "b.wav", seconds=3)
    told = []
    music = Tunes(tmp_path).in_step(RATE, lambda *what: told.append(what))
    music.read(2 * RATE)
    (tmp_path / "b.wav").rename(tmp_path / "away")
    assert len(music.read(20 * RATE)) == 20 * RATE
    assert len(told) == 1
    (tmp_path / "away").rename(tmp_path / "b.wav")
    music.read(20 * RATE)
    (tmp_path / "b.wav").unlink()
    music.read(20 * RATE)

    assert len(told) == 2


def test_when_no_file_is_left_it_ends_and_tells_so_once(tmp_path):
    tune(tmp_path / "a.wav", seconds=3)
    told = []
    music = Tunes(tmp_path).in_step(RATE, lambda *what: told.append(what))
    music.read(RATE)
    (tmp_path / "a.wav").unlink()

    assert len(music.read(20 * RATE)) == 2 * RATE
    assert len(music.read(RATE)) == 0
    assert [part for part, _ in told] == ["music_file", "music"]
    assert told[-1][1] == "The music has ended: no sound is left in a.wav."


def test_a_folder_of_silence_ends_as_well(tmp_path):
    tune(tmp_path / "a.wav", seconds=3, level=0.0)
    _, told = played(Tunes(tmp_path), 20)

    assert [part for part, _ in told] == ["music_file", "music"]


def test_a_file_cut_in_the_middle_is_played_as_far_as_it_goes_and_fades(tmp_path):
    tune(tmp_path / "a.mp3", seconds=20)
    blob = (tmp_path / "a.mp3").read_bytes()
    (tmp_path / "a.mp3").write_bytes(blob[: len(blob) // 2])
    sound, told = played(Tunes(tmp_path), 15)

    assert told == []
    assert np.abs(sound[3 * RATE : 5 * RATE]).max() > 500
    assert np.abs(np.diff(sound.astype(int))).max() < np.abs(sound).max()


def test_a_long_file_is_never_read_as_a_whole(tmp_path, monkeypatch):
    tune(tmp_path / "a.wav", seconds=120, channels="mono")
    read = []
    from voicecoach.adapters.music import _endless

    def counted(path, rate):
        for block in blocks(path, rate):
            read.append(len(block))
            yield block

    blocks = _endless.blocks
    monkeypatch.setattr(_endless, "blocks", counted)
    played(Tunes(tmp_path), 10)

    assert sum(read) < 40 * RATE


def test_a_thread_that_decodes_rests_four_times_a_second_of_music(tmp_path):
    tune(tmp_path / "a.wav", seconds=30)
    rests = []
    music = endless([tmp_path / "a.wav"], RATE, pytest.fail, lambda: rests.append(1))
    length = 0
    while length < 30 * RATE:
        length += len(next(music))

    assert 100 <= len(rests) <= 130


def test_a_folder_without_music_is_one_sentence(tmp_path):
    (tmp_path / "notes.txt").write_text("not music")
    with pytest.raises(ConfigError, match=r"no music in .* leave --music out"):
        Tunes(tmp_path)
    (tmp_path / "a.mp3").write_bytes(b"not music")
    with pytest.raises(ConfigError, match=r"no music in .* leave --music out"):
        Tunes(tmp_path)
    with pytest.raises(ConfigError, match="cannot be read"):
        Tunes(tmp_path / "nowhere")


def test_a_folder_with_many_files_is_not_looked_through_before_it_plays(tmp_path):
    tune(tmp_path / "0.wav", seconds=1)
    for number in range(1, 300):
        (tmp_path / f"{number}.wav").write_bytes(b"damaged")

    assert Tunes(tmp_path).skipped == ()
    assert list(islice(Tunes(tmp_path).paths, 1)) == [tmp_path / "0.wav"]
