"""Rehearsal: a scenario file, run through the real rules, register, workflows and letters."""
