"""Formats of sound, each in one file with an ENGINE."""
