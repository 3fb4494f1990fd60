"""voicecoach handout: files for everybody, and a private one with one's own doses."""

import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from program import child, run, short_level
from voicecoach.adapters.journals.jsonl import JsonlJournal
from voicecoach.cli.handout_files import write
from voicecoach.errors import DeviceError

DAY = ("--date", "2027-03-02")
EXERCISES = ("pelvic-tilt", "heel-slide", "bridge", "bird-dog-leg", "side-plank-knees")


def log_session(folder, day, *entries, level="low-back-1"):
    """Log a session of level 1 in which one set of each exercise was done."""
    journal = JsonlJournal(folder, lambda: datetime(2027, 2, day, 12, tzinfo=UTC))
    facts = {"programme": "low-back", "level": level, "number": 1, "level_version": 1}
    journal.append("session_started", facts)
    for exercise in EXERCISES:
        sides = ("right", "left") if exercise.startswith("side") else ("",)
        for side in sides:
            done = {"exercise": exercise, "name": exercise, "set": 1, "reps": 8, "side": side}
            journal.append("set_done", done)
    for entry, more in entries:
        journal.append(entry, more)
    journal.append("session_ended", {"outcome": "completed"})
    journal.close()


@pytest.fixture
def handout(monkeypatch, tmp_path):
    """Run the command in an empty folder and return its status."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def call(*arguments):
        data = ("--data-dir", str(tmp_path / "data"))
        return run(monkeypatch, tmp_path, "handout", *arguments, *data)

    return call


def written(tmp_path, name):
    return (tmp_path / "here" / name).read_bytes()


def test_all_shipped_levels_make_all_formats(handout, tmp_path, capsys):
    for kind in ("pdf", "html", "txt"):
        assert handout("--level", "all", "--format", kind, *DAY) == 0

    told = capsys.readouterr().out.splitlines()
    assert len(told) == 15
    assert all(line.startswith("File: ") for line in told)
    names = sorted(path.name for path in (tmp_path / "here").iterdir())
    assert names[:3] == ["desk-break-1.html", "desk-break-1.pdf", "desk-break-1.txt"]
    assert written(tmp_path, "low-back-3.pdf").startswith(b"%PDF-")


def test_without_options_it_is_level_one_as_pdf_with_the_day_of_today(handout, tmp_path):
    assert handout() == 0

    reader = PdfReader(BytesIO(written(tmp_path, "low-back-1.pdf")))
    assert str(datetime.now().astimezone().year) in reader.pages[0].extract_text()


def test_the_same_call_gives_the_same_bytes_and_replaces_only_when_told(handout, tmp_path, capsys):
    assert handout("--level", "2", *DAY) == 0
    first = written(tmp_path, "low-back-2.pdf")

    assert handout("--level", "2", *DAY) == 2
    assert "add --force to replace it" in capsys.readouterr().err
    assert handout("--level", "2", *DAY, "--force") == 0
    assert written(tmp_path, "low-back-2.pdf") == first


def test_large_print_has_a_name_and_a_page_of_its_own(handout, tmp_path):
    assert handout("--large-print", "--paper", "letter", *DAY) == 0

    page = PdfReader(BytesIO(written(tmp_path, "low-back-1-large-print.pdf"))).pages[0]
    assert round(page.mediabox.width) == 612


def test_a_level_file_of_one_s_own_without_figures_has_no_drawings(handout, tmp_path):
    path = short_level(tmp_path)

    assert handout("--level", str(path), "--format", "txt", *DAY) == 0
    text = written(tmp_path, "short-1.txt").decode()
    assert "Exercise 2 of 2: side plank" in text
    assert "[Drawing." not in text
    assert "drawings" not in text
    assert handout("--level", str(path), *DAY) == 0


def test_the_emergency_number_comes_from_the_settings(handout, tmp_path, monkeypatch):
    monkeypatch.setenv("VOICECOACH_COUNTRY", "NO")
    assert handout("--format", "txt", *DAY) == 0

    assert "The emergency number is 113." in written(tmp_path, "low-back-1.txt").decode()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--date", "tomorrow"), "--date wants a day such as 2027-03-02, not 'tomorrow'."),
        (("--level", "9"), "There is no level '9'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(handout, capsys, arguments, told):
    assert handout(*arguments) == 2
    assert told in capsys.readouterr().err


def test_a_folder_that_is_missing_is_made_and_one_that_cannot_be_is_named(
    handout, capsys, tmp_path
):
    assert handout("--format", "txt", "--output", "deep/down", *DAY) == 0
    assert written(tmp_path, "deep/down/low-back-1.txt")
    (tmp_path / "here" / "file").write_text("no folder")

    assert handout("--format", "txt", "--output", "file", *DAY) == 1
    assert "cannot be written to" in capsys.readouterr().err


def test_while_the_programme_is_locked_it_says_so(handout, capsys, tmp_path):
    log_session(tmp_path / "data", 20, ("locked", {"tier": 2, "question": "flag_unwell"}))

    assert handout("--format", "txt", *DAY) == 0
    assert capsys.readouterr().err.startswith("The programme is locked")


def test_without_typst_the_other_formats_are_named(handout, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)

    assert handout(*DAY) == 1
    assert "PDF needs the package typst" in capsys.readouterr().err
    assert handout("--format", "html", *DAY) == 0


# --- one's own ------------------------------------------------------------------------


def test_one_s_own_has_the_doses_of_the_log_and_is_for_its_owner_only(handout, tmp_path):
    good = [
        ("answered", {"question": "worst_pain", "value": 0}),
        ("answered", {"question": "effort", "value": 4}),
        ("answered", {"question": "control", "value": True}),
    ]
    morning = ("answered", {"question": "morning", "value": "same"})
    for day in (10, 13, 16, 20, 24):
        log_session(tmp_path / "data", day, morning, *good)

    assert handout("--mine", "--format", "txt", *DAY) == 0
    text = written(tmp_path, "low-back-1-mine.txt").decode()
    assert "For you" in text
    assert "Dose: 1 set of 8 repetitions" not in text, "light sessions raise the dose"
    assert " to " not in text.partition("Dose: ")[2].partition(".")[0], "no range"
    if sys.platform != "win32":
        assert (tmp_path / "here" / "low-back-1-mine.txt").stat().st_mode & 0o077 == 0


def test_without_a_log_one_s_own_begins_with_level_one(handout, tmp_path):
    assert handout("--mine", "--format", "txt", *DAY) == 0

    assert "You begin with level one" in written(tmp_path, "low-back-1-mine.txt").decode()


@pytest.mark.parametrize("level", ["1", "low-back-chair-1", "desk-break-1"])
def test_a_lock_holds_for_every_level(handout, tmp_path, level):
    lock = ("locked", {"tier": 1, "question": "flag_saddle"})
    log_session(tmp_path / "data", 20, lock)

    assert handout("--mine", "--level", level, "--format", "txt", *DAY) == 0
    (path,) = (tmp_path / "here").iterdir()
    text = path.read_text(encoding="utf-8")
    assert "The programme is locked, because of a warning sign." in text
    assert "It may be an emergency" in text
    assert "The emergency number is 112." in text
    assert "Dose" not in text


def test_a_log_that_cannot_be_read_is_named(handout, tmp_path, capsys):
    log_session(tmp_path / "data", 20)
    (path,) = (tmp_path / "data").rglob("*.jsonl")
    path.write_text("nonsense\n", encoding="utf-8")

    assert handout("--mine", "--format", "txt", *DAY) == 0
    assert str(path) in capsys.readouterr().err


def test_a_disk_that_refuses_leaves_nothing_behind(tmp_path):
    target = tmp_path / "file.pdf"
    target.mkdir()  # a folder cannot be replaced by a file
    (target / "kept").touch()

    with pytest.raises(DeviceError, match="cannot be written"):
        write(target, b"%PDF", private=False)
    assert [path.name for path in tmp_path.iterdir()] == ["file.pdf"]


def test_it_runs_as_a_program_of_its_own_within_three_seconds_of_work(tmp_path):
    started = datetime.now(UTC)
    process = child(tmp_path, "handout", "--level", "1", "-o", str(tmp_path), *DAY)
    out, _ = process.communicate(timeout=60)

    assert process.returncode == 0, out
    assert f"File: {tmp_path / 'low-back-1.pdf'}" in out
    assert (tmp_path / "low-back-1.pdf").stat().st_size < 500_000
    assert datetime.now(UTC) - started < timedelta(seconds=30)  # a busy machine; see the benchmark
