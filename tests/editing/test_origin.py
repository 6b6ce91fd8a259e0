"""A book asks for the engine that began it: a release, a commit, a path, and never a secret."""

from __future__ import annotations

import json

import pytest
from packaging.requirements import Requirement

from claimbook.editing import origin

COMMIT = "0123456789abcdef0123456789abcdef01234567"
GIT = {"vcs": "git", "commit_id": COMMIT, "requested_revision": "main"}


class Installed:
    """An engine as its installer wrote it down."""

    version = "1.2.3"

    def __init__(self, told, urls=()):
        self.told = told
        self.metadata = self
        self.urls = urls

    def read_text(self, name):
        assert name == "direct_url.json"
        return (
            self.told if self.told is None or isinstance(self.told, str) else json.dumps(self.told)
        )

    def get_all(self, name):
        assert name == "Project-URL"
        return self.urls or None


def installed(monkeypatch, *what):
    monkeypatch.setattr(origin, "distribution", lambda _: Installed(*what))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (None, "claimbook==1.2.3"),
        ("{", "claimbook==1.2.3"),
        ([], "claimbook==1.2.3"),
        ({"url": "https://host.example/a b\nother"}, "claimbook==1.2.3"),
        (
            {"url": "https://host.example/some/engine.git", "vcs_info": GIT},
            f"claimbook @ git+https://host.example/some/engine.git@{COMMIT}",
        ),
        (
            {"url": "ssh://git@host.example/some/engine", "vcs_info": GIT, "subdirectory": "in"},
            f"claimbook @ git+ssh://git@host.example/some/engine@{COMMIT}#subdirectory=in",
        ),
        (
            {"url": "https://me:secret@host.example/engine", "vcs_info": GIT},
            f"claimbook @ git+https://host.example/engine@{COMMIT}",
        ),
        (
            {"url": "file:///home/me/my%20engine", "dir_info": {"editable": True}},
            "claimbook @ file:///home/me/my%20engine",
        ),
        (
            {"url": "https://host.example/claimbook-1.2.3-py3-none-any.whl", "archive_info": {}},
            "claimbook @ https://host.example/claimbook-1.2.3-py3-none-any.whl",
        ),
    ],
)
def test_what_pip_is_given_leads_to_the_running_engine(told, expected, monkeypatch):
    installed(monkeypatch, told)
    assert origin.requirement() == expected
    assert Requirement(expected).name == "claimbook"
    assert origin.is_of_this_machine(expected) == ("file:" in expected)


def test_the_guides_are_where_the_package_says(monkeypatch):
    installed(monkeypatch, None, ("Source, https://a.example", "Documentation, https://b.example"))
    assert origin.documentation() == "https://b.example"
    installed(monkeypatch, None)
    assert origin.documentation() == ""
