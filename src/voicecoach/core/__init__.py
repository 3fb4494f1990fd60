"""The rules, as pure functions over frozen data.

Nothing here opens a file, reads a clock, starts a thread or imports a
third-party package. What it needs of the world comes in as data (the time on
an event) or as a function (how long a text takes to say).
"""
