"""Questions about ontzorgen."""
