"""The words of each letter. A2 Dutch for the inburgeraar; the legal parts complete."""
