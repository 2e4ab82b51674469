"""The forms of a PIP: its content, and the acts on it."""
