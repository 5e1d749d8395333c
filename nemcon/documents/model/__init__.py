"""What a document is made of, whatever it is written to. Pure."""
