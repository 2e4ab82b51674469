"""Commands of the trial region."""
