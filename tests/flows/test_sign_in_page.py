"""The first page everybody sees."""

from playwright.sync_api import Page


def test_the_sign_in_page_opens_without_asking_any_other_machine(page: Page) -> None:
    answer = page.goto("/aanmelden/login/")
    assert answer is not None
    assert answer.status == 200
