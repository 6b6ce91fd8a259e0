"""Work that is done once for each object is done once, and for no other object."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from claimbook.core.text.keeping import once
from claimbook.core.text.messages import speaking, spoken


@dataclass(frozen=True)
class Numbers:
    values: tuple[int, ...]


def test_work_is_done_once_for_each_object_and_its_further_arguments():
    calls = []

    @once
    def above(numbers, least, most=9):
        calls.append((numbers, least))
        return [one for one in numbers.values if least < one < most]

    first, second = Numbers((1, 2, 3)), Numbers((1, 2, 3))
    assert above(first, 1) is above(first, 1)
    assert above(first, 2) == [3]
    assert above(second, 1) == [2, 3]
    assert above(replace(first, values=(4,)), 1) == [4]
    assert calls == [(first, 1), (first, 2), (second, 1), (Numbers((4,)), 1)]
    assert first == second


def test_words_of_one_language_are_not_given_in_another_one():
    @once
    def said(_):
        return spoken()

    numbers = Numbers(())
    with speaking("de"):
        assert said(numbers) == "de"
    assert said(numbers) == "en"


def test_two_functions_do_not_share_what_they_return():
    @once
    def total(numbers):
        return sum(numbers.values)

    @once
    def largest(numbers):
        return max(numbers.values)

    numbers = Numbers((1, 2))
    assert (total(numbers), largest(numbers)) == (3, 2)


def test_work_that_fails_is_tried_again():
    answers = [ValueError("not yet"), 5]

    @once
    def work(_):
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    numbers = Numbers(())
    with pytest.raises(ValueError, match="not yet"):
        work(numbers)
    assert work(numbers) == work(numbers) == 5
