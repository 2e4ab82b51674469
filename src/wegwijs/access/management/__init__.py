"""Commands for an administrator of the machine."""
