"""The cache of clips: one rendering each, no damage passed on, no disk needed."""

import threading
import time

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voicecoach.adapters.voices.cached import CachedVoice
from voicecoach.errors import DeviceError
from voicecoach.sound.clip import Clip


class Beeps:
    """A voice that counts its work: 10 ms a letter, or an error when told to."""

    def __init__(self, fingerprint="beeps 1", rate=16000):
        self.name = "beeps"
        self.fingerprint = fingerprint
        self.rate = rate
        self.rendered = []
        self.closed = False
        self.broken = False

    def render(self, text):
        if self.broken:
            raise DeviceError("The voice is broken; mend it.")
        self.rendered.append(text)
        size = len(text) * self.rate // 100
        pcm = (np.arange(size) * 37 % 20011 - 10000).astype(np.int16)
        return Clip(pcm, self.rate, size // 3)

    def close(self):
        self.closed = True


def same(one, other):
    return (one.pcm == other.pcm).all() and (one.rate, one.attack) == (other.rate, other.attack)


def test_a_second_start_needs_no_synthesis(tmp_path):
    first = CachedVoice(Beeps(), tmp_path / "clips")
    clips = {text: first.render(text) for text in ("one", "two", "Lie down.")}
    again = Beeps()
    again.broken = True
    second = CachedVoice(again, tmp_path / "clips")
    assert all(same(second.render(text), clip) for text, clip in clips.items())
    assert (first.trouble, second.trouble) == ("", "")


def test_an_equal_text_is_rendered_once(tmp_path):
    beeps = Beeps()
    voice = CachedVoice(beeps, tmp_path)
    assert same(voice.render("one"), voice.render("one"))
    assert beeps.rendered == ["one"]


@pytest.mark.parametrize("other", [Beeps("beeps 2"), Beeps(rate=8000)])
def test_another_fingerprint_or_rate_is_another_sound(tmp_path, other):
    CachedVoice(Beeps(), tmp_path).render("one")
    CachedVoice(other, tmp_path).render("one")
    assert other.rendered == ["one"]


@given(data=st.data())
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_an_entry_with_any_damage_is_rendered_again_and_replaced(tmp_path, data):
    beeps = Beeps()
    whole = CachedVoice(beeps, tmp_path).render("one two")
    (entry,) = tmp_path.glob("*.wav")
    blob = entry.read_bytes()
    at = data.draw(st.integers(0, len(blob) - 1))
    kind = data.draw(st.sampled_from(["flip", "cut", "grow"]))
    if kind == "flip":
        blob = blob[:at] + bytes([blob[at] ^ data.draw(st.integers(1, 255))]) + blob[at + 1 :]
    else:
        blob = blob[:at] if kind == "cut" else blob + blob[: at + 1]
    entry.write_bytes(blob)
    beeps.rendered.clear()
    assert same(CachedVoice(beeps, tmp_path).render("one two"), whole)
    assert beeps.rendered == ["one two"]
    assert same(CachedVoice(beeps, tmp_path).render("one two"), whole)
    assert beeps.rendered == ["one two"]
    assert [path.name for path in tmp_path.iterdir()] == [entry.name]


def test_a_folder_that_cannot_be_written_costs_speed_only_and_says_so(tmp_path):
    (tmp_path / "file").write_text("in the way")
    beeps = Beeps()
    voice = CachedVoice(beeps, tmp_path / "file" / "clips")
    assert same(voice.render("one"), voice.render("one"))
    assert beeps.rendered == ["one"]
    assert str(tmp_path) in voice.trouble
    assert "choose another folder" in voice.trouble


def test_a_full_disk_leaves_no_rubbish(tmp_path, monkeypatch):
    def refuse(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    voice = CachedVoice(Beeps(), tmp_path)
    assert len(voice.render("one").pcm)
    assert "No space left on device" in voice.trouble
    assert not list(tmp_path.iterdir())


def test_what_the_voice_raises_comes_through_and_is_not_kept(tmp_path):
    beeps = Beeps()
    voice = CachedVoice(beeps, tmp_path)
    beeps.broken = True
    with pytest.raises(DeviceError):
        voice.render("one")
    beeps.broken = False
    assert len(voice.render("one").pcm)


def test_an_entry_is_a_wav_file_that_anything_plays(tmp_path):
    import wave

    clip = CachedVoice(Beeps(), tmp_path).render("one")
    (entry,) = tmp_path.glob("*.wav")
    with wave.open(str(entry)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 16000)
        assert file.readframes(file.getnframes()) == clip.pcm.tobytes()


def test_threads_that_want_the_same_text_cause_one_rendering(tmp_path):
    beeps = Beeps()
    voice = CachedVoice(beeps, tmp_path)
    crowd = [threading.Thread(target=voice.render, args=("one",)) for _ in range(8)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    assert beeps.rendered == ["one"]


def test_250_phrases_are_read_in_a_third_of_a_second(tmp_path):
    beeps = Beeps(rate=24000)
    texts = [f"{n} " + "word " * 25 for n in range(250)]  # 1.3 s of sound each
    first = CachedVoice(beeps, tmp_path)
    for text in texts:
        first.render(text)
    second = CachedVoice(beeps, tmp_path)
    times = []
    for _ in range(3):  # the least of three: the machine may be busy
        start = time.perf_counter()
        for text in texts:
            second.render(text)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.3


def test_closing_closes_the_voice(tmp_path):
    beeps = Beeps()
    CachedVoice(beeps, tmp_path).close()
    assert beeps.closed


def test_it_knows_what_was_said_before_without_a_voice(tmp_path):
    CachedVoice(Beeps(), tmp_path).render("one")
    again = Beeps()
    again.broken = True
    voice = CachedVoice(again, tmp_path)

    assert [voice.holds(text) for text in ("one", "two", "...")] == [True, False, True]


def test_after_closing_all_can_be_had_also_where_the_disk_refused_it(tmp_path):
    (tmp_path / "file").write_text("no folder")
    for folder in (tmp_path / "clips", tmp_path / "file" / "clips"):
        voice = CachedVoice(beeps := Beeps(), folder)
        clip = voice.render("one")
        voice.close()
        beeps.broken = True

        assert voice.holds("one")
        assert same(voice.render("one"), clip)
