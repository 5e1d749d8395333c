"""Side effects: what a workflow has done, once and in order."""
