"""Looking at something that may never answer: for so long and no longer."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import TypeVar

from voicecoach.errors import DeviceError

T = TypeVar("T")


def within(seconds: float, look: Callable[[], T]) -> T:
    """Return what ``look`` returns, or raise what it raises.

    A look that takes longer is left to itself, in a thread that does not keep the program alive.

    Raises:
        DeviceError: there was no answer within ``seconds``.
    """
    found: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            found.append(look())
        except BaseException as error:  # noqa: BLE001 - raised again by the caller
            errors.append(error)

    thread = Thread(target=run, name="look", daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not found:
        raise DeviceError(f"There was no answer within {seconds:g} seconds.")
    return found[0]
