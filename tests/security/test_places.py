"""Nothing is written outside of the folder that was named, whatever a file or a name says."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from program import run
from security.snapshots import snapshot
from voicecoach.adapters.journals.archive import merge
from voicecoach.adapters.support.staging import publish, remove, staging, write_whole
from voicecoach.cli.private_files import check_targets, write_private
from voicecoach.core import manifest
from voicecoach.core.batch import Order
from voicecoach.core.filenames import file_name
from voicecoach.core.portable import FORMAT, parse
from voicecoach.errors import ConfigError, DeviceError, VoicecoachError

WAYS_OUT = (
    *("..", ".", "", "/", "../x", "../../x", "/tmp/x", "a/../../x", "a/b", "a\\b", "..\\x", "C:x"),
    *("C:\\x", "~", "~/x", "con", "a\0b", "x\n", "-", " ", ".x", "x.", "x/", "\u2025", "\uff0e."),
    *("\uff0f", "%2e%2e", "a:b", "a" * 300, "\ud800"),
)
NAMES = st.sampled_from(WAYS_OUT) | st.text(max_size=20) | st.text("./\\~a:", max_size=8)
AT = "2026-11-25T18:30:00.000Z"


def inside(name):
    """Whether ``name`` is that of one file within a folder, on every system."""
    return name not in {"", ".", ".."} and not set(name) & set("/\\:\0")


@given(NAMES, NAMES, NAMES)
def test_an_export_folder_and_its_files_have_names_that_lead_nowhere(voice, speed, music):
    assert inside(Order("1", voice, speed, "", "", music).folder("low-back-1"))
    assert inside(file_name(voice, ".mp3"))


@given(NAMES)
def test_a_manifest_names_only_what_lies_below_its_folder(name):
    files = [{"path": name, "bytes": 1, "sha256": "x"}]
    data = manifest.document(manifest.Manifest()) | {
        "made": [{"format": "mp3", "key": "k", "files": files}]
    }
    for path in manifest.parse(data).known:
        assert not Path(path).is_absolute()
        assert not {"", ".", ".."} & set(path.split("/"))
        assert not set(path) & set("\\:")


@settings(max_examples=40)
@given(NAMES)
def test_an_import_writes_only_into_the_two_folders_of_logs(tmp_path_factory, name):
    entry = {"at": AT, "entry": "set_done", "facts": {"reps": 8}}
    log = {"id": name, "entries": [entry], "damaged": [{"line": 1, "fault": "", "text": name}]}
    whole = {"format": FORMAT, "version": 2, "sessions": [log], "activities": [log]}
    top = tmp_path_factory.mktemp("import")
    with suppress(VoicecoachError):
        merge(top / "a" / "data", parse(whole)[0])

    for path in snapshot(top):
        *folders, file = path.split("/")
        assert folders in (["a", "data", "sessions"], ["a", "data", "activities"])
        assert file == f"{name}.jsonl"


@settings(max_examples=25)
@given(NAMES.filter(lambda name: "\0" not in name and not name.startswith("-")))
def test_a_new_programme_is_one_file_in_its_folder_or_none(tmp_path_factory, name):
    top = tmp_path_factory.mktemp("programme")
    folder = top / "a" / "levels"
    with pytest.MonkeyPatch.context() as patch:
        run(patch, top, "new-programme", name, "--output", str(folder), "--data-dir", str(top))

    assert set(snapshot(top)) <= {f"a/levels/{name}-1.yaml"}


# --- links that lead elsewhere ----------------------------------------------------

links = pytest.mark.skipif(not hasattr(Path, "symlink_to"), reason="elsewhere: no links")


@pytest.fixture
def treasure(tmp_path):
    path = tmp_path / "elsewhere" / "treasure.txt"
    path.parent.mkdir()
    path.write_text("mine", encoding="utf-8")
    return path


def export(target, name):
    with staging(target) as part:
        (part / name).parent.mkdir(parents=True, exist_ok=True)
        (part / name).write_bytes(b"new")
        publish(part, target)


@links
def test_an_export_replaces_a_link_and_does_not_follow_it(tmp_path, treasure):
    target = tmp_path / "out"
    target.mkdir()
    (target / "01.mp3").symlink_to(treasure)
    (target / manifest.NAME).symlink_to(treasure)
    export(target, "01.mp3")
    write_whole(target / manifest.NAME, "{}")

    assert treasure.read_text() == "mine"
    assert snapshot(target) == {"01.mp3": b"new", manifest.NAME: b"{}"}


@links
def test_an_export_does_not_go_into_a_folder_that_is_a_link(tmp_path, treasure):
    target = tmp_path / "out"
    target.mkdir()
    (target / "mp3").symlink_to(treasure.parent)
    with pytest.raises(DeviceError, match="is a link"):
        export(target, "mp3/treasure.txt")
    with pytest.raises(DeviceError, match="is a link"):
        remove(target, "mp3/treasure.txt")

    assert treasure.read_text() == "mine"


@links
def test_an_output_folder_may_be_a_link_itself(tmp_path, treasure):
    target = tmp_path / "out"
    target.symlink_to(treasure.parent)
    export(target, "mp3/01.mp3")

    assert (treasure.parent / "mp3" / "01.mp3").read_bytes() == b"new"


@links
def test_a_report_replaces_a_link_and_does_not_follow_it(tmp_path, treasure):
    path = tmp_path / "report.html"
    path.symlink_to(treasure)
    with pytest.raises(ConfigError, match="is there already"):
        check_targets([path], force=False)
    write_private(path, "new")

    assert treasure.read_text() == "mine"
    assert not path.is_symlink()


@links
def test_a_new_programme_is_not_written_through_a_link(tmp_path, treasure, monkeypatch):
    folder = tmp_path / "levels"
    folder.mkdir()
    (folder / ".my-back-1.yaml.part").symlink_to(treasure)
    (folder / "my-back-1.yaml").symlink_to(treasure)
    arguments = ["new-programme", "my-back", "--output", str(folder), "--force"]

    assert run(monkeypatch, tmp_path, *arguments) == 0
    assert treasure.read_text() == "mine"
    assert not (folder / "my-back-1.yaml").is_symlink()


@links
def test_a_link_that_leads_to_itself_is_no_dead_end(tmp_path, monkeypatch, capsys):
    folder = tmp_path / "levels"
    folder.mkdir()
    (folder / "a.yaml").symlink_to(folder / "a.yaml")

    assert run(monkeypatch, tmp_path, "levels", "--programmes", str(folder)) == 1
    assert "a.yaml: The file cannot be read" in capsys.readouterr().err


@links
def test_an_imported_log_is_not_written_through_a_link(tmp_path, treasure):
    entry = {"at": AT, "entry": "set_done", "facts": {"reps": 8}}
    text = json.dumps({"format": FORMAT, "version": 2, "activities": [],
                       "sessions": [{"id": "one", "entries": [entry]}]})  # fmt: skip
    folder = tmp_path / "data" / "sessions"
    folder.mkdir(parents=True)
    (folder / "one.jsonl").symlink_to(treasure)
    (folder / "one.jsonl.part").symlink_to(treasure)
    with suppress(DeviceError):
        merge(tmp_path / "data", parse(json.loads(text))[0])

    assert treasure.read_text() == "mine"
