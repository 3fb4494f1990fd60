"""From a piece of speech to a command: one file for each recognizer."""
