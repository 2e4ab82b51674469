"""Pages for the privacy officer."""
