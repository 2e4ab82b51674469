"""Step 2: brede intake and leerbaarheidstoets."""
