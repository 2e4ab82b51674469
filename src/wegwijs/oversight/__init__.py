"""Who watches over the use of personal data: what was opened in an emergency, and what looks like snooping."""
