"""Programs that are run by hand, and by the tests that check their results."""
