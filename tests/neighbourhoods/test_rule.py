"""The rule: among the most deprived tenth on both indices."""

from fractions import Fraction

import pytest

from lbn_site.neighbourhoods.rule import Ward, classify, movement, rank_limit, ranks_from_scores


def wards(count: int = 20) -> list[Ward]:
    """Wards whose two ranks run alike."""
    return [Ward(f"E05{number:06d}", f"Ward {number}", number, number) for number in range(1, count + 1)]


def test_a_ward_in_the_first_tenth_on_both_is_on_the_list():
    assert [verdict.ward.name for verdict in classify(wards()) if verdict.on_list] == ["Ward 1", "Ward 2"]


@pytest.mark.parametrize(("deprivation", "needs"), [(1, 3), (3, 1), (None, 1), (1, None)])
def test_one_index_alone_is_not_enough(deprivation, needs):
    verdicts = classify([*wards(), Ward("E05999999", "Other", deprivation, needs)])
    assert not next(verdict for verdict in verdicts if verdict.ward.name == "Other").on_list


def test_a_tenth_of_the_wards_of_england_is_743():
    assert rank_limit(7433) == 743


def test_a_wider_share_lets_more_in():
    assert sum(verdict.on_list for verdict in classify(wards(), Fraction(1, 5))) == 4


@pytest.mark.parametrize("share", [0, 1, Fraction(3, 2)])
def test_a_share_that_is_none_is_refused(share):
    with pytest.raises(ValueError, match="share"):
        classify(wards(), share)


def test_every_verdict_explains_itself():
    first, *_, last = classify(wards())
    assert first.reason == "deprivation: rank 1, within the first 2; community needs: rank 1, within the first 2"
    assert "rank 20, 18 places past the first 2" in last.reason


def test_equal_scores_share_the_better_rank():
    assert ranks_from_scores({"a": 10.0, "b": 30.0, "c": 30.0}) == {"b": 1, "c": 1, "a": 3}


def test_a_movement_says_who_joins_leaves_stays_and_is_not_judged():
    moves = movement(classify(wards()), ["E05000002", "E05000003", "E05111111"])
    assert [verdict.ward.name for verdict in moves.joins] == ["Ward 1"]
    assert [verdict.ward.name for verdict in moves.leaves] == ["Ward 3"]
    assert [verdict.ward.name for verdict in moves.stays] == ["Ward 2"]
    assert moves.not_judged == ["E05111111"]
