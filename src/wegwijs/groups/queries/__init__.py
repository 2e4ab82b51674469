"""Questions about groups, each limited to what the actor may see."""
