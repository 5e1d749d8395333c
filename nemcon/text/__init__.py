"""The words that are placed under silence. Pure."""
