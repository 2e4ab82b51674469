"""Forms of the daily work in a dossier."""
