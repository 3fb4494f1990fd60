"""A headless Chromium, driven through a pipe, and axe-core in it.

    with Browser() as browser, browser.page(path, width=320, features={...}) as page:
        assert page.violations() == []

The program speaks the DevTools protocol on file descriptors 3 and 4: JSON
messages, each ended by a zero byte. So no port is opened and no driver needed.
"""

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

CHROMIUM = next(
    (
        found
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (found := shutil.which(name))
    ),
    None,
)
AXE = Path(__file__).parent / "page" / "node_modules" / "axe-core" / "axe.min.js"
MISSING = [
    *([] if CHROMIUM else ["chromium (apt-get install chromium)"]),
    *([] if AXE.exists() else ["axe-core (npm ci --prefix tests/page)"]),
]
REASON = f"needs {' and '.join(MISSING)}"
LIMIT = 60.0
"""Seconds to wait for an answer at most."""
FLAGS = (
    "--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu",
    "--disable-dev-shm-usage", "--disable-extensions", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip


class Browser:
    """One Chromium with an empty profile; a context manager."""

    def __enter__(self):
        import fcntl  # not on Windows, where these tests are skipped

        self._profile = tempfile.mkdtemp(prefix="vc-browser-")
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()
        # away from 3 and 4, which the shell lays them on
        theirs = [fcntl.fcntl(fd, fcntl.F_DUPFD, 50) for fd in (theirs_in, theirs_out)]
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        command = [CHROMIUM, *FLAGS, *root, f"--user-data-dir={self._profile}", "about:blank"]
        script = f'exec "$@" 3<&{theirs[0]} 4>&{theirs[1]}'
        self._process = subprocess.Popen(
            ["bash", "-c", script, "bash", *command],
            pass_fds=theirs,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for fd in (theirs_in, theirs_out, *theirs):
            os.close(fd)
        self._in, self._out = ours_in, ours_out
        self._buffer = b""
        self._number = 0
        self.events = []
        return self

    def __exit__(self, *_error):
        with contextlib.suppress(Exception):
            self.call("Browser.close")
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        for fd in (self._in, self._out):
            os.close(fd)
        shutil.rmtree(self._profile, ignore_errors=True)

    @contextlib.contextmanager
    def page(self, path, width=1000, height=900, media="", features=None):
        """Open a file as a user with these settings sees it, for instance on a telephone.

        Args:
            path: an HTML file.
            width: of the window, CSS pixels.
            height: the same.
            media: ``print`` or, for a screen, empty.
            features: of media queries, such as ``{"prefers-color-scheme": "dark"}``.
        """
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session)
        settings = [{"name": name, "value": value} for name, value in (features or {}).items()]
        page.call("Page.enable")
        page.call("Network.enable")
        page.call("Emulation.setEmulatedMedia", media=media, features=settings)
        page.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        self.events.clear()
        page.call("Page.navigate", url=Path(path).resolve().as_uri())
        self.wait_for("Page.loadEventFired")
        try:
            yield page
        finally:
            self.call("Target.closeTarget", targetId=target)

    def call(self, method, session=None, **parameters):
        """Return the result of a method of the protocol; raises RuntimeError if it is refused."""
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._out, data) :]
        while True:
            answer = self._read()
            if answer.get("id") == number:
                break
            self.events.append(answer)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def wait_for(self, event):
        """Wait until an event has come."""
        while not any(each.get("method") == event for each in self.events):
            self.events.append(self._read())

    def _read(self):
        until = time.monotonic() + LIMIT
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._in], [], [], max(0.0, until - time.monotonic()))
            data = os.read(self._in, 1 << 16) if ready else b""
            if not data:
                raise RuntimeError("Chromium has ended or does not answer.")
            self._buffer += data
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)


class Page:
    """One open page."""

    def __init__(self, browser, session):
        self._browser = browser
        self._session = session

    def call(self, method, **parameters):
        """Return the result of a method of the protocol, in this page."""
        return self._browser.call(method, session=self._session, **parameters)

    def evaluate(self, expression):
        """Return the value of a JavaScript expression; a promise is waited for."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def violations(self):
        """Return what axe-core finds, a line for each: rule, then the elements."""
        self.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{each['id']}: {[node['html'] for node in each['nodes']]}"
            for each in found["violations"]
        ]

    def requests(self):
        """Return the addresses that were asked for since the page was opened."""
        return [
            each["params"]["request"]["url"]
            for each in self._browser.events
            if each.get("method") == "Network.requestWillBeSent"
        ]

    def picture(self, path):
        """Write the whole page as a PNG."""
        answer = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        Path(path).write_bytes(base64.b64decode(answer["data"]))

    def print(self, path):
        """Write the page as it is printed, as a PDF."""
        answer = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        Path(path).write_bytes(base64.b64decode(answer["data"]))


@pytest.fixture(scope="module")
def browser():
    """A browser for the tests of one module."""
    if sys.platform == "win32":
        pytest.skip("elsewhere: Windows hands on no file descriptors")
    if MISSING:
        pytest.skip(REASON)
    with Browser() as started:
        yield started
