"""Opus: one small file with chapters."""

from __future__ import annotations

from voicecoach.adapters.exporters._single import single_engine

ENGINE = single_engine("opus", "One file with chapters, the smallest; about 0.2 MB a minute.")
