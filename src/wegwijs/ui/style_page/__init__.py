"""Every component in every state, with invented content: for looking at, and for tests."""
