"""voicecoach advice: read, heard, and taken along."""

import json
from dataclasses import asdict

import av
import pytest

from program import child, run
from sound_server import MISSING, REASON, SoundServer
from spoken import read_wav
from voicecoach.content.advice import load_advice

PIECES = load_advice("en")
BY_ID = {piece.id: piece for piece in PIECES}
NO_SOUND = "The text goes on without sound."


def page(*topics: str) -> str:
    """Return what a person reads of ``topics``."""
    pages = [
        [*BY_ID[topic].spoken, *(f"Source: {source}" for source in BY_ID[topic].sources)]
        for topic in topics
    ]
    return "\n\n".join("\n".join(lines) for lines in pages) + "\n"


def advice(monkeypatch, folder, *arguments: str) -> int:
    return run(monkeypatch, folder, "advice", *arguments)


# --- reading --------------------------------------------------------------------


def test_without_a_topic_each_is_listed_on_a_line_and_the_end_says_what_to_do(
    monkeypatch, tmp_path, capsys
):
    assert advice(monkeypatch, tmp_path) == 0
    told = capsys.readouterr().out.splitlines()

    assert told == [
        *(f"{piece.id}: {piece.title}" for piece in PIECES),
        "To read one: voicecoach advice strong-spine",
        "To hear one: voicecoach advice strong-spine --say",
    ]


@pytest.mark.parametrize("topic", BY_ID)
def test_a_topic_is_printed_sentence_by_sentence_with_its_sources(
    monkeypatch, tmp_path, capsys, topic
):
    assert advice(monkeypatch, tmp_path, topic) == 0
    assert capsys.readouterr().out == page(topic)


def test_several_topics_come_in_the_order_asked_for_each_once(monkeypatch, tmp_path, capsys):
    assert advice(monkeypatch, tmp_path, "pacing", "keep-going", "pacing") == 0
    assert capsys.readouterr().out == page("pacing", "keep-going")


def test_all_prints_every_piece(monkeypatch, tmp_path, capsys):
    assert advice(monkeypatch, tmp_path, "all") == 0
    assert capsys.readouterr().out == page(*BY_ID)


