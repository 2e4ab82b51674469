"""What the pages of a PIP show: finished Dutch text, no rows."""
