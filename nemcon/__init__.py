"""Nemcon: decisions taken with no one speaking against."""
