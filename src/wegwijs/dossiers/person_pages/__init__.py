"""Pages about persons. They stand here, above ``people``: someone is reached only through a dossier one may see."""
