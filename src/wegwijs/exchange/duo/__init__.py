"""DUO: client, mapping, fake."""
