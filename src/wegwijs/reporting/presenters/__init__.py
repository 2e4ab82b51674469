"""Figures as finished Dutch."""
