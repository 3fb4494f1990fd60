"""The lock: it belongs to one pyproject.toml, and what has another hash is never installed."""

import hashlib
import re
import sys
import zipfile

import pytest

from _install import HashError
from _lock import PARTS, RUN, dependencies_hash, file_name, find_lock
from _setup import PROJECT, ready
from _venv import SetupError, output

ENTRY = re.compile(
    r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?==[^ ;\\]+( ; [^\\]+)? \\\n"
    r"(    --hash=sha256:[0-9a-f]{64} \\\n)*    --hash=sha256:[0-9a-f]{64}"
)
FILES = [RUN, "mac.txt", *map(file_name, PARTS)]


@pytest.mark.parametrize("name", FILES)
def test_every_package_is_locked_to_one_version_with_hashes(name):
    text = (PROJECT / "requirements" / name).read_text(encoding="utf-8")
    entries = "".join(line for line in text.splitlines(keepends=True) if line[0] != "#").strip()

    assert entries
    for entry in re.split(r"\n(?=\S)", entries):
        assert ENTRY.fullmatch(entry), entry
    assert "://" not in text


def test_nothing_else_stands_beside_the_locks():
    assert {path.name for path in (PROJECT / "requirements").iterdir()} == set(FILES)


def test_only_a_mac_is_asked_for_its_release():
    for name in FILES:
        text = (PROJECT / "requirements" / name).read_text(encoding="utf-8")
        assert ("platform_release" in text) == (name == "mac.txt")


def test_what_is_locked_is_what_pyproject_asks_for():
    lock = find_lock(PROJECT, (3, 11))

    assert lock is not None
    assert lock.fault == ""


def test_another_python_does_not_fit():
    assert "is for Python 3.11 to" in find_lock(PROJECT, (3, 99)).fault


def test_a_mac_has_one_file_more(tmp_path):
    lock = find_lock(PROJECT, (3, 11))
    names = [path.name for path in lock.files(["extra espeak"], "darwin")]

    assert names == [RUN, "mac.txt", "extra-espeak.txt"]
    assert [path.name for path in lock.files([], "linux")] == [RUN]


def test_the_hash_is_of_the_dependencies_and_of_nothing_else(project):
    before = dependencies_hash(project)
    settings = project / "pyproject.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"# a comment\n{text}\n[tool.x]\ny = 1\n", encoding="utf-8")
    assert dependencies_hash(project) == before

    settings.write_text(text.replace('"ruff"', '"ruff", "mypy"'), encoding="utf-8")
    assert dependencies_hash(project) != before


# --- installing -------------------------------------------------------------------


@pytest.fixture
def wheel(project, tmp_path, monkeypatch):
    """A package that only this folder has; the project does not ask for it, its lock does."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    path = folder / "tiny_locked-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("tiny_locked.py", "x = 1\n")
        info = "tiny_locked-1.0.dist-info"
        made.writestr(
            f"{info}/METADATA", "Metadata-Version: 2.1\nName: tiny-locked\nVersion: 1.0\n"
        )
        made.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n")
        made.writestr(f"{info}/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null" if sys.platform != "win32" else "nul")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return path


def locked(project, sha256, version="1.0"):
    folder = project / "requirements"
    folder.mkdir(exist_ok=True)
    head = f"# dependencies: {dependencies_hash(project)}\n"
    entry = f"tiny-locked=={version} --hash=sha256:{sha256}\n"
    (folder / RUN).write_text(head + entry, encoding="utf-8")
    (folder / "mac.txt").touch()


def has_tiny(python):
    return output([str(python), "-c", "import tiny_locked; print(tiny_locked.x)"]) == "1"


@pytest.mark.slow
def test_what_is_locked_is_installed(project, wheel, capsys):
    locked(project, hashlib.sha256(wheel.read_bytes()).hexdigest())
    python = ready(project)

    assert has_tiny(python)
    assert output([str(python), "-c", "import voicecoach"]) == ""
    assert "pyproject.toml" not in capsys.readouterr().err


@pytest.mark.slow
def test_a_package_with_another_hash_is_refused_and_nothing_takes_its_place(project, wheel):
    locked(project, "0" * 64)
    with pytest.raises(HashError, match="is not what it was"):
        ready(project)


@pytest.mark.slow
def test_where_a_locked_version_cannot_be_had_pyproject_decides_and_it_is_said(
    project, wheel, capsys
):
    locked(project, hashlib.sha256(wheel.read_bytes()).hexdigest(), version="2.0")
    python = ready(project)

    assert not has_tiny(python)
    assert "The locked versions cannot be had here" in capsys.readouterr().err
    locked(project, "1" * 64, version="3.0")
    with pytest.raises(SetupError):
        ready(project, all_needed=True)


@pytest.mark.slow
def test_an_old_lock_is_not_used_and_it_is_said(project, wheel, capsys):
    locked(project, "0" * 64)
    settings = project / "pyproject.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('"ruff"', '"ruff", "mypy"'), encoding="utf-8")
    ready(project)

    assert "The lock is older than pyproject.toml" in capsys.readouterr().err
