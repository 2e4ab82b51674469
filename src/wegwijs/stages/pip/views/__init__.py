"""Doors of the PIP."""
