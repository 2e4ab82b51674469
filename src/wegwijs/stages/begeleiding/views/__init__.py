"""Doors of referrals: of who refers, and of who receives."""
