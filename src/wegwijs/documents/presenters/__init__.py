"""What the pages about words and piles of letters show, as finished Dutch."""
