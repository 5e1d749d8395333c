"""The record of a session as a file or as JSON, read at the boundary."""
