"""Acts of ontzorgen."""
