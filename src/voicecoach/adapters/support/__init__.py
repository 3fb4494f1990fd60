"""What several adapters share. Imports no adapter; imported by nothing but adapters."""
