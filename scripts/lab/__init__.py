"""A room to listen in, made by arithmetic: for training and for measuring, never for coaching."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else onnxruntime reports to its maker what runs here
