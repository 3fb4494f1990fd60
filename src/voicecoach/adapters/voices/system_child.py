"""One errand of pyttsx3 in a process of its own; `system` starts it and reads the answer.

pyttsx3 loses queued texts, hangs after a stop, swallows errors and returns before
its file is written. In a process that does one thing and is then thrown away none
of this can reach the coach. Never `say`, never two texts, never `stop`.

In:  one JSON object on standard input: ``driver`` (empty for the platform's own),
     ``answer`` and ``speech`` (paths to write), ``timeout`` in seconds, and either nothing
     more (list the voices) or ``text``, ``voice`` (an id from the list) and ``rate`` in
     words a minute.
Out: at ``answer``, JSON with ``trouble``, or ``voices`` and ``default``; at ``speech``, the
     sound: WAV, or AIFF on macOS whatever the name. Standard output is noise: drivers
     print on it.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

_LIBRARIES = ("libespeak-ng.so.1", "libespeak.so.1")
_FORMS = {b"RIFF": "little", b"FORM": "big"}


def main() -> None:
    """Run the errand of standard input and leave at once, whatever threads the driver has."""
    order = json.loads(sys.stdin.read())
    try:
        answer = _run(order)
    except Exception as exc:  # noqa: BLE001 # whatever went wrong is the answer
        answer = {"trouble": f"{type(exc).__name__}: {exc}"}
    Path(order["answer"]).write_text(json.dumps(answer), encoding="utf-8")
    os._exit(0)  # drivers keep threads and crash in destructors


def _run(order: dict[str, Any]) -> dict[str, Any]:
    driver = order["driver"] or None
    if sys.platform == "linux" and driver in {None, "espeak"}:
        _lend_espeak()
    import pyttsx3

    engine = pyttsx3.init(driver)
    if "text" not in order:
        return _listed(engine)
    return {"trouble": _speak(engine, order)}


def _speak(engine: Any, order: dict[str, Any]) -> str:  # noqa: ANN401 # pyttsx3 has no types
    """Write the text to a file; return what went wrong, empty if nothing."""
    faults: list[str] = []
    engine.connect("error", lambda **facts: faults.append(str(facts["exception"])))
    if order["voice"]:
        engine.setProperty("voice", order["voice"])
    engine.setProperty("rate", order["rate"])
    path = Path(order["speech"])
    engine.save_to_file(order["text"], str(path))
    engine.runAndWait()
    # Drivers do not agree on events, and the first run returns early: the file itself tells.
    until = time.monotonic() + order["timeout"]
    while not _whole(path):
        if faults or time.monotonic() > until:
            return faults[0] if faults else "no sound was written"
        time.sleep(0.005)
    return faults[0] if faults else ""


def _whole(path: Path) -> bool:
    """Return whether the file is as long as its own header says, and holds more than a header."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
            size = os.fstat(file.fileno()).st_size
    except OSError:
        return False
    if len(head) < 8 or head[:4] not in _FORMS:
        return False
    length = int.from_bytes(head[4:], "little" if head[:4] == b"RIFF" else "big")
    return 36 < length <= size - 8


def _listed(engine: Any) -> dict[str, Any]:  # noqa: ANN401 # pyttsx3 has no types
    """Return id, name and languages of each voice, and the id of the one in use."""
    by_name = str(engine) == "espeak"  # its ids are lower-cased paths that it cannot open again
    used = engine.getProperty("voice")
    used = getattr(used, "id", used)
    voices, default = [], ""
    for voice in engine.getProperty("voices"):
        handle = voice.name if by_name else voice.id
        tags = [_tag(language) for language in voice.languages or ()]
        voices.append({"id": handle, "name": voice.name, "languages": tags})
        if voice.id == used:
            default = handle
    return {"voices": voices, "default": default}


def _tag(language: str | bytes) -> str:
    text = language.decode("utf-8", "ignore") if isinstance(language, bytes) else str(language)
    kept = "".join(sign for sign in text if sign.isalnum() or sign in "-_")
    return kept.replace("_", "-").lower()


def _lend_espeak() -> None:
    """Load the espeak of the extra, if the system has none, where pyttsx3 will find it.

    The wheel's library has the name that pyttsx3 asks for, so a loaded copy answers. The
    data path must be set before: without it the library ends the process.
    """
    for name in _LIBRARIES:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return
    try:
        import espeakng_loader
    except ImportError:
        return  # pyttsx3 says that espeak is missing
    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    ctypes.CDLL(espeakng_loader.get_library_path())


if __name__ == "__main__":
    main()
