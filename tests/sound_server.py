"""A private PulseAudio with a virtual loudspeaker and a virtual microphone.

For tests that need a sound server but no sound card: it runs as any user, has a
socket of its own, and touches no other server. Use the fixture `sound_server`
(import it in a conftest.py), which also points this process at the server, or
`SoundServer` itself; give `SoundServer.env` to child processes.

    with server.record(out), server.feed(spoken):
        run_the_program()

Speaker ``vc_speaker``, microphone ``vc_mic`` (what is fed to ``vc_micfeed``);
both are the server's defaults.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

NEEDED = ("pulseaudio", "pactl", "parec", "paplay")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
REASON = f"needs {', '.join(MISSING)}: apt-get install pulseaudio pulseaudio-utils"
RATE = 48_000
START_LIMIT = 10.0
CONNECT_LIMIT = 5.0
DEADLINES = ("-d", "-R", "-T", "3000000", "-D", "10000000", "-P", "10000000")
"""For chrt: 3 ms of each 10 ms, a thread."""


class SoundServer:
    """One PulseAudio daemon; started by `start`, ended by `stop`."""

    def __init__(self):
        # Not under pytest's tmp_path: the name of a socket may be 107 bytes long at most.
        self.folder = Path(tempfile.mkdtemp(prefix="vc-sound-"))
        self._process = None
        self.env = {
            "PULSE_SERVER": f"unix:{self.folder}/native",
            "PULSE_RUNTIME_PATH": str(self.folder),
            "PULSE_STATE_PATH": str(self.folder / "state"),
            "PULSE_CONFIG_PATH": str(self.folder / "conf"),
            "PULSE_COOKIE": str(self.folder / "cookie"),
            "PULSE_SINK": "vc_speaker",
            "PULSE_SOURCE": "vc_mic",
        }

    def start(self):
        """Start the server and wait until it answers."""
        for name in ("state", "conf"):
            (self.folder / name).mkdir(exist_ok=True)
        (self.folder / "native").unlink(missing_ok=True)
        without_server = {**os.environ, **self.env}
        del without_server["PULSE_SERVER"]
        log = (self.folder / "log").open("wb")
        with log:
            self._process = subprocess.Popen(
                self._command(),
                env=without_server,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._wait_until_it_answers()
        self._real_time()
        self.pactl("set-default-sink", "vc_speaker")
        self.pactl("set-default-source", "vc_mic")

    def stop(self):
        """End the server; it can be started again, at the same address."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(5)
            self._process = None

    def kill(self):
        """End the server as a crash would."""
        self._process.kill()
        self._process.wait(5)
        self._process = None

    def remove(self):
        """Stop, and remove the folder."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def pactl(self, *arguments):
        """Run pactl on this server and return what it prints."""
        return subprocess.run(
            ["pactl", *arguments], env=self._env(), check=True, capture_output=True, text=True
        ).stdout

    def clients(self):
        """Return how many clients are connected, pactl itself not counted."""
        return len(self.pactl("list", "short", "clients").splitlines()) - 1

    @contextlib.contextmanager
    def record(self, path):
        """Write what the virtual speaker plays to a 48 kHz mono WAV, as long as the block lasts."""
        outputs = self._streams("source-outputs")
        recorder = self.start_process(
            "parec", "-d", "vc_speaker.monitor", f"--rate={RATE}", "--channels=1",
            "--format=s16le", "--latency-msec=100", "--file-format=wav", str(path),
        )  # fmt: skip
        try:
            self._until(lambda: self._streams("source-outputs") > outputs)
            yield
            time.sleep(0.2)  # what is in the recorder's buffer
        finally:
            recorder.terminate()
            recorder.wait(5)

    @contextlib.contextmanager
    def feed(self, path):
        """Speak a sound file into the virtual microphone; the block lasts as long as the file."""
        feeder = self.start_process("paplay", "--latency-msec=400", "-d", "vc_micfeed", str(path))
        try:
            yield feeder
            feeder.wait()
        finally:
            feeder.kill()
            feeder.wait(5)

    def recorder(self, latency_ms=20):
        """Return a process whose standard output is what the speaker plays, as raw 48 kHz mono."""
        return self.start_process(
            "parec", "-d", "vc_speaker.monitor", f"--rate={RATE}", "--channels=1",
            "--format=s16le", f"--latency-msec={latency_ms}", "--raw", stdout=subprocess.PIPE,
        )  # fmt: skip

    def _command(self):
        # without norewinds the first second stalls and what is fed then gets lost
        sink = f"module-null-sink norewinds=1 rate={RATE}"
        source = "module-remap-source source_name=vc_mic master=vc_micfeed.monitor"
        modules = [
            f"module-native-protocol-unix socket={self.folder}/native auth-anonymous=1",
            f"{sink} channels=2 sink_name=vc_speaker {_named('sink', 'VC_virtual_speaker')}",
            f"{sink} channels=1 sink_name=vc_micfeed {_named('sink', 'VC_mic_feed')}",
            f"{source} remix=no channels=1 {_named('source', 'VC_virtual_microphone')}",
        ]
        return [
            "pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1",
            "--disallow-exit=yes", "--disable-shm=yes", "--high-priority=no", "--realtime=no",
            "--log-level=notice", "--log-target=stderr", "--file=/dev/null",
            *(part for module in modules for part in ("-L", module)),
        ]  # fmt: skip

    def _wait_until_it_answers(self):
        until = time.monotonic() + START_LIMIT
        while time.monotonic() < until:
            if self._process.poll() is not None:
                break
            with contextlib.suppress(subprocess.CalledProcessError):
                self.pactl("info")
                return
            time.sleep(0.05)
        log = (self.folder / "log").read_text(errors="replace")
        self.remove()
        raise RuntimeError(f"pulseaudio did not start:\n{log}")

    def _real_time(self):
        """Give the server its time on a busy machine too, where we may.

        Deadlines, not a real-time priority: since Linux 6.8 the kernel keeps threads of the
        latter waiting for up to 50 ms of each second while others want the processor, which
        cost 12 ms of sound a second.
        """
        if shutil.which("chrt"):
            for thread in Path(f"/proc/{self._process.pid}/task").iterdir():
                command = ["chrt", *DEADLINES, "-p", "0", thread.name]
                subprocess.run(command, check=False, capture_output=True)

    def hurry(self, pid):
        """Give a program that plays through this server a real-time priority, where we may."""
        if shutil.which("chrt"):
            command = ["chrt", "-f", "-a", "-p", "10", str(pid)]
            subprocess.run(command, check=False, capture_output=True)

    def start_process(self, *command, stdout=None):
        """Start a client of this server that outlives the call; the caller ends it."""
        return subprocess.Popen(command, env=self._env(), stdin=subprocess.DEVNULL, stdout=stdout)

    def _streams(self, kind):
        return len(self.pactl("list", "short", kind).splitlines())

    def _until(self, true):
        until = time.monotonic() + CONNECT_LIMIT
        while not true():
            if time.monotonic() > until:
                raise RuntimeError("the recorder does not connect to the sound server")
            time.sleep(0.02)

    def _env(self):
        return {**os.environ, **self.env}


def _named(kind, description):
    return f"{kind}_properties=device.description={description}"


@pytest.fixture
def sound_server(monkeypatch):
    """A fresh server; this process and its children use it while the test runs."""
    if MISSING:
        pytest.skip(REASON)
    server = SoundServer()
    server.start()
    for name, value in server.env.items():
        monkeypatch.setenv(name, value)
    yield server
    server.remove()
