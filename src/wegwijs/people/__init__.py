"""Persons, households, addresses, languages, safe contact: who, not why."""
