"""Durable logs of sessions."""
