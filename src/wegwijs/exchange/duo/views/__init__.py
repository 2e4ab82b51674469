"""Pages about the exchange with DUO."""
