"""Doors of access: signing in and out, employees and their roles."""
