"""Handouts as files: PDF, HTML and plain text."""
