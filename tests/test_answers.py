"""What somebody wrote above the mail they answer, as the mail programs of Polish offices send it."""

from email import message_from_string
from email.message import EmailMessage
from email.policy import default

import pytest

from hub.mail.answers import answer, answer_in

WRITTEN = "Mamy zgody i scenariusz.\nWyślę jutro."
QUOTED = "> Kto prowadził spacer?\n> Szukamy scenariusza.\n"
BELOW = {
    "Gmail": f"pon., 23 lis 2026 o 17:04 Empiria <empiria@hub.example> napisał(a):\n\n{QUOTED}",
    "Gmail, folded": f"pon., 23 lis 2026 o 17:04 Anna Nowak\n<empiria@hub.example> napisał(a):\n\n{QUOTED}",
    "Thunderbird": f"W dniu 23.11.2026 o 17:04, Empiria pisze:\n{QUOTED}",
    "Roundcube": f"W dniu 2026-11-23 17:04, Empiria napisał(a):\n{QUOTED}",
    "o2": "Dnia 23 listopada 2026 17:04 Empiria <empiria@hub.example> napisał(a):\n\nKto prowadził spacer?",
    "Apple Mail": f"Wiadomość napisana przez Empiria:\n\n{QUOTED}",
    "English": f"On Mon, Nov 23, 2026 at 5:04 PM Empiria <empiria@hub.example> wrote:\n{QUOTED}",
    "Outlook": "Od: Empiria <empiria@hub.example>\nWysłano: poniedziałek, 23 listopada 2026 17:04\nDo: Jan Kos\n"
    "Temat: Kto prowadził spacer?\n\nKto prowadził spacer?",
    "Outlook on the web": "________________________________\nOd: Empiria\nWysłane: poniedziałek\nKto prowadził?",
    "Outlook, bold": "*From:* Empiria\n*Sent:* Monday\n*To:* Jan Kos\n\nKto prowadził?",
    "an old one": f"-----Wiadomość oryginalna-----\n{QUOTED}",
    "a bare quotation": QUOTED,
}
SIGNED = {
    "by the rule": "-- \nJan Kos\nUrząd Miasta",
    "without the space": "--\nJan Kos",
    "in an office": "Z poważaniem\nJan Kos\nNaczelnik Wydziału\ntel. 14 688 24 00",
    "kindly": "Pozdrawiam serdecznie,\nJan",
    "on a telephone": "Wysłane z iPhone'a",
    "on another": "Wysłano z mojego telefonu Samsung Galaxy",
    "by an app": "Pobierz aplikację Outlook dla systemu Android",
}


def test_quotation_and_signature_are_left_out_whatever_the_mail_program(subtests: pytest.Subtests) -> None:
    for program, below in BELOW.items():
        for way, signature in {**SIGNED, "not at all": ""}.items():
            with subtests.test(f"{program}, signed {way}"):
                assert answer(f"{WRITTEN}\n\n{signature}\n\n{below}".replace("\n", "\r\n")) == WRITTEN


def test_what_was_written_stays_as_it_is(subtests: pytest.Subtests) -> None:
    for text in (
        "Od: 1 maja zbieramy uwagi.",
        "Uwaga: termin mija w piątek.",
        "W dniu 5 maja odbędzie się spacer.\nKto przyjdzie?",
        "Pozdrawiam wszystkich z Tarnowa i dziękuję za materiały.",
        "- punkt pierwszy\n  - zagnieżdżony\n\n1. raz",
        "Z poważaniem\n" + "\n".join(f"to nie podpis, wiersz {n}" for n in range(20)),
    ):
        with subtests.test(text[:20]):
            assert answer(text) == text


def test_answers_between_the_quoted_lines_stay(subtests: pytest.Subtests) -> None:
    assert answer("> Kto prowadził?\nMy.\n\n> A zgody?\nMamy.\n") == "My.\n\nMamy."


def test_a_mail_of_html_only_is_read_too() -> None:
    mail = EmailMessage(policy=default)
    page = "<head><style>p{}</style></head><p>Mamy <b>zgody</b> i&nbsp;scenariusz.<br>Wyślę jutro.</p>"
    mail.set_content(f"{page}<hr><p><b>Od:</b> Empiria<br><b>Wysłano:</b> dziś</p><p>Kto?</p>", subtype="html")
    assert answer_in(mail) == WRITTEN
    mail.set_content(f"{page}<blockquote>Kto prowadził?</blockquote>", subtype="html")
    assert answer_in(mail) == WRITTEN


def test_no_charset_and_no_long_line_is_too_much() -> None:
    mail = message_from_string("Content-Type: text/plain; charset=x-nobody\n\nMamy zgody.", policy=default)
    assert isinstance(mail, EmailMessage)
    assert answer_in(mail) == "Mamy zgody."
    assert len(answer("W dniu " * 200_000)) == 7 * 200_000 - 1
