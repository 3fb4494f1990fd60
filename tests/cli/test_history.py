"""voicecoach history export, import and delete."""

import io
import json
import stat
import sys
from pathlib import Path

import pytest

from program import run
from voicecoach.adapters.journals.archive import ids

OLD = Path(__file__).parent.parent / "adapters" / "journals" / "version-1.jsonl"
NAME = "2026-11-22T18-30-05Z-ab12"
STARTED = "2026-11-22T18:30:05.120Z"


@pytest.fixture
def history(monkeypatch, tmp_path, capsys):
    def call(*words, data="data", answer=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))
        status = run(monkeypatch, tmp_path, "history", *words, "--data-dir", str(tmp_path / data))
        told = capsys.readouterr()
        return status, told.out, told.err

    return call


@pytest.fixture
def logged(monkeypatch, tmp_path, capsys):
    (tmp_path / "data" / "sessions").mkdir(parents=True)
    (tmp_path / "data" / "sessions" / f"{NAME}.jsonl").write_bytes(OLD.read_bytes())
    run(monkeypatch, tmp_path, "log", "walk 20 minutes", "--data-dir", str(tmp_path / "data"))
    capsys.readouterr()
    return tmp_path / "data"


def test_what_is_exported_can_be_imported_elsewhere(history, logged, tmp_path):
    target = tmp_path / "mine.json"
    status, told, _ = history("export", str(target))

    assert (status, told) == (0, f"Sessions: 1\nActivities: 1\nFile: {target}\n")
    status, told, _ = history("import", str(target), data="new")
    assert (status, told) == (0, "Sessions added: 1\nActivities added: 1\nThere already: 0\n")
    assert ids(tmp_path / "new") == ids(logged)
    assert history("--json", data="new") == history("--json")


def test_an_export_is_never_replaced_without_force(history, logged, tmp_path):
    target = tmp_path / "mine.json"
    target.write_text("precious")
    status, _, error = history("export", str(target))

    assert status == 2
    assert "add --force" in error
    assert target.read_text() == "precious"
    assert history("export", str(target), "--force")[0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere: Windows has no such modes")
def test_an_export_is_for_its_owner_only(history, logged, tmp_path):
    history("export", str(tmp_path / "mine.json"))

    assert stat.S_IMODE((tmp_path / "mine.json").stat().st_mode) == 0o600


def test_damage_is_named_and_kept_in_the_export(history, logged, tmp_path):
    path = logged / "sessions" / f"{NAME}.jsonl"
    path.write_bytes(path.read_bytes()[:-30])
    status, _, error = history("export", str(tmp_path / "mine.json"))
    (session,) = json.loads((tmp_path / "mine.json").read_text("utf-8"))["sessions"]

    assert status == 0
    assert "was cut off" in error
    assert '"session_ended"' in session["damaged"][0]["text"]


def test_a_faulty_file_is_refused_whole_with_all_faults(history, tmp_path):
    source = tmp_path / "faulty.json"
    source.write_text(
        json.dumps(
            {
                "format": "voicecoach-history",
                "version": 2,
                "sessions": [{"id": NAME, "entries": [{}]}],
                "activities": 3,
            }
        )
    )
    status, _, error = history("import", str(source))

    assert status == 1
    assert len(error.splitlines()) == 4
    assert all(line.startswith(f"{source}: ") for line in error.splitlines())
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\udcff"])
def test_what_is_no_json_is_a_sentence(text, history, tmp_path):
    (tmp_path / "x.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    status, _, error = history("import", str(tmp_path / "x.json"))

    assert status == 1
    assert "It is no JSON" in error


def test_nothing_is_deleted_without_a_yes(history, logged):
    before = ids(logged)
    for answer in ("", "no\n", "maybe\n"):
        status, told, _ = history("delete", "--all", answer=answer)
        assert status == 0
        assert told.endswith("Delete it? Type yes or no:\nNothing was deleted.\n")

    assert ids(logged) == before


def test_all_is_deleted_after_a_yes(history, logged):
    _, told, _ = history("delete", "--all", answer="yes\n")

    assert told.endswith("Sessions deleted: 1\nActivities deleted: 1\n")
    assert ids(logged) == ((), ())
    assert history("delete", "--all")[1] == "The log is empty.\n"


@pytest.mark.parametrize("name", [NAME, STARTED])
def test_one_session_is_deleted_by_its_id_or_by_its_time(name, history, logged):
    status, told, _ = history("delete", "--session", name, "--yes")

    assert (status, told) == (0, "Sessions deleted: 1\nActivities deleted: 0\n")
    assert ids(logged)[0] == ()
    assert len(ids(logged)[1]) == 1


def test_one_activity_is_deleted(history, logged):
    (name,) = ids(logged)[1]
    history("delete", "--activity", name, "--yes")

    assert ids(logged) == ((NAME,), ())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["exprt", "x"], "did you mean 'export'?"),
        (["export"], "Name a file"),
        (["import"], "Name a file"),
        (["delete"], "Say what to delete"),
        (["delete", "--all", "--session", NAME], "Say what to delete"),
        (["delete", NAME], "Say what to delete"),
        (["delete", "--session", NAME[:-1] + "3"], f"did you mean '{NAME}'?"),
        (["delete", "--session", "../x", "--yes"], "There is no session '../x'"),
        (["--all"], "--all belongs to 'voicecoach history delete'."),
        (["import", "x", "--force"], "--force belongs to 'voicecoach history export'."),
        (["export", "x", "--json"], "--json only shows"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_nothing_is_deleted(words, sentence, history, logged):
    before = ids(logged)
    status, _, error = history(*words)

    assert status == 2
    assert sentence in error
    assert ids(logged) == before
