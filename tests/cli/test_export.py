"""The command: what is asked for is made once, noted, and never at the cost of other files."""

import json
import signal
import weakref
from datetime import UTC, datetime

import pytest

from program import child, run, short_level
from voicecoach.adapters.journals.jsonl import JsonlJournal
from voicecoach.adapters.voices.cached import CachedVoice
from voicecoach.cli.export_sound import record_level
from voicecoach.content.language import load_language
from voicecoach.content.levels import load_level
from voicecoach.core.job import Medium, Options
from voicecoach.testing import BeepVoice

FAST = ("--voice", "espeak")


@pytest.fixture
def level(tmp_path):
    return short_level(tmp_path)


@pytest.fixture
def export(monkeypatch, tmp_path):
    """Export to tmp_path/out and return the status."""

    def call(*arguments):
        out = str(tmp_path / "out")
        return run(monkeypatch, tmp_path, "export", *arguments, "--output", out)

    return call


def files(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def events(text):
    return [json.loads(line) for line in text.splitlines()]


# --- what is written --------------------------------------------------------------


def test_without_a_format_there_are_parts_a_book_and_a_page(export, level, tmp_path, capsys):
    assert export("--level", str(level), *FAST) == 0
    folder = tmp_path / "out" / "short-1-espeak"

    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"Folder: {folder}"
    assert told[-2].startswith("Length: 3 minutes")
    assert told[-1].startswith("Loudness: -1")
    expected = {"export.json", "short-1.m4b", "short-1.mp3", "short-1.html", "mp3/short-1.m3u8"}
    expected |= {"mp3/01 Welcome.mp3", "mp3/02 Bridge.mp3", "short-1.txt", "short-1.vtt"}
    assert expected <= set(files(folder))
    beside = (".txt", ".vtt", "export.json")
    assert {line for line in told if line.startswith("File: ")} == {
        f"File: {folder / name}" for name in files(folder) if not name.endswith(beside)
    }


def test_each_level_in_each_voice_at_each_speed_has_a_folder(export, level, tmp_path, capsys):
    status = export(
        "--level", str(level), "--voice", "espeak,silent", "--speed", "1.0,1.3",
        "--format", "opus", "--jobs", "1",
    )  # fmt: skip

    assert status == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {f"short-1-{v}-{s}" for v in ("espeak", "silent") for s in ("1.0", "1.3")}
    assert capsys.readouterr().out.splitlines()[-1] == "Done: 4 of 4 folders."


def test_json_tells_each_file_with_its_size(export, level, tmp_path, capsys):
    assert export("--level", str(level), *FAST, "--format", "opus", "--json") == 0
    told = events(capsys.readouterr().out)

    written = [each for each in told if each["event"] == "file"]
    assert {each["format"] for each in written} == {"opus"}
    for each in written:
        assert (tmp_path / "out" / each["path"]).stat().st_size == each["bytes"]
    assert told[-1] == {"event": "done", "done": 1, "total": 1}
    percents = [each["percent"] for each in told if each["event"] == "speaking"]
    assert percents == sorted(percents)
    assert percents[-1] == 100


class Watched(BeepVoice):
    """Knows which of the sounds that it made are still held by somebody."""

    def __init__(self):
        self.made = []

    def render(self, text):
        clip = super().render(text)
        self.made.append(weakref.ref(clip.pcm))
        return clip

    def held(self):
        return [made for made in self.made if made() is not None]


def test_new_clips_wait_on_disk_so_that_they_and_a_large_model_do_not_share_the_memory(
    level, tmp_path
):
    def record(voice):
        told = []
        library = record_level(
            load_level(level), load_language("en"), Options(Medium.FILE),
            CachedVoice(voice, tmp_path / "clips"), lambda _, percent: told.append(percent),
        )[1]  # fmt: skip
        assert told == sorted(told)
        assert told[-1] == 100
        return library

    cold, warm = Watched(), Watched()
    first = record(cold)

    assert len(cold.made) > 30
    assert len(cold.held()) <= 3  # what only the real lengths have asked for
    assert first.clip("Lift your hips.").length > 0
    again = record(warm)
    assert warm.made == []
    assert again.clip("Lift your hips.") is again.clip("Lift your hips.")


# --- again ------------------------------------------------------------------------


def test_what_is_up_to_date_is_left_and_what_is_not_is_made_again(export, level, tmp_path, capsys):
    arguments = ("--level", str(level), *FAST, "--format", "opus,wav")
    export(*arguments)
    folder = tmp_path / "out" / "short-1-espeak"
    before = {name: (folder / name).stat().st_mtime_ns for name in files(folder)}
    capsys.readouterr()

    assert export(*arguments) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"Folder: {folder}", "Up to date: opus", "Up to date: wav",
    ]  # fmt: skip
    assert {name: (folder / name).stat().st_mtime_ns for name in files(folder)} == before
    level.write_text(level.read_text().replace("Lift your hips.", "Raise your hips."))
    assert export(*arguments) == 0
    assert "Up to date" not in capsys.readouterr().out
    assert "Raise your hips." in (folder / "short-1.txt").read_text()


