"""The reader refuses a figure it cannot vouch for, says which, and says all at once."""

import pytest

from muster.doctrine import UnableToReadDoctrine, read_doctrine

SOFT = 'source = { standing = "local", note = "set by Barsetshire" }'


@pytest.fixture
def faults_in(tmp_path):
    def read(text, name="barsetshire.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(UnableToReadDoctrine) as refused:
            read_doctrine(tmp_path)
        return refused.value.faults

    return read


def test_a_figure_without_a_start_date_is_refused_by_name(faults_in):
    (fault,) = faults_in(f'[[turnout]]\nslug = "recall"\nrate = 0.5\n{SOFT}')
    assert fault == "barsetshire.toml: turnout 'recall': no start date; add `from = 2012-07-31`"


def test_a_figure_without_a_source_is_refused_by_name(faults_in):
    (fault,) = faults_in('[[turnout]]\nslug = "recall"\nrate = 0.5\nfrom = 2020-01-01')
    assert fault.startswith("barsetshire.toml: turnout 'recall 2020-01-01': no source; add")


def test_every_fault_is_named_at_once(faults_in):
    faults = faults_in(
        '[[turnout]]\nslug = "recall"\nrate = 2\n'
        '[[skill]]\nslug = "abseiling"\nname = "Abseiling"\nfrom = 2020-01-01\n'
        f'[[tier]]\nslug = "county"\nname = "County"\nfrom = 2020-01-01\n{SOFT}'
    )
    assert [fault.partition(": ")[2] for fault in faults] == [
        "skill 'abseiling': no source; add `source = { document = …, heading = … }`",
        "turnout 'recall': no start date; add `from = 2012-07-31`",
        "turnout 'recall': no source; add `source = { document = …, heading = … }`",
        "turnout 'recall': 2 is not a number between 0 and 1; mend the value",
        "tier 'county': 'centre' is missing; add it",
    ]


def test_the_message_holds_every_fault(faults_in, tmp_path):
    faults_in('[[turnout]]\nslug = "recall"\nrate = 0.5')
    with pytest.raises(UnableToReadDoctrine, match=r"(?s)no start date.*no source"):
        read_doctrine(tmp_path)


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ('{ standing = "local" }', "a local figure needs a note"),
        ('{ standing = "rumoured", note = "x" }', "unknown standing 'rumoured'"),
        ('{ heading = "Part A" }', "a source needs a document and a heading"),
        ('{ document = "spr-2015" }', "a source needs a document and a heading"),
        ('{ document = "spr-1815", heading = "A" }', "document 'spr-1815' is not defined"),
        ('{ document = "spr-2015", heading = "A", page = 3 }', "unexpected keyword argument"),
        ('{ document = "spr-2015", heading = "A", paragraph = 0 }', "counted from 1"),
        ('{ document = "spr-2015", heading = "A", paragraph = "3" }', "not a whole number"),
        ('"hearsay"', "no source"),
    ],
)
def test_a_source_that_does_not_lead_anywhere_is_refused(faults_in, source, wrong):
    (fault,) = faults_in(
        f'[[turnout]]\nslug = "recall"\nrate = 0.5\nfrom = 2020-01-01\nsource = {source}'
    )
    assert wrong in fault


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ("refresher_months = '12'", "'12' is not a whole number"),
        ("refresher_months = 0", "0 is too few"),
        ("refresher_months = -3", "-3 is not a whole number"),
        ("refresher_months = true", "True is not a whole number"),
        ("refresher_month = 12", "did you mean 'refresher_months'?"),
        ("aliases = 'climbing'", "`aliases` is not a list"),
    ],
)
def test_a_value_that_will_not_do_is_refused(faults_in, lines, wrong):
    (fault,) = faults_in(
        f'[[skill]]\nslug = "abseiling"\nname = "Abseiling"\nfrom = 2020-01-01\n{SOFT}\n{lines}'
    )
    assert "skill 'abseiling'" in fault
    assert wrong in fault


@pytest.mark.parametrize(
    ("posts", "wrong"),
    [
        ("[]", "needs at least one post"),
        ('[{ post = "p", count = 0, ranks = ["constable"], skills = [] }]', "0 is too few"),
        ('[{ post = "p", count = 1, ranks = [], skills = [] }]', "names no rank"),
        ('[{ post = "p", count = 1, ranks = "constable", skills = [] }]', "is not a list"),
        ('[{ post = "p", count = 1, ranks = ["admiral"], skills = [] }]', "rank 'admiral' is not"),
        ('[{ post = "p", count = 1, ranks = ["constable"], skills = ["magic"] }]', "skill 'magic'"),
        ('[{ post = "p", count = 1, rank = ["constable"], skills = [] }]', "no 'rank'"),
        ('[{ post = "p", count = 1, ranks = ["constable"] }]', "'skills' is missing"),
        (
            '[{ post = "p", count = 1, ranks = ["constable"], skills = [] },'
            ' { post = "p", count = 2, ranks = ["constable"], skills = [] }]',
            "post 'p' is given twice",
        ),
    ],
)
def test_a_composition_nobody_could_form_is_refused(faults_in, posts, wrong):
    (fault,) = faults_in(
        f'[[composition]]\nunit = "psu"\nfrom = 2030-01-01\n{SOFT}\nposts = {posts}'
    )
    assert wrong in fault
    assert "composition 'psu" in fault


