"""Firefox and WebKit, each behind the same few commands.

Playwright drives builds of its own alone. Debian's Firefox ESR speaks WebDriver BiDi over a
WebSocket, Debian's WebKitGTK speaks WebDriver over HTTP; both are W3C standards
(https://w3c.github.io/webdriver-bidi/, https://www.w3.org/TR/webdriver2/).
"""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from itertools import count
from pathlib import Path

START = 120
"""An engine that has not begun after as many seconds will not."""

QUIET = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "",
}
"""Settings with which Firefox asks nobody for anything of its own."""


class Firefox:
    """A tab of Firefox; `said` has what pages wrote to the console as warnings and errors."""

    PROGRAM = "firefox-esr"

    def __init__(self, connection):
        self.connection, self.numbers, self.said = connection, count(), []
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=["log.entryAdded"])
        self.tab = {"context": self._ask("browsingContext.create", type="tab")["context"]}

    def _ask(self, method, **params):
        number = next(self.numbers)
        self.connection.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self.connection.recv(START))).get("id") != number:
            entry = answer.get("params", {})
            if entry.get("level") in {"warn", "error"}:
                self.said.append(entry["text"])
        assert answer["type"] == "success", answer
        return answer["result"]

    def go(self, url):
        self._ask("browsingContext.navigate", **self.tab, url=url, wait="complete")

    def resize(self, width, height):
        size = {"width": width, "height": height}
        self._ask("browsingContext.setViewport", **self.tab, viewport=size)

    def run(self, function, *given):
        """What a function of JavaScript returns, awaited."""
        call = f"(async () => JSON.stringify(await ({function})(...{json.dumps(given)})))()"
        answer = self._ask("script.evaluate", expression=call, target=self.tab, awaitPromise=True)
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return json.loads(answer["result"].get("value", "null"))

    def picture(self):
        """The whole page as PNG."""
        shot = self._ask("browsingContext.captureScreenshot", **self.tab, origin="document")
        return base64.b64decode(shot["data"])

    @classmethod
    @contextmanager
    def started(cls):
        from websockets.sync.client import connect

        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in QUIET.items()]
            Path(profile, "user.js").write_text("".join(lines), encoding="utf-8")
            port = free_port()
            options = ["--headless", "--no-remote", "--profile", profile]
            with program([cls.PROGRAM, *options, f"--remote-debugging-port={port}"]):
                address = f"ws://127.0.0.1:{port}/session"
                with begun(lambda: connect(address, max_size=None)) as connection:
                    yield cls(connection)


class WebKit:
    """A window of WebKitGTK's small browser. It tells nothing of its console."""

    PROGRAM = "WebKitWebDriver"

    def __init__(self, address):
        self.address, self.said = address, []
        session = self._ask("/session", {"capabilities": {}})
        self.address += f"/session/{session['sessionId']}"

    def _ask(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(self.address + path, data, timeout=START) as answer:
            return json.load(answer)["value"]

    def go(self, url):
        self._ask("/url", {"url": url})

    def resize(self, width, height):
        self._ask("/window/rect", {"width": width, "height": height})

    def run(self, function, *given):
        """What a function of JavaScript returns, awaited."""
        call = f"Promise.resolve(({function})(...arguments[0])).then(arguments[1])"
        return self._ask("/execute/async", {"script": call, "args": [given]})

    def picture(self):
        """What the window shows, as PNG."""
        return base64.b64decode(self._ask("/screenshot"))

    @classmethod
    @contextmanager
    def started(cls):
        port = free_port()
        screen = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1600x1200x24"]
        with program([*screen, cls.PROGRAM, f"--port={port}"]):
            yield begun(lambda: cls(f"http://127.0.0.1:{port}"))


def is_there(engine):
    return shutil.which(engine.PROGRAM) is not None


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def program(command):
    """A program that runs, and that ends with all it has begun."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen(command, **quiet, start_new_session=True)
    try:
        yield
    finally:
        subprocess.run(["pkill", "-TERM", "-s", str(running.pid)], check=False)
        running.wait(START)


def begun(reach):
    """What is reached as soon as it answers."""
    end = time.monotonic() + START
    while True:
        try:
            return reach()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
