"""Pages of groups: the list, one group, its half-days, its people, and who was there."""
