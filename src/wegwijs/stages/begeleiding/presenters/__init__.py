"""Finished Dutch for the pages: referrals, the offer and its figures, plans and the caseload."""
