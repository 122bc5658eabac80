"""Lists as they are pasted: whatever stands in them, reading does not fail, and a usual line is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hub.cities import Towns
from hub.errors import Invalid
from hub.joining.lists import Line, read
from hub.models import City, SeatKind

pytestmark = pytest.mark.any_database

TOWNS = Towns(
    City(teryt=f"{number:07}", name=name, voivodeship=voivodeship, county="powiat")
    for number, (name, voivodeship) in enumerate(
        [
            ("Tarnów", "małopolskie"),
            ("Łódź", "łódzkie"),
            ("Kędzierzyn-Koźle", "opolskie"),
            ("Dobra", "wielkopolskie"),
            ("Dobra", "zachodniopomorskie"),
        ]
    )
)
ANNA = ("anna.lis@tarnow.example", "Anna Lis", "Tarnów", "kierowniczka", None)


def said(text: str) -> list[tuple[str, str, str, str, SeatKind | None]]:
    lines = read(text, TOWNS.knows, TOWNS.voivodeships)
    return [(line.email, line.name, line.city, line.function, line.kind) for line in lines]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Lis; anna.lis@tarnow.example; Tarnów; kierowniczka",
        "Anna Lis, anna.lis@tarnow.example, Tarnów, kierowniczka",
        "Anna Lis\tanna.lis@tarnow.example\tTarnów\tkierowniczka",
        "Anna Lis <anna.lis@tarnow.example>; Tarnów; kierowniczka",
        '"Anna Lis" <Anna.Lis@TARNOW.example>, Tarnów, kierowniczka',
        "Tarnów; kierowniczka; Anna Lis <mailto:anna.lis@tarnow.example>",
        "1.; Anna; Lis; anna.lis@tarnow.example; Tarnów; kierowniczka; 14 688 24 00",
        "anna.lis@tarnow.example; Anna Lis; Tarnów; kierowniczka",
        "Imię i nazwisko;E-mail;Miasto;Funkcja\nAnna Lis;anna.lis@tarnow.example;Tarnów;kierowniczka",
        "miasto;stanowisko;nazwisko;imię;adres e-mail\nTarnów;kierowniczka;Lis;Anna;anna.lis@tarnow.example",
        "Name,E-mail address,Town,Position\r\nAnna Lis,anna.lis@tarnow.example,Tarnów,kierowniczka\r\n",
    ],
)
def test_however_it_is_written_it_is_the_same_person(text: str) -> None:
    assert said(text) == [ANNA]


def test_several_addresses_on_one_line_are_several_people() -> None:
    found = said("Anna Lis <anna@tarnow.example>; Jan Kos <jan@tarnow.example>")
    assert found == [("anna@tarnow.example", "Anna Lis", "", "", None), ("jan@tarnow.example", "Jan Kos", "", "", None)]


def test_member_or_observer_may_stand_anywhere_in_either_language() -> None:
    for word, kind in (
        ("obserwator", SeatKind.OBSERVER),
        ("Miasto sieci", SeatKind.MEMBER),
        ("member", SeatKind.MEMBER),
    ):
        assert said(f"Anna Lis; {word}; a@b.pl; Tarnów")[0] == ("a@b.pl", "Anna Lis", "Tarnów", "", kind)


def test_a_voivodeship_belongs_to_the_town_before_it() -> None:
    for text in (
        "Anna Lis, a@b.pl, Dobra, zachodniopomorskie, radna",
        "Anna Lis; a@b.pl; Dobra (zachodniopomorskie); radna",
    ):
        [line] = read(text, TOWNS.knows, TOWNS.voivodeships)
        assert (TOWNS.find("city", line.city).voivodeship, line.function) == ("zachodniopomorskie", "radna")
    with pytest.raises(Invalid, match="several towns"):
        TOWNS.find("city", "Dobra")


@pytest.mark.parametrize(
    "name", ["Łódź", "lodz", "ŁÓDŹ ", "miasto Łódź", "Gmina Miejska Łódź", "Łódź (łódzkie)", "Łódź, woj. łódzkie"]
)
def test_a_town_is_found_by_what_people_call_it(name: str) -> None:
    assert TOWNS.find("city", name).name == "Łódź"


def test_each_name_that_is_offered_finds_its_town() -> None:
    assert sorted(TOWNS.find("city", name).teryt for name in TOWNS.names) == [f"{n:07}" for n in range(5)]


def test_lines_are_counted_as_a_person_counts_them() -> None:
    numbers = [line.number for line in read("\n\nAnna <a@b.pl>\n\nJan <j@b.pl>", TOWNS.knows, TOWNS.voivodeships)]
    assert numbers == [3, 5]


WORDS = "Anna Lis|Tarnów|a@b.pl|<a@b.pl>|Imię|e-mail|miasto|obserwator|opolskie|1.|mailto:|ś|😀|\u202e|\x00"
CELLS = some.sampled_from([*WORDS.split("|"), *"\"';,\t\n\r@ <>"])


@given(some.one_of(some.text(), some.lists(CELLS, max_size=40).map("".join)))
def test_whatever_is_pasted_is_read(text: str) -> None:
    lines = read(text, TOWNS.knows, TOWNS.voivodeships)
    assert [line.number for line in lines] == sorted(line.number for line in lines)
    for line in lines:
        assert isinstance(line, Line)
        assert line.text.strip()
        assert line.email == line.email.lower()
        assert line.name == line.name.strip()
