"""Steering information: what it costs, what it brings, and whether the money is enough. Reads only; keeps nothing."""
