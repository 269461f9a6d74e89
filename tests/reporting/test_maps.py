"""Pictures of the police areas: what is on them, and that they are sound."""

import math
import re
from xml.etree import ElementTree

import pytest

from muster.doctrine import police_area_at, read_area_map
from muster.policing import Place
from muster.reporting import MapArea, MapArrow, MapPoint, UnableToDrawMap, map_svg
from muster.reporting.labels import Box, Page, beside, box_about
from muster.reporting.outlines import area_paths, country, land_about
from muster.reporting.projection import project

HOSTILE = "<script>alert('sergeants')</script> & \"quoted\""
ROTHERHAM, CROYDON = Place(53.43, -1.36), Place(51.376, -0.098)
BELFAST = Place(54.6, -5.93)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(*given, **asked):
    text = map_svg(*(given or ("Units sent", "Kent sends three to Rotherham")), **asked)
    return ElementTree.fromstring(text)


def said(root, class_):
    return [
        "".join(each.itertext()) for each in root.iter(f"{SVG}text") if each.get("class") == class_
    ]


def of_class(root, class_):
    return [each for each in root.iter() if class_ in (each.get("class") or "").split()]


def boxes(root):
    return [
        Box(x, y, x + float(each.get("width")), y + float(each.get("height")))
        for each in of_class(root, "plate")
        for x, y in [(float(each.get("x")), float(each.get("y")))]
    ]


def test_every_area_is_drawn_once_and_london_again_enlarged():
    titles = [
        each.find(f"{SVG}title").text
        for each in of_class(
            drawn(areas=[MapArea(each.name, words=each.name) for each in read_area_map().areas]),
            "area",
        )
    ]
    assert len(titles) == 45
    assert set(titles) == {each.name for each in read_area_map().areas}
    assert titles.count("city-of-london") == titles.count("metropolitan") == 2


def test_a_small_area_is_drawn_after_what_lies_about_it():
    forces = ("city-of-london", "metropolitan")
    titles = [
        each.find(f"{SVG}title").text
        for each in of_class(drawn(areas=[MapArea(each, words=each) for each in forces]), "area")
        if each.find(f"{SVG}title") is not None
    ]
    assert titles == ["metropolitan", "city-of-london"] * 2


def test_a_map_says_in_words_what_it_shows():
    root = drawn()
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert (title.text, desc.text) == ("Units sent", "Kent sends three to Rotherham")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == desc.get("id")


@pytest.mark.parametrize(
    "asked",
    [{}, {"areas": [MapArea("kent", "short", "3")]}, {"points": [MapPoint("Croydon", CROYDON)]}],
)
def test_every_map_carries_the_credit(asked):
    credit = " ".join(said(drawn(**asked), "credit"))
    assert credit == read_area_map(drawn=True).credit
    assert "Contains OS data © Crown copyright and database right 2025" in credit


def test_nothing_that_is_given_can_break_out_of_its_place():
    text = map_svg(
        HOSTILE,
        HOSTILE,
        areas=[MapArea("kent", "short", HOSTILE, HOSTILE)],
        points=[MapPoint(HOSTILE, CROYDON)],
        arrows=[MapArrow("kent", CROYDON, 3, label=HOSTILE)],
        legend=[("short", HOSTILE)],
    )
    root = ElementTree.fromstring(text)
    assert "<script" not in text
    for class_ in ("area-label", "name", "count", "key-words"):
        assert HOSTILE in said(root, class_)


def test_tones_are_told_apart_by_their_pattern():
    tones = ("good", "short", "none", "unknown")
    forces = ("kent", "essex", "surrey", "sussex")
    root = drawn(areas=[MapArea(*pair) for pair in zip(forces, tones, strict=True)])
    hatchings = {each.get("d") for each in of_class(root, "hatch")}
    filled = {each.get("fill") for each in of_class(root, "area")} - {None}
    assert len(hatchings) == 3
    assert filled == {f"url(#{each.get('id')})" for each in root.iter(f"{SVG}pattern")}


def test_two_maps_of_a_page_share_no_id():
    areas = [MapArea("kent", "short")]
    one, other = (
        {each.get("id") for each in drawn(title, "", areas=areas).iter()} - {None}
        for title in ("Tonight", "Tomorrow")
    )
    assert one
    assert not one & other


