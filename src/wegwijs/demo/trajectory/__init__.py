"""One person's way through the law, driven by the real commands on the days they would happen."""

from wegwijs.demo.trajectory.arrival import Arrival
from wegwijs.demo.trajectory.modules import TakesPart
from wegwijs.demo.trajectory.plan import Plan
from wegwijs.demo.trajectory.talks import Talks
from wegwijs.demo.trajectory.walk import Future, after_weekend

__all__ = ["Future", "Trajectory", "after_weekend"]


class Trajectory(Arrival, Talks, Plan, TakesPart):
    """The story of one person in one gemeente, from the arrival to the plan and what follows it."""
