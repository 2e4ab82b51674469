"""Everything that can happen to money, in any order: after each step every cent is where it should be."""

import os

import pytest

from faults.simulated import Simulation, whole
from support.figures import saw
from support.region import Region

# `make faults` takes many more.
STEPS = int(os.environ.get("WEGWIJS_FAULT_STEPS", "250"))
SEEDS = [int(seed) for seed in os.environ.get("WEGWIJS_FAULT_SEEDS", "1 2").split()]
WHOLE = 100


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_after_each_step_the_money_is_where_it_should_be(region: Region, seed: int) -> None:
    simulation = Simulation(region, seed)
    for number in range(1, STEPS + 1):
        name = ""
        try:
            name = simulation.step()
            if number % WHOLE == 0 or number == STEPS:
                whole()
        except Exception as fault:
            fault.add_note(f"seed {seed}, step {number} ({name}); done: {dict(simulation.done)}")
            raise
    happened = sum(simulation.done.values())
    saw(
        f"stappen in een nagebootste regio, getal {seed}",
        STEPS,
        f"niets mis; {happened:,} gebeurden, de rest werd geweigerd".replace(",", "."),
    )
    # A run of steps in which nothing was ever paid would prove nothing.
    assert {"tweede handtekening", "naar de bank", "afschrift", "terug van de bank"} <= set(
        simulation.done
    ), simulation.why
