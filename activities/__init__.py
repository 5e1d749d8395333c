"""Side effects, each safe to repeat: the register's time, and letters."""
