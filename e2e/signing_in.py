"""What journeys do first: somebody is made and signs in by her link."""

from playwright.sync_api import Page


def follow(site, page: Page, link: str) -> None:
    """Sign in by a link; her own page is shown."""
    page.goto(f"{site.url}/en/sign-in/link/{link}/")
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/en/my/")
