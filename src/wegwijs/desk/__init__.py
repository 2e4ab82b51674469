"""The employee's desk: my work, dossier page. Composes all rooms."""
