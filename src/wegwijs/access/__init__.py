"""Who may do and see what: roles, permissions, the actor of a request."""
