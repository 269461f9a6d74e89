"""People who are not counted are those of the composition, so there must be one."""

from dataclasses import replace

from tests.intake.checks import code_of

HEADER = "donor,host,unit,units,start,end,officers\n"
ROW = "barsetshire,loamshire,dog_section,1,2026-03-02,2026-03-02,"


def test_a_kind_of_unit_without_a_composition_needs_its_people_counted(spoilt, county):
    fewer = tuple(each for each in county.compositions if each.unit != "dog_section")
    bare = replace(county, compositions=fewer)
    assert code_of(spoilt(aid=f"{HEADER}{ROW}\n"), bare) == "no-composition"
