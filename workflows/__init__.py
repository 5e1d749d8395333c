"""Time: one durable procedure per file."""