def test_a_file_that_is_gone_is_made_again_with_the_same_bytes(export, level, tmp_path):
    arguments = ("--level", str(level), *FAST, "--format", "opus,m4b")
    export(*arguments)
    made = tmp_path / "out" / "short-1-espeak" / "short-1.opus"
    before = made.read_bytes()
    made.unlink()

    assert export(*arguments) == 0
    assert made.read_bytes() == before


def test_a_part_that_is_called_otherwise_now_leaves_no_old_file_behind(export, level, tmp_path):
    arguments = ("--level", str(level), *FAST, "--format", "mp3")
    export(*arguments)
    level.write_text(level.read_text().replace("name: side plank", "name: side bridge"))
    export(*arguments)

    names = [name for name in files(tmp_path / "out") if name.endswith(".mp3") and "Side" in name]
    assert names == ["short-1-espeak/mp3/03 Side bridge.mp3"]


def test_a_file_of_the_user_is_kept_unless_replacing_is_asked_for(export, level, tmp_path, capsys):
    mine = tmp_path / "out" / "short-1-espeak" / "short-1.opus"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    arguments = ("--level", str(level), *FAST, "--format", "opus")

    assert export(*arguments) == 2
    assert "add --force to replace it" in capsys.readouterr().err
    assert files(mine.parent) == ["short-1.opus"]
    assert mine.read_text() == "mine"
    assert export(*arguments, "--force") == 0
    assert mine.read_bytes().startswith(b"OggS")


def test_a_file_that_was_changed_after_the_export_is_kept_too(export, level, tmp_path, capsys):
    arguments = ("--level", str(level), *FAST, "--format", "opus")
    export(*arguments)
    text = tmp_path / "out" / "short-1-espeak" / "short-1.txt"
    text.write_text("My own notes.")

    assert export(*arguments) == 2
    assert text.read_text() == "My own notes."
    assert "no export wrote it as it is" in capsys.readouterr().err


# --- many -------------------------------------------------------------------------


def test_the_shares_of_all_machines_are_the_whole_and_the_cores_do_the_same(
    export, level, tmp_path, capsys
):
    arguments = (
        "--level", str(level), "--voice", "silent,espeak", "--format", "opus", "--json",
    )  # fmt: skip
    assert export(*arguments, "--jobs", "2") == 0
    assert events(capsys.readouterr().out)[-1] == {"event": "done", "done": 2, "total": 2}
    before = {name: (tmp_path / "out" / name).read_bytes() for name in files(tmp_path / "out")}
    for index in (1, 2):
        assert export(*arguments, "--shard", f"{index}/2", "--force") == 0
        told = events(capsys.readouterr().out)
        assert [each["event"] for each in told] == ["folder", "current", "done"]

    assert {name: (tmp_path / "out" / name).read_bytes() for name in before} == before


def test_list_prints_a_command_for_each_folder_and_makes_none(export, level, tmp_path, capsys):
    status = export(
        "--level", f"{level}", "--voice", "espeak,silent", "--short", "--profile", "acx",
        "--format", "mp3", "--list",
    )  # fmt: skip

    assert status == 0
    assert capsys.readouterr().out.splitlines() == [
        f"voicecoach export --level {level} --voice {voice} --short --profile acx "
        f"--format mp3 --output {tmp_path / 'out'}"
        for voice in ("espeak", "silent")
    ]
    assert not (tmp_path / "out").exists()


