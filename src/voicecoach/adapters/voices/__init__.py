"""Voices: one file an engine, each with a constant ``ENGINE``; `cached` wraps any of them."""
