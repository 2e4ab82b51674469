"""What is asked when buying."""
