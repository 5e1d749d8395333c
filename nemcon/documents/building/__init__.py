"""Builds documents from the states of procedures, a module for each. Pure."""
