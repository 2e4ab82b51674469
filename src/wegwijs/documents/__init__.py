"""Letters and decisions: templates, PDF, sending; addressed to people."""
