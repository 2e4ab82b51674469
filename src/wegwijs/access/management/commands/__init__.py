"""Each module is one command of ``wegwijs manage``."""
