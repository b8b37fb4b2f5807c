"""A real browser for the tests: Debian's Chromium, without a window."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

PROGRAMS = ("chromium", "chromedriver")

_SWITCHES = (
    "--headless=new",
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--mute-audio",
    "--autoplay-policy=no-user-gesture-required",
)
_LONGEST_S = 60


class Browser:
    """One window, in which a page after the other is opened."""

    def __init__(self, driver: Chrome) -> None:
        """Steer what ``driver`` has started."""
        self._driver = driver
        self._opened = 0

    def open(self, path: Path, first: str = "") -> None:
        """Open a file; ``first`` is a script that runs before any of the page's own, this once."""
        self._opened += 1
        self.tell("Page.enable")
        once = f"if (sessionStorage.opened !== '{self._opened}') {{"
        source = f"{once} sessionStorage.opened = '{self._opened}'; {first} }}"
        script = self.tell("Page.addScriptToEvaluateOnNewDocument", source=source)
        self._driver.get(path.as_uri())
        # A reload may still run it: hence the count.
        self.tell("Page.removeScriptToEvaluateOnNewDocument", **script)

    def reload(self) -> None:
        """Open the same page again."""
        self._driver.refresh()

    def run(self, script: str, *values: Any) -> Any:
        """Return what a script returns, which may wait; ``values`` are its ``arguments``."""
        waited = f"const done = arguments[arguments.length - 1];(async function () {{{script}}})"
        caught = ".apply(null, arguments).then(done, (error) => done({failed: String(error)}));"
        result = self._driver.execute_async_script(waited + caught, *values)
        assert not (isinstance(result, dict) and "failed" in result), result
        return result

    def until(self, condition: str, *values: Any) -> Any:
        """Wait until an expression is true, and return it."""
        return self.run(
            f"for (;;) {{ const is = {condition}; if (is) return is;"
            "await new Promise((go) => setTimeout(go, 20)); }",
            *values,
        )

    def press(self, *keys: str) -> None:
        """Press keys of the keyboard, wherever the focus is."""
        from selenium.webdriver import ActionChains

        for key in keys:
            ActionChains(self._driver).send_keys(key).perform()

    def look(self, width: int, height: int, scheme: str = "light", motion: str = "") -> None:
        """Be a screen of this size, of somebody with these wishes."""
        wishes = {"prefers-color-scheme": scheme, "prefers-reduced-motion": motion}
        features = [{"name": name, "value": value} for name, value in wishes.items()]
        self.tell("Emulation.setEmulatedMedia", features=features)
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 800,
        )

    def tell(self, command: str, **values: Any) -> Any:
        """Send a command of the DevTools protocol and return its answer."""
        return self._driver.execute_cdp_cmd(command, values)

    def complaints(self) -> list[str]:
        """Return what was written to the console since the last time."""
        return [entry["message"] for entry in self._driver.get_log("browser")]


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium, and end it in any case."""
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    program, driver = map(shutil.which, PROGRAMS)
    options = ChromeOptions()
    options.binary_location = program or ""
    for switch in _SWITCHES:
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome = Chrome(options=options, service=Service(driver))
    try:
        chrome.set_script_timeout(_LONGEST_S)
        yield Browser(chrome)
    finally:
        chrome.quit()


def node_file(name: str) -> Path | None:
    """Return a file of a package that npm has installed in a folder of NODE_PATH; or None."""
    folders = filter(None, os.environ.get("NODE_PATH", "").split(os.pathsep))
    return next((path for folder in folders if (path := Path(folder) / name).is_file()), None)
