"""What a sound return says, and what is forgiven on the way in."""

import codecs
from pathlib import Path

import pytest

from muster.intake import Table, UnableToReadReturn, check_return, read_return
from muster.policing import clock

END = "2027-03-01T00:00+00:00"


def test_about_says_who_and_when(barsetshire, county):
    found = read_return(barsetshire, doctrine=county)
    assert found.force == found.about.force == "barsetshire"
    assert clock.describe_instant(found.about.period_until) == END
    assert clock.describe_instant(found.about.prepared_at) == "2026-02-27T16:30+00:00"
    assert found.about.prepared_by == "Operations planning"
    assert not found.synthetic


def test_a_blank_expiry_takes_the_refresher_interval(barsetshire, county):
    roster = read_return(barsetshire, doctrine=county).roster
    skills = [skill.slug for skill in county.skills]
    expires = {
        (roster.officer_name(officer), skills[skill]): int(expires)
        for officer, skill, expires in zip(
            roster.tickets.officer, roster.tickets.skill, roster.tickets.expires, strict=True
        )
    }
    assert clock.date_of(expires["1003", "public_order_refresher"]).isoformat() == "2026-03-09"
    assert clock.date_of(expires["1003", "public_order_level_2"]).isoformat() == "2026-04-30"
    assert expires["1001", "psu_commander"] == clock.FOREVER


@pytest.mark.parametrize(
    ("awarded", "last"),
    [
        ("2024-02-29", "2025-02-28"),
        ("2025-03-01", "2026-02-28"),
        ("2023-03-01", "2024-02-29"),
        ("2025-01-31", "2026-01-30"),
    ],
)
def test_a_ticket_lasts_until_the_day_before_its_anniversary(spoilt, county, awarded, last):
    folder = spoilt(tickets=f"officer_id,skill,awarded,expires\n1003,fitness,{awarded},\n")
    expires = read_return(folder, doctrine=county).roster.tickets.expires[0]
    assert clock.date_of(int(expires)).isoformat() == last


def test_an_end_without_a_time_is_the_whole_of_that_day(barsetshire, county):
    roster = read_return(barsetshire, doctrine=county).roster
    leave, open_ended = roster.abstractions.end.tolist()
    assert clock.describe_instant(leave) == "2026-04-18T00:00+01:00"
    assert open_ended == clock.FOREVER
    assert clock.describe_instant(roster.vehicles.off_road_until[1]) == "2026-03-07T00:00+00:00"


def test_cover_past_midnight_wraps_and_weekdays_are_bits(barsetshire, county):
    cover = read_return(barsetshire, doctrine=county).roster.minimum_cover
    assert cover.start.tolist() == [420, 1140, 0]
    assert cover.until.tolist() == [1140, 1860, 1440]
    assert cover.weekdays.tolist() == [0b11111, 0b1111111, 0b1111111]


def test_columns_come_in_any_order_and_by_any_of_their_names(spoilt, county):
    folder = spoilt(
        vehicles="Station,TYPE,Fleet-No.,vor until,VOR from\nBarchester,PSU carrier,C01,,\n"
    )
    roster = read_return(folder, doctrine=county).roster
    assert roster.vehicle_name(0) == "C01"
    assert roster.bases.name[roster.vehicles.base[0]] == "Barchester"


def test_files_are_found_by_any_of_their_names(spoilt, county, barsetshire):
    folder = spoilt(vehicles=None)
    (folder / "Fleet List.CSV").write_text((barsetshire / "vehicles.csv").read_text())
    assert len(read_return(folder, doctrine=county).roster.vehicles.kind) == 2


def test_extra_columns_are_kept_and_reported(spoilt, county):
    folder = spoilt(vehicles="vehicle_id,kind,Colour,Bace\nC01,carrier,white,x\nC02,car,,\n")
    found = read_return(folder, doctrine=county)
    assert found.extras["vehicles"] == Table(("row", "Colour", "Bace"), (("2", "white", "x"),))
    assert any("did you mean base?" in note for note in found.notes)
    assert check_return(folder, doctrine=county).extras == {"vehicles": ("Colour", "Bace")}


def test_a_missing_table_is_empty(spoilt, county):
    found = read_return(spoilt(duties=None, vehicles=None, minimum_cover=None), doctrine=county)
    assert len(found.roster.duties.kind) == len(found.roster.vehicles.kind) == 0
    assert "duties" not in found.rows


def test_without_bases_the_names_in_use_are_taken(spoilt, county):
    found = read_return(spoilt(bases=None), doctrine=county)
    assert found.roster.bases.name == ("Barchester", "Silverbridge")
    assert all(lat != lat for lat in found.roster.bases.lat)
    assert any("bases" in note for note in found.notes)


def test_a_byte_order_mark_is_accepted(spoilt, county, barsetshire):
    body = (barsetshire / "officers.csv").read_bytes()
    found = read_return(spoilt(officers=codecs.BOM_UTF8 + body), doctrine=county)
    assert len(found.roster) == 6


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_of_other_systems_are_accepted(spoilt, county, barsetshire, ending):
    text = (barsetshire / "officers.csv").read_text().replace("\n", ending)
    assert len(read_return(spoilt(officers=text), doctrine=county).roster) == 6


