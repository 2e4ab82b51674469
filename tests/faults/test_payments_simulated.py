"""Everything that can happen to money, in any order: after each step every cent is where it should be."""

import os

import pytest

from faults.counted import kept
from faults.simulated import Simulation
from support.figures import counted, saw, whole_after
from support.region import Region, build_region

# `make faults` takes many more.
STEPS = int(os.environ.get("WEGWIJS_FAULT_STEPS", "250"))
SEEDS = [int(seed) for seed in os.environ.get("WEGWIJS_FAULT_SEEDS", "1 2").split()]
# After so many everything is counted anew, and what was kept meanwhile laid beside it.
WHOLE = whole_after(STEPS)


@pytest.fixture
def region(transactional_db: None, today: None) -> Region:
    """Each step is committed, as in production; a transaction of a hundred thousand would drag all it wrote behind it."""
    return build_region()


@pytest.mark.parametrize("seed", SEEDS)
def test_after_each_step_the_money_is_where_it_should_be(region: Region, seed: int) -> None:
    with kept() as sums:
        simulation = Simulation(region, seed, sums)
        for number in range(1, STEPS + 1):
            name = ""
            try:
                name = simulation.step()
                if number % WHOLE == 0 or number == STEPS:
                    sums.equals_the_whole()
            except Exception as fault:
                fault.add_note(f"seed {seed}, step {number} ({name}); done: {dict(simulation.done)}")
                raise
    saw(
        f"stappen in een nagebootste regio, getal {seed}",
        STEPS,
        f"niets mis; {counted(simulation.done.total())} gebeurden, de rest werd geweigerd",
    )
    for what, count in simulation.beside.items():
        saw(f"getal {seed}: {what}", count)
    # A run of steps in which nothing was ever paid would prove nothing.
    assert {"tweede handtekening", "naar de bank", "afschrift", "terug van de bank"} <= set(
        simulation.done
    ), simulation.why
