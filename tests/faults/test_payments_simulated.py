"""Ten thousand things that happen to money, in any order: after each of them every cent is where it should be."""

import os

import pytest
from faults.simulated import Simulation

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
                simulation.holds_whole()
        except Exception as fault:
            fault.add_note(f"seed {seed}, step {number} ({name}); done: {dict(simulation.done)}")
            raise
    print(dict(simulation.done), "refused:", simulation.why.most_common(30))
    assert {"inkomen", "afschrift"} <= set(simulation.done)
