"""The flag that rewrites expected texts; fixtures that several test files share."""

from __future__ import annotations

import os
import shutil
from functools import partial

import pytest
from hypothesis import settings

from builders import LIGHTHOUSE, ROOT
from claimbook.core.rules import registry
from claimbook.core.rules.registry import crashed
from kinds import path_of
from searching import a_book_of_names, build_as_large
from serving import CHROMIUM_FLAGS, served
from sites import LENDERS, built_once, copy_book, for_its_address, warm

settings.register_profile("claimbook", deadline=None, max_examples=150)
settings.load_profile("claimbook")


def pytest_addoption(parser):
    parser.addoption(
        "--update",
        action="store_true",
        help="rewrite tests/broken/*/expected.txt, to read as a diff",
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """One worker more than there are processors: browsers, previews and locks are waited for."""
    return (os.cpu_count() or 1) + 1


def pytest_configure(config):
    """Have files begin in their order: those with few tests are often long, and would be last."""
    config.option.loadscopereorder = False


@pytest.fixture(autouse=True)
def crashes(monkeypatch):
    """The rules that failed in this process: no test passes with one that it does not expect."""
    found = []

    def noted(entry, error):
        found.append(f"{entry.code}: {error!r}")
        return crashed(entry, error)

    monkeypatch.setattr(registry, "crashed", noted)
    yield found
    assert found == []


@pytest.fixture
def update(request):
    return request.config.getoption("--update")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory, worker_id):
    """A folder that all workers of one run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session", autouse=True)
def lenders(shared_folder):
    """Have books take what is the same in all of them from a site that is built already."""
    LENDERS.append(shared_folder)


@pytest.fixture(scope="session")
def shipped(shared_folder):
    """The book of this repository, built."""
    return built_once(shared_folder, "shipped", lambda to: copy_book(ROOT, to))


@pytest.fixture(scope="session")
def second(shared_folder):
    """The book of another field, built with the same code."""
    return built_once(shared_folder, "second", lambda to: copy_book(LIGHTHOUSE, to))


@pytest.fixture(scope="session")
def published(shared_folder, second):
    """The same, built for an address."""

    def make(to):
        return warm(for_its_address(copy_book(LIGHTHOUSE, to)), second)

    return built_once(shared_folder, "published", make)


@pytest.fixture(scope="session")
def large(shared_folder, second):
    """A book that is searched in parts, as if it were large."""
    make = partial(a_book_of_names, second=second, language="zh")
    return built_once(shared_folder, "large-names", make, build_as_large)


@pytest.fixture(params=["shipped", "second"])
def site(request):
    """Each of the two built books."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def address(shipped):
    """Where the book of this repository is served."""
    with served(shipped.root) as found:
        yield found


@pytest.fixture
def url_of(address, shipped):
    """The address of the first page of a kind."""
    return lambda kind: address + path_of(kind, shipped.data)


@pytest.fixture(scope="module")
def browser():
    """The machine's Chromium. Where it is not found, and not required, its tests are left out."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None and os.environ.get("CLAIMBOOK_BROWSER") != "required":
        pytest.skip("NO CHROMIUM FOUND: pages were not looked at in a browser; install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield launched
        launched.close()
