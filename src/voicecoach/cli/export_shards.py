"""An export across cores: one child for each share, each the same command with ``--shard``.

What a child does is what any other machine would do, so nothing is shared but the disk.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress

from voicecoach.cli.export_call import Call, again
from voicecoach.cli.export_report import Report


def across(call: Call, jobs: int, report: Report) -> int:
    """Make the orders of ``call`` in ``jobs`` children; return how many folders failed.

    ``report`` is told what the children tell, as it comes.
    """
    children = [_start(again(call, share)) for share in call.shard.split(jobs)]
    lock = threading.Lock()
    failed = 0

    def follow(child: subprocess.Popen[str]) -> None:
        nonlocal failed
        for line in child.stdout or ():
            with lock, suppress(ValueError, KeyError):
                facts = json.loads(line)
                event = facts.pop("event")
                if event == "done":
                    failed += facts["total"] - facts["done"]
                else:
                    report(event, **facts)

    followers = [threading.Thread(target=follow, args=(child,), daemon=True) for child in children]
    try:
        for follower in followers:
            follower.start()
        for follower, child in zip(followers, children, strict=True):
            follower.join()
            if child.wait() not in {0, 1}:  # killed, or wrong in a way that it could not tell
                failed += 1
                report("failed", message=f"A part of the export ended with {child.returncode}.")
    finally:
        for child in children:
            child.terminate()
            child.wait()
            if child.stdout:
                child.stdout.close()
    return failed


def _start(arguments: Sequence[str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "voicecoach", "export", *arguments, "--jobs", "1", "--json"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")  # noqa: S603
