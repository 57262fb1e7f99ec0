"""On a world whose truth is known the lists are better than those of the methods named, and exposure fairer."""

from benchmarks.recommend import compared


def test_lists_are_better_than_those_of_every_other_method():
    rows = {row["method"]: row for row in compared(4, 100)}
    own = rows["qurultai"]
    peers = [row for name, row in rows.items() if not name.startswith("qurultai")]
    assert len(peers) == 5
    assert all(own["ndcg@10"] > peer["ndcg@10"] for peer in peers)
    assert all(own["mutual"] > peer["mutual"] for peer in peers)
    assert own["gini"] < rows["popularity"]["gini"]
    assert own["false reasons"] == 0
