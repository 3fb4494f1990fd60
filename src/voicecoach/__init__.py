"""A voice coach for floor exercise: offline, hands-free, eyes-free."""

import os

# onnxruntime reports to its maker unless this is set before it starts, and libraries bring it in
# by themselves: the one thing done at import, so that nobody forgets (adapters/support/inference).
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

__version__ = "0.1.0"
