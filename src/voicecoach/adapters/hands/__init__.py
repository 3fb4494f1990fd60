"""Other hands than the keyboard: buttons that reach a program without its window."""
