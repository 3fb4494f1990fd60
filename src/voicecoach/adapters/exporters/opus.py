"""Opus: one small file with chapters."""

from __future__ import annotations

from voicecoach.adapters.exporters._single import single_engine

ENGINE = single_engine("opus", "One file with chapters, small; about 0.4 MB a minute.")
