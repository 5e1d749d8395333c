"""The pages: rendered here, whole without scripts, for the staff and behind a delegation's link."""
