"""Forces without names tell nothing of which they are."""

from dataclasses import replace

from tests.rehearsal.small_supplies import DOUBTFUL, asked, small

from muster.rehearsal import judge_hours, without_names


def judged(seed):
    supply = small(seed)
    return judge_hours(
        supply, unit="psu", required=asked(supply, 0, 1, 1, 2, 2), doubts=DOUBTFUL, seed=3, draws=20
    )


def test_numbers_the_least_likely_first_with_all_that_is_theirs():
    for seed in range(6):
        seen = judged(seed)
        hidden = without_names(seen)
        assert hidden.forces == ("force-1", "force-2")
        assert hidden.met[0].sum() <= hidden.met[1].sum()
        turned = seen.met[0].sum() > seen.met[1].sum()
        for own in ("met", "units", "limits", "required"):
            before = getattr(seen, own)[::-1] if turned else getattr(seen, own)
            assert (getattr(hidden, own) == before).all()


def test_notes_of_forces_left_out_are_told_without_their_names():
    seen = replace(judged(1), notes=("loamshire gives totals and not people: left out.",))
    assert without_names(seen).notes == ("Left out, giving totals and not people: 1.",)
