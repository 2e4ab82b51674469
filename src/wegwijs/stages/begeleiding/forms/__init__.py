"""What is filled in: referrals, the offer, plans with their hours, who is named."""
