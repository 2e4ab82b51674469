"""Pages of buying: the register of tenders, contracts, suppliers, money."""
