"""One room per partner: client, mapping, fake."""
