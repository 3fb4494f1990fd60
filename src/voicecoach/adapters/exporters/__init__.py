"""File formats for recordings, each in one file with an ENGINE."""
