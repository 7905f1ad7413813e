"""Journeys: a browser, a server and the officers of the fixed cast, in both directions of writing."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from salwa.contexts.identity.public import actor_by_name, set_password
from salwa.platform.database import address
from tests.conftest import Cast

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PASSWORD = "a long walk by the river"
LANGUAGES = ["en", "qps-plocm"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey; without Chromium they fail where everything must be there, and say so elsewhere."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        told = "Chromium is not installed: the journeys were not walked. Install it: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    # Playwright keeps an event loop in this thread; the tests' own few reads of the database are in order.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """A person at a browser, signed in, in one language."""

    page: Page
    base: str
    language: str

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)

    def says(self, text: str) -> bool:
        return text in self.page.locator("main").inner_text()

    @property
    def direction(self) -> str:
        return str(self.page.evaluate("getComputedStyle(document.documentElement).direction"))

    def faults(self) -> list[str]:
        """Serious and critical findings of axe on the page as it stands."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{each['id']}: {node['html'][:200]}"
            for each in found
            if each["impact"] in {"serious", "critical"}
            for node in each["nodes"]
        ]

    def untranslated(self) -> list[str]:
        """What a visitor reads on the page that is neither a mark, a name nor out of the pseudo-catalogue."""
        return list(self.page.evaluate(UNTRANSLATED))


UNTRANSLATED = """() => {
  const kept = "bdi, code, kbd, textarea, input, select, svg, script, [translate=no], .brand, .compare td, time";
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    if (node.parentElement.closest(kept) || !/[A-Za-z]{3}/.test(node.data)) continue;
    const whole = node.parentElement.closest(
      "p, li, td, th, h1, h2, h3, dt, dd, span, label, button, a, summary, b, caption");
    if (whole && whole.textContent.includes("‹⟪")) continue;
    found.push(node.data.trim());
  }
  return found;
}"""


@pytest.fixture
def beside(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let programs that the pages start beside themselves work on the database of the test."""
    for alias, (variable, _role) in address.ALIASES.items():
        told = connections[alias].settings_dict
        place = urlencode({"host": told["HOST"], "port": told["PORT"], "user": told["USER"]})
        monkeypatch.setenv(variable, f"postgresql:///{told['NAME']}?{place}")


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer, cast: Cast) -> Iterator[Callable[..., Visit]]:
    """Sign somebody in, in a language, with or without JavaScript: ``visit("registrar", "en")``."""
    contexts = []

    def enter(name: str, language: str = "en", *, script: bool = True) -> Visit:
        set_password(actor=actor_by_name("administrator"), username=name, password=PASSWORD)
        context = browser.new_context(java_script_enabled=script, viewport={"width": 1280, "height": 900})
        contexts.append(context)
        context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(live_server.url + "/sign-in/")
        page.fill("#id_username", name)
        page.fill("#id_password", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url(live_server.url + "/")
        return Visit(page, live_server.url, language)

    yield enter
    for context in contexts:
        context.close()
