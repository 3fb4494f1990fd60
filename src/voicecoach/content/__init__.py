"""Level and language files: from YAML to the values of the core, or all faults at once."""
