"""The rules: who may do what, when, and what follows. Pure; the time is an argument."""
