"""The command line: the only place that joins flows and adapters, and the only one that prints."""
