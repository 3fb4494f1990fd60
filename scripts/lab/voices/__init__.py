"""Synthetic voices to train on: one file an engine, each gives its orders in a fixed sequence."""
