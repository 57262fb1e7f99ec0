"""What every journey has: a site of its own, a browser, pages in each language and width, and axe.

def test_somebody_does_something(site, page, axe):
    site.call("e2e.seeds:forum")
    page.goto(f"{site.url}/en/")
    assert axe(page) == []
"""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from e2e.server import REPOSITORY, Site, free_port

CHROMIUM = os.environ.get("QURULTAI_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"width": 360, "height": 740}
VIOLATIONS = """async tags => {
  const found = await axe.run(document, {runOnly: tags, resultTypes: ["violations"]});
  return found.violations;
}"""
"""What passed is neither described nor sent: of a long page that takes longer than looking at it."""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser but the tests of processes."""
    for item in items:
        processes = item.get_closest_marker("cluster") or item.get_closest_marker("embedded")
        if item.path.is_relative_to(REPOSITORY / "e2e") and not processes:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server on a free port with an empty SQLite data folder, seeded with one small forum."""
    running = Site(tmp_path_factory.mktemp("site"), free_port())
    running.start()
    try:
        running.call("e2e.seeds:forum")
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, headless."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor with an empty browser on a phone of 360 pixels."""
    visitor = browser.new_context(viewport=PHONE)
    visitor.set_default_timeout(15_000)
    yield visitor
    visitor.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab in which any error on the console, such as a breach of the content security policy, fails the test."""
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: said.append(str(error)))
    yield tab
    policy = [words for words in said if "Failed to load resource" not in words]
    assert policy == []


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Findings of axe on a page, as `rule: place`; an empty list is what every page owes."""
    source = AXE.read_text()

    def findings(page: Page) -> list[str]:
        page.evaluate(source)
        return [
            f"{rule['id']}: {node['target']} {node['html'][:160]}"
            for rule in page.evaluate(VIOLATIONS, WCAG)
            for node in rule["nodes"]
        ]

    return findings


@pytest.fixture
def fits() -> Callable[[Page], bool]:
    """Whether a page does not scroll sideways at its width."""
    return lambda page: page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
