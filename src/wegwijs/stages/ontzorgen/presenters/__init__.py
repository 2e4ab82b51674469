"""Pages of ontzorgen."""
