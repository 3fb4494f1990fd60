"""The program does all its work with the network forbidden, and never even tries.

`offline/sitecustomize.py` forbids it in the child and in all that come of it: to Python, and on
Linux to every library too, by the system itself. A library may keep quiet in CI alone, so the
child is not told that it runs there.
"""

import os
import platform
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from program import environment, short_level

HERE = Path(__file__).parent
TESTS = HERE.parent
VISIT = """
import sys
from pathlib import Path
from e2e.test_visit import LEVEL, patient
from visits import hold_visit
folder = Path(sys.argv[1])
(folder / "tiny.yaml").write_text(LEVEL, encoding="utf-8")
outcome, records = hold_visit(folder, patient(), str(folder / "tiny.yaml"))
print(outcome, records[0].answers.pain_now, records[0].answers.worst_pain, len(records[0].sets))
"""
"""Check-in, session and check-out, each answered aloud and heard by the default recognizer."""

GRANDCHILD = """
import subprocess, sys
code = "import socket; socket.gethostbyname('a')"
sys.exit(subprocess.run([sys.executable, "-c", code]).returncode)
"""


@pytest.fixture
def child(tmp_path):
    """Return a function that runs Python with the network forbidden and returns what it prints."""
    tried = tmp_path / "tried.txt"
    path = os.pathsep.join([str(HERE / "offline"), str(TESTS), str(TESTS / "e2e")])
    variables = environment(tmp_path) | {"PYTHONPATH": path, "VOICECOACH_TEST_TRIED": str(tried)}
    for name in ("CI", "GITHUB_ACTIONS", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS"):
        variables.pop(name, None)

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, *arguments], check=False,
            cwd=tmp_path, env=variables, capture_output=True, text=True, timeout=250,
        )  # fmt: skip
        assert not tried.exists(), tried.read_text()
        assert done.returncode != -getattr(signal, "SIGSYS", 999), (
            "a library asked for a socket of the network"
        )
        assert done.returncode in {0, 1}, done.stderr  # 1: there is no sound device, and so on
        return done.stdout

    run.tried = tried
    return run


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        GRANDCHILD,
    ],
)
def test_a_try_is_noticed(child, code):
    with pytest.raises(AssertionError, match=r"socket\.|urllib"):
        child("-c", code)
    assert child.tried.exists()


@pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in {"x86_64", "aarch64"},
    reason="elsewhere: only Linux can forbid it to a library",
)
@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_a_try_of_a_library_is_noticed(child, family):
    code = f"import ctypes, socket; ctypes.CDLL(None).socket(int(socket.{family}), 2, 0)"
    with pytest.raises(AssertionError, match="a library asked"):
        child("-c", code)


def test_sockets_within_the_machine_are_allowed(child):
    child("-c", "import socket; a, b = socket.socketpair(); a.send(b'x'); assert b.recv(1) == b'x'")


@pytest.mark.slow
def test_a_whole_visit_needs_no_network(child, tmp_path):
    assert child("-c", VISIT, str(tmp_path)).split()[-4:] == ["completed", "2", "9", "1"]


@pytest.mark.slow
def test_the_default_voice_needs_no_network(child, tmp_path):
    sound = tmp_path / "out.wav"
    child("-m", "voicecoach", "advice", "strong-spine", "--say", "--speaker", f"file:{sound}")

    assert sound.stat().st_size > 100_000


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["voices"],
        ["recognizers"],
        ["devices"],
        ["doctor", "--json"],
        ["history"],
        ["progress", "--html", "a.html", "--fhir", "a.json"],
        ["export", "--voice", "espeak", "--format", "wav", "--output", "out"],
        ["handout", "--level", "1"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_command_needs_no_network(child, tmp_path, arguments):
    if arguments[0] in {"check", "export"}:
        arguments = [*arguments, *(["--level"] if arguments[0] == "export" else []),
                     str(short_level(tmp_path))]  # fmt: skip
    child("-m", "voicecoach", *arguments)
