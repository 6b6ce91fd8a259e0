"""What stands near a claim: events of its topic and sources, charts of its numbers and topic."""

from __future__ import annotations

from builders import a_claim, minimal
from claimbook.core.records.quantities import Derived
from claimbook.views.nearby import charts_of, events_of

OTHER = {"topic": "weather"}


def test_an_event_is_near_by_topic_and_source():
    assert events_of(minimal(), a_claim()) == ["bridge-opened"]
    assert events_of(minimal(), a_claim(**OTHER)) == []
    assert events_of(minimal(), a_claim(evidence=())) == []


def test_a_chart_is_near_by_topic_and_source_or_by_the_numbers():
    assert charts_of(minimal(), a_claim()) == ["carts-by-year"]
    assert charts_of(minimal(), a_claim(**OTHER)) == []
    (number,) = a_claim().quantities
    reckoned = Derived.model_validate({"formula": "a", "from": {"a": "carts-by-year.y1900"}})
    number = number.model_copy(update={"derived": reckoned})
    assert charts_of(minimal(), a_claim(quantities=(number,), **OTHER)) == ["carts-by-year"]
