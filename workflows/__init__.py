"""Time: one durable procedure per file, each of which reads the register at every step."""
