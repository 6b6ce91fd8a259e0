"""A book that is served while it is written, as a contributor sees it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

PATIENCE = 60
"""Seconds after which something that does not come is a failure."""


class Preview:
    """A book that is being served while it is written."""

    def __init__(self, folder, log, python=sys.executable):
        self.folder, self.log = folder, log
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        drop = {"SITE_URL", "REPO_URL", "PYTHONDONTWRITEBYTECODE"}
        env = {k: v for k, v in os.environ.items() if k not in drop}
        self.output = log.open("w")
        self.process = subprocess.Popen(
            [python, "-m", "mkdocs", "serve", "--dev-addr", self.address],
            cwd=folder,
            env={**env, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
            stdout=self.output,
            stderr=subprocess.STDOUT,
        )

    def page(self, path):
        try:
            with urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
                changing = r"livereload\(\d+, \d+\)|(?<=nonce)(?:-[\w-]+|=\"[\w-]+\")"
                return re.sub(changing, "", answer.read().decode())
        except HTTPError as error:
            return error.read().decode()
        except URLError:
            return ""

    def said(self):
        return self.log.read_text("utf-8")

    def until(self, happens):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, self.said()
            if happens():
                return
            time.sleep(0.02)
        raise AssertionError(self.said())

    def edit(self, old, new, path):
        path = self.folder / path
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)
        self.output.close()
