"""Run the command line by ``python -m voicecoach``."""

from voicecoach.cli.app import run

if __name__ == "__main__":
    run()
