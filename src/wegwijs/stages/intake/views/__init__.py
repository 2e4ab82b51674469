"""Doors of the brede intake."""