def test_the_key_stands_above_the_land_and_says_what_a_fill_means():
    plain, keyed = drawn(), drawn(legend=[("short", "Some short"), ("most", "Over a fifth")])
    assert said(keyed, "key-words") == ["Some short", "Over a fifth"]
    highest = [float(each.get("viewBox").split()[3]) for each in (plain, keyed)]
    lowest_word = max(float(each.get("y")) for each in of_class(keyed, "key-words"))
    assert highest[1] - highest[0] > lowest_word


def test_a_long_key_takes_several_rows_within_the_page():
    root = drawn(legend=[("least", f"A fill with a rather long meaning {at}") for at in range(4)])
    places = [(float(each.get("x")), float(each.get("y"))) for each in of_class(root, "key-words")]
    assert len({y for _, y in places}) > 1
    assert max(x for x, _ in places) < 720


def test_an_arrow_is_as_wide_as_its_count_and_says_it():
    arrows = [MapArrow("norfolk", ROTHERHAM, 9), MapArrow("gwent", ROTHERHAM, 1)]
    root = drawn(arrows=arrows)
    widths = [float(each.get("stroke-width")) for each in of_class(root, "arrow")]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 2 * widths[1]
    assert sorted(said(root, "count")) == ["1", "9"]


def test_an_arrow_points_at_the_place_and_stops_short_of_it():
    view = country(0)
    end = view.at(ROTHERHAM)
    tip = drawn(arrows=[MapArrow("norfolk", ROTHERHAM, 2)])
    x, y = map(
        float, re.match(r"M([\d.]+) ([\d.]+)", of_class(tip, "arrow-head")[0].get("d")).groups()
    )
    assert 5 < math.dist((x, y), end) < 15


def test_a_force_that_stands_at_the_place_has_a_number_and_no_arrow():
    middle = read_area_map(drawn=True).area("city-of-london").middle
    root = drawn(arrows=[MapArrow("city-of-london", middle, 2)])
    assert said(root, "count") == ["2"]
    assert not of_class(root, "arrow")


def test_a_force_without_an_area_sends_from_where_it_says():
    root = drawn(arrows=[MapArrow("northern-ireland", ROTHERHAM, 3, start=BELFAST)])
    start = re.match(r"M([\d.]+) ([\d.]+)", of_class(root, "arrow")[0].get("d")).groups()
    assert [float(each) for each in start] == pytest.approx(country(0).at(BELFAST), abs=0.1)


def test_what_lies_beyond_the_picture_is_shown_at_its_edge():
    root = drawn(points=[MapPoint("Lerwick", Place(60.155, -1.145))])
    (place,) = of_class(root, "place")
    assert 0 < float(place.get("cy")) < 30
    assert 0 < float(place.get("cx")) < 720


def test_a_place_in_london_is_shown_in_the_enlargement_too():
    root = drawn(points=[MapPoint("Croydon", CROYDON), MapPoint("Rotherham", ROTHERHAM)])
    assert sorted(said(root, "name")) == ["Croydon", "Croydon", "Rotherham"]


def test_the_label_of_the_city_stands_beside_it_with_a_line():
    root = drawn(areas=[MapArea("city-of-london", label="2"), MapArea("metropolitan", label="31")])
    assert sorted(said(root, "area-label")) == ["2", "31"]
    assert len(of_class(root, "leader")) == 1


def test_forty_forces_send_to_five_places_and_no_number_hides_another():
    places = [
        ROTHERHAM,
        CROYDON,
        Place(53.647, -3.005),
        Place(50.371, -4.142),
        Place(54.906, -1.381),
    ]
    forces = [each for each in read_area_map(drawn=True).areas if each.name != "city-of-london"]
    arrows = [
        MapArrow(
            each.name,
            min(places, key=lambda place: math.dist(project(place), project(each.middle))),
            1 + at % 9,
        )
        for at, each in enumerate(forces)
    ]
    root = drawn(
        arrows=arrows, points=[MapPoint(f"Place {at}", each) for at, each in enumerate(places)]
    )
    plates = boxes(root)
    assert len(plates) == len(arrows)
    hidden = [
        (one, other)
        for at, one in enumerate(plates)
        for other in plates[at + 1 :]
        if one.over(other) > 40
    ]
    assert not hidden
    assert len(ElementTree.tostring(root)) < 150_000