def test_a_unit_and_a_vehicle_that_are_not_defined_are_refused(faults_in):
    unit, vehicle = faults_in(
        f'[[composition]]\nunit = "flotilla"\nfrom = 2030-01-01\n{SOFT}\n'
        'posts = [{ post = "p", count = 1, ranks = ["constable"], skills = [] }]\n'
        'vehicles = [{ kind = "launch", count = 1 }]'
    )
    assert "unit 'flotilla' is not defined" in unit
    assert "vehicle kind 'launch' is not defined" in vehicle


def test_one_faulty_entry_is_one_fault_although_others_use_it(faults_in):
    (fault,) = faults_in('[[skill]]\nslug = "psu_driver"\nname = "Driver"\nfrom = 2020-01-01')
    assert "no source" in fault


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[[turnout]\n", "not TOML"),
        ("[[skil]]\nslug = 'x'", "did you mean 'skill'?"),
        ("[turnout]\nslug = 'recall'", "write [[turnout]]"),
        ("title = 'doctrine'", "nothing is called 'title'"),
        ("[[threat]]\nname = 'Piracy'", "threat 'number 1': 'slug' is missing"),
        ("[[threat]]\nslug = 7\nname = 'Piracy'", "7 is not a text"),
        ("[[duty_kind]]\nslug='x'\nname='X'\nworking='no'\ndeployable=true", "neither true nor"),
        (
            "[[document]]\nslug='x'\ntitle='X'\npublisher='Y'\npublished=1\nreference=''",
            "not a date",
        ),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused(faults_in, text, wrong):
    (fault,) = faults_in(text)
    assert wrong in fault


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    (tmp_path / "loamshire.toml").write_bytes(b"# \xff\xfe")
    with pytest.raises(UnableToReadDoctrine, match=r"loamshire\.toml: not TOML in UTF-8"):
        read_doctrine(tmp_path)


def test_a_folder_that_holds_nothing_is_refused(tmp_path):
    with pytest.raises(UnableToReadDoctrine, match="no folder with TOML files"):
        read_doctrine(tmp_path / "mummerset")


def test_an_alias_with_two_meanings_is_refused(faults_in):
    (fault,) = faults_in('[[rank]]\nslug = "superstar"\nname = "Superstar"\naliases = ["Sgt"]')
    assert "rank 'superstar': 'sgt' also means 'sergeant'; keep one meaning" in fault


def test_an_entry_given_twice_in_a_folder_is_refused_whichever_file_it_is_in(faults_in, tmp_path):
    piracy = '[[threat]]\nslug = "piracy"\nname = "Piracy"\n'
    (tmp_path / "a.toml").write_text(piracy)
    (fault,) = faults_in(piracy)
    assert fault == "barsetshire.toml: threat 'piracy': given twice in one folder; keep one"


def test_more_skills_than_a_word_holds_are_refused(faults_in):
    (fault,) = faults_in(
        "\n".join(
            f'[[skill]]\nslug = "knack_{n}"\nname = "Knack {n}"\nfrom = 2020-01-01\n{SOFT}'
            for n in range(64)
        )
    )
    assert "at most 64 fit" in fault


def test_a_territorial_force_needs_a_region_that_is_there(faults_in):
    (fault,) = faults_in(
        '[[force]]\nslug = "barsetshire"\nname = "Barsetshire Constabulary"\nregion = "shires"\n'
        'short_name = "Barset"\nons_code = ""\nterritorial = true\nfrom = 2014-09-30\n'
        f"place = {{ lat = 51.0, lon = -2.0 }}\n{SOFT}"
    )
    assert "force 'barsetshire': region 'shires' is not defined" in fault


def test_a_place_off_the_map_is_refused(faults_in):
    (fault,) = faults_in(
        '[[force]]\nslug = "barsetshire"\nname = "Barsetshire Constabulary"\nregion = ""\n'
        'short_name = "Barset"\nons_code = ""\nterritorial = false\nfrom = 2014-09-30\n'
        f"place = {{ lat = 151.0, lon = -2.0 }}\n{SOFT}"
    )
    assert "151.0 is not a number between -90 and 90" in fault


@pytest.mark.parametrize("share", ["0", "1"])
def test_a_time_norm_is_of_some_and_not_of_none_or_all(faults_in, share):
    given = f"minutes = 45\nshare = {share}\nfrom = 2020-01-01"
    (fault,) = faults_in(f'[[time_norm]]\nslug = "recall"\n{given}\n{SOFT}')
    assert fault.endswith("says nothing; give a share between 0 and 1, such as 0.9; mend the value")


def test_evidence_for_a_norm_is_of_somebody_and_sure_to_some_degree(faults_in):
    given = "fewest = 0\noccasions = 1\nconfidence = 0.9\nfrom = 2020-01-01"
    (fault,) = faults_in(f'[[norm_evidence]]\nslug = "rate"\n{given}\n{SOFT}')
    assert "0 is too few" in fault
