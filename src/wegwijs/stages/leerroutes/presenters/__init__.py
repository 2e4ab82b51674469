"""Finished Dutch text for pages."""
