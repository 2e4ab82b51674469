"""Step 3: the plan: draft, establish, send, revise."""
