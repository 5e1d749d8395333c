"""Everything on one machine: the engine, the mail sink, the worker and the web, on files."""
