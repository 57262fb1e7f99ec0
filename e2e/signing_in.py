"""What journeys do first: somebody signs in by her link, or opens her invitation."""

import re
import time

from playwright.sync_api import Page


def follow(site, page: Page, link: str) -> None:
    """Sign in by a link; her own page is shown."""
    page.goto(f"{site.url}/en/sign-in/link/{link}/")
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/en/my/")


def invitation_to(site, address: str) -> str:
    """The link in the letter of invitation to an address, as soon as the letter is sent."""
    for _ in range(100):
        for letter in site.mails():
            found = re.search(r"http://\S+/register/invitation/\S+", letter.get_body(("plain",)).get_content())
            if letter["To"] == address and found:
                return found[0]
        time.sleep(0.2)
    raise AssertionError("no letter came")
