"""Word templates of letters: which fields there are, how one is checked, and how it is filled."""
