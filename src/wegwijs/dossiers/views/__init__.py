"""Doors of the daily work in a dossier."""
