"""Do all readers of files bear 100 000 damaged ones? ``python benchmarks/fuzz.py [--inputs N]``.

Each reader of `tests/fuzz/loaders.py` gets its share of the inputs: nine of ten are files that
were damaged by `tests/fuzz/mutating.py` from a seed, one of ten is made by hypothesis. Printed
is, for each reader, what became of them and the slowest. A fault is printed with its seed, by
which it is made again: ``--loader NAME --seed N``. The status is 1 if there is one.

With --atheris the inputs come from that fuzzer, which looks at what code they reach; install it
beside voicecoach: it is no dependency. 100 000 inputs take about 20 minutes of one core.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import fuzz_parts  # noqa: F401 - finds what follows

from fuzz.judging import ACCEPTED, REFUSED, Judgement, judge
from fuzz.loaders import LOADERS, Loader
from fuzz.mutating import damaged

TOLD = 5
"""Faults of one reader that are printed."""


@dataclass(slots=True)
class Row:
    """What became of the inputs of one reader."""

    name: str
    fates: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    """Seconds."""
    told: int = 0

    @property
    def faults(self) -> int:
        """Inputs that were neither read nor refused in our words."""
        return self.fates.total() - self.fates[ACCEPTED] - self.fates[REFUSED]

    def add(self, found: Judgement, source: str) -> None:
        """Count one, and print it if it is a fault."""
        self.fates[found.fate] += 1
        self.slowest = max(self.slowest, found.seconds)
        if not found.right and self.told < TOLD:
            self.told += 1
            print(f"FAULT: {self.name}, {source}: {found.fate}\n{found.trace[-1500:]}", flush=True)


def main() -> int:
    """Print one line for each reader, and faults as they are found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, help="end after as many seconds")
    parser.add_argument("--loader", help="only this one")
    parser.add_argument("--seed", type=int, help="only this input of --loader")
    parser.add_argument("--first", type=int, default=0, help="seed of the first input")
    parser.add_argument("--atheris", action="store_true", help="let atheris make the inputs")
    args = parser.parse_args()
    chosen = [each for each in LOADERS if args.loader in {None, each.name}]
    if args.atheris:
        from fuzz_parts.guided import guided

        return guided(chosen, args.seconds or 60.0)
    whole = sum(each.share for each in chosen)
    end = monotonic() + args.seconds if args.seconds else None
    rows = []
    for loader in chosen:
        many = -(-args.inputs * loader.share // whole)
        seeds = range(args.first, args.first + many) if args.seed is None else [args.seed]
        rows.append(_run(loader, list(seeds), end))
        _tell(rows[-1])
    total = Row("all", sum((row.fates for row in rows), Counter()), max(r.slowest for r in rows))
    _tell(total)
    return 1 if total.faults else 0


def _tell(row: Row) -> None:
    print(
        f"{row.name}: {row.fates.total()} inputs, {row.fates[REFUSED]} refused, "
        f"{row.fates[ACCEPTED]} accepted, {row.faults} faults, "
        f"slowest {1000 * row.slowest:.0f} ms",
        flush=True,
    )


def _run(loader: Loader, seeds: list[int], end: float | None) -> Row:
    row = Row(loader.name)
    root = Path(tempfile.mkdtemp(prefix="voicecoach-fuzz-"))
    try:
        for source, data in _inputs(loader, seeds):
            if end and monotonic() > end:
                break
            folder = root / str(row.fates.total())
            row.add(judge(loader, data, folder), source)
            shutil.rmtree(folder)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return row


def _inputs(loader: Loader, seeds: list[int]) -> Iterator[tuple[str, bytes]]:
    originals = loader.seeds()
    drawn = 0 if len(seeds) == 1 else len(seeds) // 10
    for seed in seeds[: len(seeds) - drawn]:
        data = damaged(seed, originals[seed % len(originals)])
        if loader.seal and seed % 2:
            data = loader.seal(data)
        yield f"seed {seed}", data
    for number, data in enumerate(_drawn(drawn)):
        yield f"drawn {number}: {data[:200]!r}", data


def _drawn(many: int) -> list[bytes]:
    """Return inputs of hypothesis: bytes, texts of the signs of YAML and JSON, nested values."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    found: list[bytes] = []
    signs = st.text("ab:-[]{}&*!|>'\"%@#,? \n\\x019.e+", max_size=200)
    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
    written = values.map(_json)
    any_of = st.binary(max_size=500) | signs.map(str.encode) | written

    @settings(
        max_examples=max(1, many), database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), derandomize=True,
    )  # fmt: skip
    @given(any_of)
    def draw(data: bytes) -> None:
        found.append(data)

    if many:
        take: Callable[[], None] = draw
        take()
    return found[:many]


def _json(value: object) -> bytes:
    import json

    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


if __name__ == "__main__":
    sys.exit(main())
