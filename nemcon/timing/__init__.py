"""Deadlines, periods and zones, and how an instant is written. Pure."""
