"""A region on the day of the tests, for the server too; and a story in the browser, in a region whose gemeente Dordrecht is connected to DUO."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page

from support.region import TODAY, Region, build_region
from support.story import Axe, OnDay, SignIn, Story
from wegwijs.demo import duo
from wegwijs.organisations.models import Gemeente


@pytest.fixture
def region(on_day: OnDay, db: None) -> Region:
    """A region on the day of the tests, in the browser's process too."""
    on_day(TODAY)
    return build_region()


@pytest.fixture
def story(
    page: Page, on_day: OnDay, run_jobs: Callable[[], int], sign_in: SignIn, axe: Axe, settings: Any, transactional_db: None
) -> Story:  # fmt: skip
    settings.DUO_TRANSPORT = "wegwijs.demo.duo.transport"
    on_day(date(2026, 8, 20))
    region = build_region()
    duo.connect([Gemeente.objects.get(pk="0505")])
    return Story(page, region, on_day, run_jobs, sign_in, axe)
