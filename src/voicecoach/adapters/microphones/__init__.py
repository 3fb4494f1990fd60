"""Where sound comes from, as blocks of 512 samples at 16 kHz."""
