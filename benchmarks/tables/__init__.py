"""What is common to all sections of `all.py`: figures, the page they are told on, the machine."""