def test_rows_are_numbered_by_their_line_in_the_file(spoilt, county):
    text = 'measure,value,source\n\na,1,"two\nlines"\n,2,\n'
    fault = check_return(spoilt(declared=text), doctrine=county).faults[0]
    assert (fault.row, fault.column) == (5, "measure")


def test_times_with_an_offset_are_exact(spoilt, county):
    folder = spoilt(
        duties="officer_id,start,end,kind\n"
        "1005,2026-10-25T01:30+01:00,2026-10-25T01:30+00:00,response\n"
    )
    duties = read_return(folder, doctrine=county).roster.duties
    assert duties.end[0] - duties.start[0] == 60


def test_counts_stand_in_for_people(spoilt, county):
    folder = spoilt(
        officers=None,
        duties=None,
        tickets=None,
        abstractions=None,
        counts="as_at,within_minutes,subject,skills,count,exclusive,source\n"
        "2026-03-02T20:00,60,sergeant+PC,L2,700,no,Log\n"
        "2026-03-02T20:00,0,carrier,,5,yes,Log\n",
    )
    found = read_return(folder, doctrine=county)
    assert found.roster is None
    first, second = found.counts.counts
    assert first.subjects == ("sergeant", "constable")
    assert first.skills == ("public_order_level_2",)
    assert (second.subjects, second.exclusive, second.count) == (("carrier",), True, 5)


def test_text_tables_are_kept_as_given(spoilt, county):
    rows = "measure,value,Who asked\npsu_available,21,the panel\n"
    found = read_return(spoilt(declared=rows), doctrine=county)
    columns = ("measure", "value", "unit", "as_at", "source", "within_minutes", "Who asked")
    assert found.declared == Table(columns, (("psu_available", "21", *("",) * 4, "the panel"),))


def test_provenance_names_every_file_and_its_digest(barsetshire, county):
    provenance = read_return(barsetshire, doctrine=county).provenance
    assert {each.name for each in provenance.inputs} == {
        file.name for file in barsetshire.glob("*.csv")
    }
    assert all(len(each.sha256) == 64 for each in provenance.inputs)
    assert provenance.doctrine == county.digest


def test_progress_is_told(barsetshire, county):
    told = []
    read_return(barsetshire, doctrine=county, progress=lambda *step: told.append(step))
    assert all(0 < done <= total for _, done, total in told)
    assert any("officers" in what for what, _, _ in told)


@pytest.mark.parametrize("name", ["nowhere", "return.docx"])
def test_what_cannot_be_a_return_is_refused(tmp_path: Path, county, name):
    if "." in name:
        (tmp_path / name).write_text("x")
    with pytest.raises(UnableToReadReturn) as refused:
        read_return(tmp_path / name, doctrine=county)
    assert len(refused.value.faults) == 1


def test_an_empty_folder_is_refused(tmp_path: Path, county):
    assert check_return(tmp_path, doctrine=county).faults


def test_a_folder_over_200_megabytes_is_refused_unread(spoilt, county):
    folder = spoilt()
    with (folder / "duties.csv").open("wb") as file:
        file.truncate(200_000_001)
    (fault,) = check_return(folder, doctrine=county).faults
    assert fault.code == "too-large-a-file"


def test_faults_are_capped_and_the_rest_counted(spoilt, county):
    rows = "".join(f"1001,skill {n},2025-01-01,\n" for n in range(5_000))
    check = check_return(
        spoilt(tickets="officer_id,skill,awarded,expires\n" + rows), doctrine=county
    )
    assert len(check.faults) == 1_000
    assert check.more == 4_000
    with pytest.raises(UnableToReadReturn, match="5,000 faults"):
        read_return(spoilt(tickets="officer_id,skill,awarded,expires\n" + rows), doctrine=county)


def test_only_the_faulty_cell_of_a_row_is_shown(spoilt, county):
    folder = spoilt(
        officers="officer_id,rank,base\nPRIVATE7,sergant,Barchester\n",
        duties=None,
        tickets=None,
        abstractions=None,
    )
    (fault,) = check_return(folder, doctrine=county).faults
    assert "PRIVATE7" not in fault.describe()


def test_a_name_is_the_same_however_its_accents_were_typed(spoilt, county, barsetshire):
    bases = "base,lat,lon\nBarchester,51.2,-2.0\nSilverbridge,51.3,-2.2\nCafe\u0301 Row,51,-2\n"
    officers = (barsetshire / "officers.csv").read_text() + "1007,PC,Caf\u00e9 Row,,,,,,,\n"
    roster = read_return(spoilt(bases=bases, officers=officers), doctrine=county).roster
    assert roster.bases.name[roster.officers.base[6]] == "Caf\u00e9 Row"


def test_a_line_separator_inside_a_cell_does_not_end_the_line(spoilt, county):
    found = read_return(spoilt(declared="measure,value\nDale\u2028Farm,3\n"), doctrine=county)
    assert len(found.declared) == 1


def test_semicolons_in_a_text_table_with_commas_are_text(spoilt, county):
    rows = "measure,value,notes; more; yet more\npsu,3,x\n"
    found = read_return(spoilt(declared=rows), doctrine=county)
    assert found.declared.columns[-1] == "notes; more; yet more"
