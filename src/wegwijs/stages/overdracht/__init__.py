"""Step 1: COA and TVS, housing."""
