"""The scripts as a person starts them."""

import ast
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

ENTRIES = ["coach.py", "test.py", "check.py"]


@pytest.mark.parametrize("name", [*ENTRIES, "_python_version.py"])
def test_an_old_python_can_read_the_file_that_turns_it_away(scripts, name):
    source = (scripts / name).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))

    assert "f'" not in source
    assert 'f"' not in source


@pytest.mark.parametrize("name", ENTRIES)
def test_the_version_is_looked_at_before_anything_modern_is_imported(scripts, name):
    body = ast.parse((scripts / name).read_text(encoding="utf-8")).body
    first = next(node for node in body if isinstance(node, ast.Import | ast.ImportFrom))

    assert ast.unparse(first) == "import _python_version"


def test_an_old_python_gets_one_sentence(scripts):
    code = (
        "import sys, runpy; sys.version_info = (3, 9, 18); sys.argv = ['coach.py', '--level'];"
        f"sys.path.insert(0, {str(scripts)!r}); import _python_version"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)

    assert done.returncode == 1
    assert done.stderr.startswith("voicecoach needs Python 3.11 or newer; this is 3.9. ")
    assert len(done.stderr.splitlines()) == 1


def _old_pythons():
    names = ["python2", "python2.7", *(f"python3.{minor}" for minor in range(6, 11))]
    for path in filter(None, map(shutil.which, names)):
        asked = [path, "-c", "import sys; print(sys.version_info < (3, 11))"]
        done = subprocess.run(asked, capture_output=True, check=False, text=True)
        if done.stdout.strip() == "True":  # a version manager's shim may lead nowhere
            yield path


@pytest.mark.parametrize("name", ENTRIES)
def test_every_old_python_at_hand_gets_one_sentence(scripts, name):
    pythons = list(_old_pythons())
    if not pythons:
        pytest.skip("elsewhere: no Python older than 3.11 is installed here")
    for python in pythons:
        command = [python, str(scripts / name)]
        done = subprocess.run(command, capture_output=True, check=False, text=True)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert done.stderr.startswith("voicecoach needs Python 3.11 or newer; this is ")


@pytest.fixture
def start(project, scripts):
    """Start coach.py in a project of its own; what it installs asks no index."""
    shutil.copytree(scripts, project / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    environ = {**os.environ, "PIP_NO_INDEX": "1"}

    def start_it(*arguments):
        return subprocess.Popen(
            [sys.executable, str(project / "scripts" / "coach.py"), *arguments],
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=_mind_interrupts if sys.platform != "win32" else None,  # noqa: PLW1509 - no threads here
        )

    return start_it


def _mind_interrupts():
    """Undo what a shell does to programs in the background: they ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere: signals of POSIX")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_set_up_that_is_stopped_ends_in_a_line_and_is_repaired_next_time(
    start, project, number, status
):
    """The coach then gets the arguments and gives its status."""
    running = start()
    while running.poll() is None and not (project / ".venv" / "bin" / "python").exists():
        time.sleep(0.01)
    os.killpg(running.pid, number)
    _, said = running.communicate()

    assert running.returncode == status
    assert "Traceback" not in said
    again = start("--level", "a b", "--größe")
    shown, _ = again.communicate()
    assert again.returncode == 7
    assert shown.strip() == f"['--level', 'a b', '--größe'] {project / '.venv'}"
