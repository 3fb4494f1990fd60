"""A time limit for calls into libraries that may never return."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T], late: Callable[[T], None] = lambda _: None) -> T:
    """Return what ``work`` returns or raise what it raises, in ``seconds`` at most.

    Args:
        seconds: after which it is left behind, in its thread.
        work: may hang.
        late: takes, in that thread, what came too late.

    Raises:
        TimeoutError: it was not done in time.
    """
    done: list[T] = []
    failed: list[BaseException] = []
    deciding, gone = Lock(), False

    def run() -> None:
        try:
            result = work()
        except BaseException as exc:  # noqa: BLE001 - raised by whoever waits
            failed.append(exc)
            return
        with deciding:
            if not gone:
                done.append(result)
                return
        late(result)

    thread = Thread(target=run, name="limited", daemon=True)
    thread.start()
    thread.join(seconds)
    with deciding:
        gone = not done and not failed
    if failed:
        raise failed[0]
    if gone:
        raise TimeoutError
    return done[0]