@pytest.mark.parametrize("force", ["barsetshire", "british-transport", ""])
def test_an_area_that_is_not_on_the_map_is_refused(force):
    with pytest.raises(UnableToDrawMap, match="no police area"):
        map_svg("Units", "Units", areas=[MapArea(force)])


def test_an_arrow_that_starts_nowhere_is_refused():
    with pytest.raises(UnableToDrawMap, match="give its start"):
        map_svg("Units", "Units", arrows=[MapArrow("scotland", ROTHERHAM, 3)])


def test_the_same_map_is_drawn_the_same():
    asked = {"areas": [MapArea("kent", "none", "0")], "arrows": [MapArrow("kent", ROTHERHAM, 3)]}
    assert map_svg("Units", "Units", **asked) == map_svg("Units", "Units", **asked)


def test_what_is_drawn_lies_where_the_place_is():
    view = country(0)
    for name, data in area_paths(view).items():
        middle = read_area_map(drawn=True).area(name).middle
        assert police_area_at(middle) == name
        assert surrounds(data, view.at(middle)), name


def test_scotland_and_ireland_are_land_and_no_area():
    view = country(0)
    for place in (Place(55.6, -3.5), Place(54.5, -6.0), Place(54.2, -4.5)):
        assert surrounds(land_about(view), view.at(place))
        assert not any(surrounds(data, view.at(place)) for data in area_paths(view).values())


def surrounds(data, point):
    """Say whether path data goes about a point, read as a browser reads it."""
    x, y = point
    odd = False
    for part in data.split("M")[1:]:
        numbers = [float(each) for each in re.findall(r"-?\d*\.?\d+", part)]
        corners = [(numbers[0], numbers[1])]
        for across, down in zip(numbers[2::2], numbers[3::2], strict=True):
            corners.append((corners[-1][0] + across, corners[-1][1] + down))
        for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                odd = not odd
    return odd


@pytest.mark.parametrize("place", [ROTHERHAM, CROYDON, Place(50.1, -5.5), Place(55.8, -2.0)])
def test_angles_on_the_map_are_those_on_the_ground(place):
    step = 0.001
    here = project(place)
    north = project(Place(place.lat + step, place.lon))
    east = project(Place(place.lat, place.lon + step / math.cos(math.radians(place.lat))))
    up = (north[0] - here[0], north[1] - here[1])
    right = (east[0] - here[0], east[1] - here[1])
    assert math.hypot(*up) == pytest.approx(math.hypot(*right), rel=1e-4)
    assert up[0] * right[0] + up[1] * right[1] == pytest.approx(0, abs=1e-5)


def test_distances_on_the_map_are_those_on_the_ground_to_half_a_percent():
    london, newcastle = Place(51.5074, -0.1278), Place(54.9783, -1.6178)
    assert math.dist(project(london), project(newcastle)) == pytest.approx(397, rel=0.005)


def test_words_go_where_nothing_stands_yet():
    page = Page(Box(0, 0, 100, 100))
    page.take(box_about((70, 50), 30, 10))
    box = page.place(beside((50, 50), 30, 10, 5))
    assert box.right < 50
    assert all(box.over(other) == 0 for other in page.taken if other is not box)


def test_words_stay_on_the_page_where_they_can():
    page = Page(Box(0, 0, 100, 100))
    box = page.place(beside((95, 50), 30, 10, 5))
    assert box.right <= 100


def test_an_area_leads_somewhere_and_the_picture_is_then_no_image():
    given = [MapArea("kent", "more", "3", HOSTILE, "/forces/kent?at=1&b=2", chosen=True)]
    root = drawn(areas=given)
    links = list(root.iter(f"{SVG}a"))
    assert [each.get("href") for each in links] == ["/forces/kent?at=1&b=2"]
    assert links[0].get("aria-label") == HOSTILE
    assert root.get("role") == "group"
    assert len(of_class(root, "chosen")) == 1
    assert drawn(areas=[MapArea("kent")]).get("role") == "img"


def test_a_closer_map_shows_its_areas_alone_and_larger():
    region = ("staffordshire", "warwickshire", "west-mercia", "west-midlands")
    areas = [MapArea(each, "more", "1", each) for each in region]
    root = drawn(areas=areas, about=region)
    assert len(of_class(root, "area")) == len(region)
    assert not of_class(root, "inset")
    assert len(said(root, "area-label")) == len(region)
    with pytest.raises(UnableToDrawMap, match="atlantis"):
        drawn(about=("atlantis",))
