"""Questions about tenders, contracts and their money."""
