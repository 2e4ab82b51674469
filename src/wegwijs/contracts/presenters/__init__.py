"""Tenders, contracts and their money in Dutch."""
