"""What the rows say: referrals, the offer, plans with their hours, the caseload of an organisation, figures for the grant."""

from wegwijs.stages.begeleiding.queries.referrals import new_for

__all__ = ["new_for"]
