"""From microphone blocks to commands: the ear, and the thread that feeds it."""
