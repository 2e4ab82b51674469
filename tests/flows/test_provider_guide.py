"""The examples of the guide for providers, as they stand there, with curl against a running server."""

import json
import re
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from architecture.source import ROOT
from support.aanbieders import BASE, key_of
from support.lessons import asked, course, learner
from support.region import Region
from wegwijs.stages.leerroutes.models import Lesweek

pytestmark = pytest.mark.django_db(transaction=True)
GUIDE = ROOT / "docs" / "beheer" / "api-aanbieders.md"


def examples() -> list[str]:
    return re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


def test_every_example_of_the_guide_works(
    live_server: LiveServer, region: Region, run_jobs: Callable[[], int]
) -> None:
    row = asked(region, learner(region), course(region))
    environment = {
        "WEGWIJS": live_server.url + BASE, "SLEUTEL": key_of(region), "DEELNEMER": str(row.pk), "DOSSIERNUMMER": row.number,
        "PATH": "/usr/bin:/bin", "NO_PROXY": "*",
    }  # fmt: skip
    told: list[Any] = []
    for example in examples():
        for command in re.sub(r"\\\n\s*", "", example).strip().splitlines():
            done = subprocess.run(
                ["bash", "-c", command],
                env=environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
            )
            assert done.returncode == 0, (command, done.stdout, done.stderr)
            told.append(json.loads(done.stdout) if done.stdout else None)
        if told[-1] and "verslag" in told[-1]:
            environment["LEVERING"] = told[-1]["id"]
            run_jobs()
    assert told[0]["deelnemers"][0]["stand"] == "gevraagd"
    assert next(one for one in told if one and "stand" in one)["overgenomen"] == 1
    assert told[-1]["cursussen"][0]["bezet"] == 1
    assert Lesweek.objects.get().followed == 600