def test_one_folder_that_fails_does_not_keep_the_others_from_being_made(
    export, level, tmp_path, capsys
):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "short-1-espeak").write_text("in the way")
    status = export(
        "--level", str(level), "--voice", "espeak,silent", "--format", "opus", "--jobs", "1"
    )
    told = capsys.readouterr()

    assert status == 1
    assert told.out.splitlines()[-1] == "Done: 1 of 2 folders."
    assert "cannot be written to" in told.err
    assert (tmp_path / "out" / "short-1-silent" / "short-1.opus").exists()


# --- what cannot be ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--format", "mp4"), "did you mean 'mp3'?"),
        (("--profile", "axc"), "did you mean 'acx'?"),
        (("--voice", "espaek"), "did you mean 'espeak'?"),
        (("--level", "nonsense"), "There is no level 'nonsense'"),
        (("--shard", "3/2"), "write the number of this machine"),
        (("--speed", "9"), "speed"),
        (("--jobs", "0"), "--jobs"),
        (("--voice", "espeak,silent", "--events", "x"), "name just one"),
        (("--music", "/does/not/exist"), "/does/not/exist"),
    ],
)
def test_what_cannot_be_is_one_sentence_before_any_work(export, tmp_path, capsys, arguments, told):
    status = export("--format", "opus", *arguments)
    error = capsys.readouterr().err

    assert status == 2
    assert told in error
    assert "Traceback" not in error
    assert not (tmp_path / "out").exists()


def test_a_cache_that_cannot_be_written_is_told_and_the_files_are_made(
    export, level, tmp_path, capsys
):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "cache").write_text("no folder")

    assert export("--level", str(level), *FAST, "--format", "opus") == 0
    told = capsys.readouterr().err.splitlines()
    assert len([line for line in told if "kept" in line]) == len(set(told)) == 2
    assert (tmp_path / "out" / "short-1-espeak" / "short-1.opus").exists()


def test_an_unwritable_folder_is_one_sentence_and_leaves_nothing(export, level, tmp_path, capsys):
    (tmp_path / "out").write_text("not a folder")

    assert export("--level", str(level), *FAST) == 1
    error = capsys.readouterr().err
    assert "cannot be written to" in error
    assert "Traceback" not in error


def test_names_of_three_hundred_letters_are_cut_and_never_lead_elsewhere(export, level, tmp_path):
    long = "../" + "very " * 60 + "long"
    level.write_text(level.read_text().replace("name: bridge", f"name: '{long}'"))

    assert export("--level", str(level), *FAST, "--format", "mp3") == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"short-1-espeak"}
    assert all(len(name.encode()) < 200 for name in files(tmp_path / "out"))


def test_a_killed_export_leaves_nothing_half_made_and_the_next_one_goes_on(
    export, level, tmp_path, capsys
):
    out = tmp_path / "out"
    arguments = ("--level", str(level), *FAST, "--format", "opus,wav,flac,m4b,mp3")
    with child(tmp_path, "export", *arguments, "--output", str(out), "--json") as process:
        for line in process.stdout:
            if json.loads(line).get("format") == "m4b":  # it is being written just now
                break
        process.send_signal(signal.SIGKILL)
    whole = {name for name in files(out) if "/.voicecoach-part-" not in name}

    assert {name.partition(".")[2] for name in whole} >= {"opus", "wav", "flac", "json"}
    assert not [name for name in whole if name.endswith((".m4b", ".mp3"))]
    assert export(*arguments) == 0
    told = capsys.readouterr().out
    assert [line for line in told.splitlines() if line.startswith("Up to date")] == [
        "Up to date: opus", "Up to date: wav", "Up to date: flac",
    ]  # fmt: skip
    assert not [name for name in files(out) if ".voicecoach-part-" in name]


def test_while_the_programme_is_locked_it_says_so(export, level, tmp_path, capsys):
    journal = JsonlJournal(tmp_path / "home" / "data" / "voicecoach", lambda: datetime.now(UTC))
    journal.append("session_started", {"level": "low-back-1", "number": 1})
    journal.append("locked", {"tier": 2, "question": "flag_unwell"})
    journal.close()

    assert export("--level", str(level), *FAST, "--format", "opus") == 0
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "The programme is locked, because of a warning sign."
    assert "do not exercise with them yet" in told[1]
