"""What every codec promises (`ports.Codec`), asked of every one there is, on decoded files."""

import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from taking import COVER, attack_ms, beginning, decoded, recordings_of, take_of
from voicecoach.adapters.codecs import _splicing
from voicecoach.adapters.codecs._blocks import blocks
from voicecoach.core.recordings import Depth, Mark
from voicecoach.core.timeline import Cue, CueKind
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError
from voicecoach.registry import codec_engine
from voicecoach.sound.clip import Clip
from voicecoach.sound.peaks import true_peak

LOSSLESS = ("wav", "flac")
WITHOUT_CHAPTERS = ("wav",)
LEAST_SNR = {"wav": 80, "flac": 80, "mp3": 16, "m4b": 22, "opus": 12}
"""Decibels; encoding a session straight, without splicing, gives 18, 28 and 15."""


def between(sound, rate, recording, margin):
    """Return the samples at least ``margin`` seconds from every cue."""
    quiet = np.ones(len(sound), bool)
    for cue in recording.cues:
        first = round((cue.start / 1000 - margin) * rate)
        quiet[max(0, first) : round((cue.end / 1000 + margin) * rate)] = False
    return sound[quiet]


def chapters(path):
    """Return (start in ms, title) of each chapter."""
    with av.open(str(path)) as container:
        return [
            (round(each["start"] * each["time_base"] * 1000), each["metadata"]["title"])
            for each in container.chapters()
        ]


def test_the_file_lasts_as_long_as_the_recording(written, part):
    assert len(written.sound) / written.rate * 1000 == pytest.approx(part.length, abs=30)


def test_each_count_is_felt_within_ten_milliseconds_of_its_beat(written, part):
    counts = [cue for cue in part.cues if cue.kind is CueKind.COUNT]
    late = [attack_ms(written.sound, written.rate, cue.start, cue.end) - cue.beat for cue in counts]

    assert len(counts) >= 4
    assert max(map(abs, late)) < 10


