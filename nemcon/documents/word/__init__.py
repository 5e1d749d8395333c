"""Word: writes a document as a file, and reads what comes back."""
