"""The flag that rewrites expected texts; fixtures that several test files share."""

from __future__ import annotations

import pytest
from builders import LIGHTHOUSE, ROOT
from hypothesis import settings
from sites import built_once, copy_book

settings.register_profile("claimbook", deadline=None, max_examples=150)
settings.load_profile("claimbook")


def pytest_addoption(parser):
    parser.addoption(
        "--update",
        action="store_true",
        help="rewrite tests/broken/*/expected.txt, to read as a diff",
    )


@pytest.fixture
def update(request):
    return request.config.getoption("--update")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory, worker_id):
    """A folder that all workers of one run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def shipped(shared_folder):
    """The book of this repository, built."""
    return built_once(shared_folder, "shipped", lambda to: copy_book(ROOT, to))


@pytest.fixture(scope="session")
def second(shared_folder):
    """The book of another field, built with the same code."""
    return built_once(shared_folder, "second", lambda to: copy_book(LIGHTHOUSE, to))


@pytest.fixture(params=["shipped", "second"])
def site(request):
    """Each of the two built books."""
    return request.getfixturevalue(request.param)
