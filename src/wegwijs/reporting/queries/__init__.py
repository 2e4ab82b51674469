"""What the book of contracts, the timeline and the lessons say together."""
