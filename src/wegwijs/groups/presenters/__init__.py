"""Groups as pages show them: finished Dutch text."""
