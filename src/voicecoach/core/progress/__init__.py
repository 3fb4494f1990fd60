"""What comes next: decided from what was done and felt, by rules R0 to R12."""
