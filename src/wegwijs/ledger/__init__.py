"""Money as accounts, transfers and entries: balanced by construction, never edited, provable again. Knows no ontzorgen (docs/adr/0030)."""
