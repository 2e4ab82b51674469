"""The dossier, its timeline, termijnen and tasks: the spine."""
