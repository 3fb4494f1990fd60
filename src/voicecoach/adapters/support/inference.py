"""onnxruntime, told to send nothing. Nothing else imports it.

From version 1.29 its Linux and macOS wheels report to their maker which models run where, and
keep a number for this machine in the user's cache, unless they are forbidden to before they start
(https://github.com/microsoft/onnxruntime/pull/27379). On Windows it hands events to the system,
until it is told not to. The variable is set by the package itself, so that it holds for
libraries too that bring onnxruntime in by themselves; here it is made sure of.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

SILENT = "ORT_DISABLE_TELEMETRY"
"""Environment variable that it looks at once, when it starts."""


def runtime() -> Any:  # noqa: ANN401 - the library is untyped
    """Return onnxruntime, silent; raises ImportError."""
    os.environ[SILENT] = "1"
    library: Any = import_module("onnxruntime")
    library.disable_telemetry_events()
    return library


def session(path: Path) -> InferenceSession:
    """Return a session of the model ``path`` on one core; raises what onnxruntime raises."""
    library = runtime()
    options = library.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return library.InferenceSession(path, options, providers=["CPUExecutionProvider"])
