import shutil

import pytest

LOCAL = ("--doctrine", "county")
NOON = ("--at", "2026-03-02T12:00")


@pytest.fixture
def own(barsetshire, tmp_path):
    """Return a copy of Barsetshire's return in the folder the command runs in."""
    return shutil.copytree(barsetshire, tmp_path / "own")


@pytest.fixture
def packed(muster, own, tmp_path):
    """Return Barsetshire's packed return in the folder the command runs in."""
    assert muster("return", "pack", own, "own.muster", *LOCAL).code == 0
    return tmp_path / "own.muster"


@pytest.mark.parametrize("place", ["own.muster", "page.txt", "page"])
def test_a_page_is_written_only_to_what_is_named_as_one(muster, packed, place, tmp_path):
    before = packed.read_bytes()
    ended = muster("strength", packed, *LOCAL, *NOON, "--html", place)
    assert ended.code == 2
    assert "does not end in .html or .htm" in " ".join(ended.err.split())
    assert packed.read_bytes() == before
    assert not (tmp_path / "page").exists()


@pytest.mark.parametrize("place", ["own/page.html", "link/page.html"])
def test_a_page_is_not_written_into_the_return_it_is_about(muster, own, place, tmp_path):
    (tmp_path / "link").symlink_to(own)
    ended = muster("strength", own, *LOCAL, *NOON, "--html", place)
    assert (ended.code, "lies in" in ended.err) == (2, True)
    assert not list(own.glob("*.html"))


def test_a_page_is_not_written_over_what_is_read(muster, own, tmp_path):
    changes = tmp_path / "changes.html"
    changes.write_text("start,end,subject,effect,reason\n")
    asked = ("strength", own, *LOCAL, *NOON, "--overlays", "changes.html")
    ended = muster(*asked, "--html", "changes.html")
    assert (ended.code, "which is read" in ended.err) == (2, True)
    assert changes.read_text().startswith("start,end")


def test_a_page_replaces_an_older_one_whole(muster, own, tmp_path):
    (tmp_path / "page.html").write_text("old")
    assert muster("strength", own, *LOCAL, *NOON, "--html", "page.html").code == 0
    assert (tmp_path / "page.html").read_text().endswith("</html>\n")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["own", "page.html"]


def test_a_return_is_not_packed_over_itself_whatever_is_forced(muster, packed):
    before = packed.read_bytes()
    ended = muster("return", "pack", packed, packed, "--force", *LOCAL)
    assert (ended.code, "which is read" in ended.err) == (2, True)
    ended = muster("return", "convert", packed, packed, "--force", *LOCAL)
    assert (ended.code, packed.read_bytes()) == (2, before)


def test_a_return_is_packed_only_under_the_name_of_one(muster, own, tmp_path):
    ended = muster("return", "pack", own, "own.xlsx", *LOCAL)
    assert (ended.code, "does not end in .muster" in ended.err) == (2, True)
    assert not (tmp_path / "own.xlsx").exists()
