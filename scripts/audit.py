"""Asks whether known faults are reported of what is locked: ``python scripts/audit.py``.

Needs pip-audit and the network. Where the data cannot be had, it says so in one line and
passes: what cannot be known is no failure. The status is 1 if there is a known fault.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCKS = Path(__file__).resolve().parent.parent / "requirements"
LONGEST_S = 180


def main() -> int:
    """Ask of every lock file, and tell what is known."""
    rows = _ask()
    asked = [row for row in rows if "vulns" in row]
    if not asked:
        print("audit: the data on known faults cannot be had here; nothing was audited.")
        return 0
    faults = [(row, fault) for row in asked for fault in row["vulns"]]
    for row, fault in faults:
        mended = ", ".join(fault["fix_versions"]) or "no version yet"
        print(f"audit: {row['name']} {row['version']} has {fault['id']}; mended in: {mended}.")
    left = len(rows) - len(asked)
    print(f"audit: {len(asked)} packages asked about, {left} not, {len(faults)} known faults.")
    return 1 if faults else 0


def _ask() -> list[dict[str, Any]]:
    """Return what is known of each package that is locked; nothing if nobody answers."""
    files = [option for path in sorted(LOCKS.glob("*.txt")) for option in ("-r", str(path))]
    command = [
        *(sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off"),
        *("--require-hashes", "--disable-pip", *files),
    ]
    try:
        done = subprocess.run(
            command, capture_output=True, check=False, text=True, timeout=LONGEST_S
        )
        found = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        return []
    return found if isinstance(found, list) else []


if __name__ == "__main__":
    sys.exit(main())
