"""Rolls: the States of the world with their names, and who takes part in a body as of a date."""
