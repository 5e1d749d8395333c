"""The record: what happened, appended through one door, chained, and read from anywhere."""