def test_json_holds_what_was_chosen(monkeypatch, tmp_path, capsys):
    assert advice(monkeypatch, tmp_path, "pacing", "--json") == 0
    chosen = json.loads(capsys.readouterr().out)
    assert advice(monkeypatch, tmp_path, "--json") == 0
    everything = json.loads(capsys.readouterr().out)

    plain = [json.loads(json.dumps(asdict(piece))) for piece in PIECES]
    assert everything == plain
    assert chosen == [each for each in plain if each["id"] == "pacing"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["strong"], "There is no advice on 'strong'; did you mean 'strong-spine'?"),
        (["Pain-Relief"], "There is no advice on 'Pain-Relief'; did you mean 'pain-relief'?"),
        (["pacing", "alll"], "There is no advice on 'alll'; did you mean 'all'?"),
        (["all", "qqq"], "There is no advice on 'qqq'; there are: strong-spine, "),
        (["--say"], "Name the topics to speak or to write, or all."),
        (["--output", "x"], "Name the topics to speak or to write, or all."),
        (["pacing", "--say", "--json"], "--json prints only; leave --say and --output out."),
        (["pacing", "--output", "x", "--format", "mp4"], "did you mean 'mp3'?"),
        (["pacing", "--language", "xx"], "There is no advice in the language 'xx'"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_nothing_is_printed(
    monkeypatch, tmp_path, capsys, arguments, message
):
    monkeypatch.chdir(tmp_path)

    assert advice(monkeypatch, tmp_path, *arguments) == 2
    told = capsys.readouterr()
    assert message in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert not (tmp_path / "x").exists()


# --- hearing --------------------------------------------------------------------


def test_speaking_into_a_file_writes_the_sound_and_prints_the_words(monkeypatch, tmp_path, capsys):
    out = tmp_path / "out.wav"
    status = advice(
        monkeypatch, tmp_path, "keep-going", "pacing", "--say", "--voice", "silent",
        "--speaker", f"file:{out}",
    )  # fmt: skip

    assert status == 0
    assert capsys.readouterr().out == page("keep-going", "pacing").replace("\n\n", "\n")
    sound, rate = read_wav(out)
    assert 40 < len(sound) / rate < 60


def test_without_a_sound_card_it_says_so_once_and_prints_everything(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nothing")
    status = advice(
        monkeypatch, tmp_path, "keep-going", "pacing", "--say", "--voice", "silent",
        "--speaker", "no device has this name",
    )  # fmt: skip

    told = capsys.readouterr()
    assert status == 0
    assert told.err.splitlines()[-1] == NO_SOUND
    assert told.err.count(NO_SOUND) == 1
    assert told.out == page("keep-going", "pacing").replace("\n\n", "\n")


def test_the_speaker_none_prints_and_complains_of_nothing(monkeypatch, tmp_path, capsys):
    status = advice(
        monkeypatch, tmp_path, "pacing", "--say", "--voice", "silent", "--speaker", "none"
    )

    assert status == 0
    assert capsys.readouterr() == (page("pacing"), "")


@pytest.mark.slow
@pytest.mark.sound_server
@pytest.mark.skipif(bool(MISSING), reason=REASON)
def test_a_loudspeaker_plays_a_piece_to_its_end_in_real_time(tmp_path):
    server = SoundServer()
    server.start()
    try:
        with server.record(tmp_path / "heard.wav"):
            process = child(tmp_path, "advice", "level-by-level", "--say", env=server.env)
            told, _ = process.communicate(timeout=120)
    finally:
        server.remove()

    assert process.returncode == 0, told
    assert told == page("level-by-level")
    sound, rate = read_wav(tmp_path / "heard.wav")
    loud = abs(sound.astype(int)) > 1000
    assert 15 < (loud.nonzero()[0][-1] - loud.nonzero()[0][0]) / rate < 25


# --- taking along ---------------------------------------------------------------


def test_an_exported_piece_has_its_title_and_silence_at_both_ends(monkeypatch, tmp_path, capsys):
    for kind in ("wav", "mp3"):
        status = advice(
            monkeypatch, tmp_path, "level-by-level", "--output", str(tmp_path), "--format", kind
        )
        assert status == 0
    told = capsys.readouterr().out.splitlines()

    assert told[0] == f"File: {tmp_path / 'advice-level-by-level.wav'}"
    assert told[1].startswith("Length: ")
    sound, rate = read_wav(tmp_path / "advice-level-by-level.wav")
    loud = (abs(sound.astype(int)) > 100).nonzero()[0] / rate
    assert 0.5 <= loud[0] <= 1  # audio books: 0.5 to 1 s before, 1 to 5 s after
    assert 1 <= len(sound) / rate - loud[-1] <= 5
    with av.open(str(tmp_path / "advice-level-by-level.mp3")) as container:
        tags = container.metadata
    assert tags["title"] == "Level by level"
    assert "advice" in tags["album"]


def test_all_writes_one_file_a_topic(monkeypatch, tmp_path, capsys):
    status = advice(
        monkeypatch, tmp_path, "all", "--output", str(tmp_path / "out"), "--format", "wav",
        "--voice", "silent",
    )  # fmt: skip

    assert status == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {f"advice-{topic}.wav" for topic in BY_ID}
    assert capsys.readouterr().out.count("File: ") == len(BY_ID)


def test_a_file_that_is_there_is_kept_unless_replacing_is_asked_for(monkeypatch, tmp_path, capsys):
    mine = tmp_path / "advice-pacing.wav"
    mine.write_text("mine")
    arguments = (
        "keep-going", "pacing", "--voice", "silent", "--format", "wav", "--output", str(tmp_path),
    )  # fmt: skip

    assert advice(monkeypatch, tmp_path, *arguments) == 2
    assert "add --force to replace it" in capsys.readouterr().err
    assert mine.read_text() == "mine"
    assert not (tmp_path / "advice-keep-going.wav").exists()
    assert advice(monkeypatch, tmp_path, *arguments, "--force") == 0
    assert mine.read_bytes().startswith(b"RIFF")


def test_a_folder_that_cannot_be_written_is_one_sentence(monkeypatch, tmp_path, capsys):
    (tmp_path / "file").write_text("not a folder")
    status = advice(
        monkeypatch, tmp_path, "pacing", "--voice", "silent", "--output", str(tmp_path / "file")
    )

    assert status == 1
    assert "cannot be written to" in capsys.readouterr().err