def test_speech_begins_within_60_ms_after_each_mark(written, part):
    for mark in part.marks:
        at = round(mark.start * written.rate / 1000)
        heard = np.abs(written.sound[at - written.rate // 10 :]) > 0.01
        late = (int(np.argmax(heard)) - written.rate // 10) * 1000 / written.rate
        assert 0 <= late <= 60, mark


def test_each_phrase_sounds_as_it_does_unencoded(engine, written, made, part):
    take = take_of(made, part)
    wanted = np.concatenate(list(blocks(take, written.rate, 1 << 16))) / np.float32(32768)
    pad = written.rate // 50
    for cue in part.cues:
        one = wanted[cue.start * written.rate // 1000 : cue.end * written.rate // 1000]
        start = cue.start * written.rate // 1000 - pad
        other = written.sound[start : start + len(one) + 2 * pad]
        likeness = np.correlate(other, one, "valid") if len(one) < 3000 else correlated(other, one)
        at = int(np.argmax(likeness))
        noise = other[at : at + len(one)] - one
        snr = 10 * np.log10((one**2).sum() / max(float((noise**2).sum()), 1e-20))
        assert snr > LEAST_SNR[engine.name], cue


def correlated(long, short):
    size = 1 << (len(long) + len(short)).bit_length()
    product = np.fft.rfft(long, size) * np.fft.rfft(short, size).conj()
    return np.fft.irfft(product, size)[: len(long) - len(short) + 1]


def test_between_phrases_there_is_silence(written, part):
    quiet = between(written.sound, written.rate, part, 0.1)

    assert len(quiet) > 10 * written.rate
    assert not quiet.any()


def test_no_peak_comes_near_the_top(written):
    assert true_peak(written.sound) < -1.0


def test_it_is_as_loud_as_the_phrases_were_made(written, made, part):
    wanted = np.concatenate(list(blocks(take_of(made, part), written.rate, 1 << 16)))
    powers = [np.square(sound, dtype=float).sum() for sound in (written.sound, wanted / 32768)]

    assert 10 * np.log10(powers[0] / powers[1]) == pytest.approx(0, abs=0.1)


def test_chapters_read_back_in_order_and_within_a_millisecond(engine, written, part):
    if engine.name in WITHOUT_CHAPTERS:
        pytest.skip("elsewhere: WAV has no chapters that players read")
    found = chapters(written.path)

    assert [title for _, title in found] == [mark.title for mark in part.marks]
    assert len(found) == 3
    for (start, _), mark in zip(found, part.marks, strict=True):
        assert abs(start - mark.start) <= 1


def test_starts_in_the_second_half_of_a_second_are_not_a_second_late(
    engine, made, part, phrases, tmp_path
):
    """As ffmpeg writes them for Opus."""
    if engine.name in WITHOUT_CHAPTERS:
        pytest.skip("elsewhere: WAV has no chapters that players read")
    starts = [Ms(each) for each in (0, 499, 500, 1500, 5811, 9999)]
    marks = tuple(Mark(start, f"À {start}", Depth.SET) for start in starts)
    path = tmp_path / f"x{engine.make(phrases).suffix}"
    engine.make(phrases).write(take_of(made, replace(part, marks=marks)), path)

    assert chapters(path) == [(start, f"À {start}") for start in starts]


def test_the_tags_say_what_it_is(engine, written, part):
    with av.open(str(written.path)) as container:
        everything = container.metadata | container.streams.audio[0].metadata
    said = {key.lower(): value for key, value in everything.items()}

    assert said["title"] == part.title
    assert said["album"] == "Short level"
    assert said["artist"] == "voicecoach"
    assert said["genre"] == "Speech"
    assert said["track"].split("/")[0] == "2"
    assert said.get("encoder", "LAME3.100") == "LAME3.100"  # which players know the delay of
    assert not any("date" in key or "creation" in key for key in said)
    if engine.name == "m4b":
        assert said["major_brand"] == "M4B "
        assert said["media_type"] == "2"


def test_the_cover_is_inside(engine, written):
    if engine.name in WITHOUT_CHAPTERS:
        pytest.skip("elsewhere: WAV has no covers that players show")
    assert COVER.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    if engine.name != "opus":
        assert COVER.read_bytes() in written.path.read_bytes()
    with av.open(str(written.path)) as container:
        (picture,) = container.streams.video
        assert picture.disposition & av.stream.Disposition.attached_pic
        assert bytes(next(container.demux(picture))) == COVER.read_bytes()


def test_the_same_take_gives_the_same_bytes_cold_and_warm(engine, made, part, tmp_path):
    take = take_of(made, beginning(part), cover=COVER.read_bytes())
    for name, folder in (("cold", "one"), ("other", "two"), ("warm", "one")):
        engine.make(tmp_path / folder).write(take, tmp_path / name)

    blob = (tmp_path / "cold").read_bytes()
    assert (tmp_path / "other").read_bytes() == blob
    assert (tmp_path / "warm").read_bytes() == blob


def test_what_was_encoded_once_is_not_encoded_again(written, made, part, phrases, monkeypatch):
    codec = codec_engine(written.path.suffix[1:]).make(phrases)
    monkeypatch.setattr(_splicing, "frames", None)  # to call it is an error
    path = written.path.with_name("again")
    codec.write(take_of(made, part, cover=COVER.read_bytes()), path)

    assert path.read_bytes() == written.path.read_bytes()


def test_a_recording_without_a_word_is_silence_of_its_length(engine, made, part, phrases, tmp_path):
    path = tmp_path / f"x{engine.make(phrases).suffix}"
    silent = replace(part, cues=(), marks=part.marks[:1], length=Ms(2345))
    engine.make(phrases).write(take_of(made, silent), path)
    sound, rate = decoded(path)

    assert len(sound) / rate * 1000 == pytest.approx(2345, abs=30)
    assert not sound.any()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere: a disk that is always full")
def test_a_full_disk_is_one_sentence_with_a_remedy(engine, made, part, phrases, tmp_path):
    path = tmp_path / "full"
    path.symlink_to("/dev/full")

    with pytest.raises(DeviceError, match=r"full cannot be written .*; free some space"):
        engine.make(phrases).write(take_of(made, part), path)


def test_a_folder_that_is_not_there_is_one_sentence(engine, made, part, phrases, tmp_path):
    with pytest.raises(DeviceError, match="cannot be written"):
        engine.make(phrases).write(take_of(made, part), tmp_path / "no" / "file")


def test_a_disk_that_keeps_no_phrases_costs_time_only(engine, made, part, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    take, codec = take_of(made, beginning(part)), engine.make(tmp_path / "file")
    codec.write(take, tmp_path / "without")
    engine.make(tmp_path / "folder").write(take, tmp_path / "with")

    assert (tmp_path / "without").read_bytes() == (tmp_path / "with").read_bytes()
    if engine.name not in LOSSLESS:
        assert "takes longer; free some space" in codec.trouble


def test_a_status_tells_what_is_used(engine):
    status = engine.status()

    assert status.ready
    assert status.detail


def test_a_sound_is_whole_to_its_ends_and_nothing_comes_after(
    engine, phrases, made, part, tmp_path
):
    """Tones that start and stop at full level, and stop anywhere within a frame.

    A frame too few at the end would be heard. They rise, so that each lies alike in one place.
    """
    of_voice = made.library.voice.rate
    at = np.arange(of_voice) / of_voice
    tone = np.rint(9000 * np.sin(2 * np.pi * (200 + 1500 * at) * at)).astype(np.int16)
    clips = {str(ms): Clip(tone[: ms * of_voice // 1000], of_voice) for ms in range(300, 328, 2)}
    cues = tuple(
        Cue(Ms(1013 + 650 * index), Ms(int(name)), name, CueKind.TALK)
        for index, name in enumerate(clips)
    )
    recording = replace(part, cues=cues, marks=part.marks[:1], length=Ms(cues[-1].end + 500))
    take = replace(take_of(made, recording), clip_of=clips.__getitem__)
    engine.make(phrases).write(take, tmp_path / "tones")
    sound, rate = decoded(tmp_path / "tones")
    wanted = np.concatenate(list(blocks(take, rate, 1 << 16))) / np.float32(32768)
    pad, edge = rate // 50, rate // 200
    for cue in cues:
        start = cue.start * rate // 1000
        one = wanted[start : start + cue.length * rate // 1000]
        around = sound[start - pad : start + len(one) + pad]
        found = int(np.argmax(correlated(around, one)))
        other = around[found : found + len(one)]
        for place in (slice(None, edge), slice(-edge, None)):
            noise = np.square(other[place] - one[place]).sum()
            assert noise < 0.1 * np.square(one[place]).sum(), (cue, place)
    assert not between(sound, rate, recording, 0.1).any()


def test_flac_and_wav_hold_the_same_samples(made, part, tmp_path):
    found = []
    for name in LOSSLESS:
        codec_engine(name).make(tmp_path).write(take_of(made, part), tmp_path / name)
        found.append(decoded(tmp_path / name)[0])

    assert np.array_equal(*found)


# --- MP3 alone ------------------------------------------------------------------


def mp3_frames(path: Path):
    """Return the header and the length of each frame."""
    blob = path.read_bytes()
    at = 10 + sum(byte << shift for byte, shift in zip(blob[6:10], (21, 14, 7, 0), strict=True))
    found = []
    while at < len(blob):
        header = int.from_bytes(blob[at : at + 4], "big")
        assert header >> 21 == 0x7FF, f"no frame at byte {at}"
        rate = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192)[header >> 12 & 15] * 1000
        size = 144 * rate // 44100 + (header >> 9 & 1)
        found.append((rate, size))
        at += size
    return found


@pytest.mark.parametrize(("profile", "rate"), [("plain", 64_000), ("acx", 192_000)])
def test_an_mp3_has_one_bit_rate_and_keeps_it(made, phrases, tmp_path, profile, rate):
    recording = beginning(recordings_of(made, profile)[1][1], 8)
    codec_engine("mp3").make(phrases).write(take_of(made, recording, profile), tmp_path / "x.mp3")
    frames = mp3_frames(tmp_path / "x.mp3")

    assert {each for each, _ in frames} == {rate}
    held, wanted = 0, 0.0
    for _, size in frames[1:]:  # the first one says how long the file is, and is no sound
        held, wanted = held + size, wanted + rate * 144 / 44100
        assert abs(held - wanted) < 4


def test_acx_gets_what_it_asks_for(made, phrases, tmp_path):
    """192 kbit/s: RMS -23 to -18 dB, peaks -3 dB at most, noise under -60, head and tail."""
    recording = beginning(recordings_of(made, "acx")[1][1], 8)
    path = tmp_path / "x.mp3"
    codec_engine("mp3").make(phrases).write(take_of(made, recording, "acx"), path)
    sound, rate = decoded(path)
    floor = between(sound, rate, recording, 0.1)
    heard = np.flatnonzero(np.abs(sound) > 0.01) / rate

    assert 20 * np.log10(np.abs(sound).max()) <= -3
    assert -23 <= 10 * np.log10(np.square(sound, dtype=float).mean()) <= -18
    assert -75 < 10 * np.log10(np.square(floor, dtype=float).mean()) < -60
    assert 0.5 <= heard[0] <= 1
    assert 1 <= len(sound) / rate - heard[-1] <= 5


def test_room_tone_goes_on_without_a_gap(made, phrases, tmp_path):
    recording = beginning(recordings_of(made, "bluetooth")[1][1])
    path = tmp_path / "x.mp3"
    codec_engine("mp3").make(phrases).write(take_of(made, recording, "bluetooth"), path)
    sound, rate = decoded(path)
    floor = between(sound, rate, recording, 0.1)
    levels = np.square(floor[: len(floor) // 2205 * 2205].reshape(-1, 2205), dtype=float).mean(1)

    assert 10 * np.log10(levels.min()) > -80
    assert 10 * np.log10(levels.max()) < -60
    assert max(abs(after - before) for before, after in pairwise(10 * np.log10(levels))) < 12


def test_an_audiobook_has_its_tables_before_its_sound(made, part, phrases, tmp_path):
    """So a player on a network can start at once."""
    path = tmp_path / "x.m4b"
    codec_engine("m4b").make(phrases).write(take_of(made, beginning(part)), path)
    blob, kinds, at = path.read_bytes(), [], 0
    while at < len(blob):
        kinds.append(blob[at + 4 : at + 8])
        at += int.from_bytes(blob[at : at + 4], "big")

    assert kinds == [b"ftyp", b"moov", b"mdat"]
    assert at == len(blob)
