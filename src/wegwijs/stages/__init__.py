"""One room per step of the law, in its order."""
