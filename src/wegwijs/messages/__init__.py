"""Outbox and inbox: raw messages, delivery, retry. Knows no partner's content."""
