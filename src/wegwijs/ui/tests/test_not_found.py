"""The page for what isn't there."""

from django.test import RequestFactory

from wegwijs.ui.views import not_found


def page(**typed: object) -> str:
    return not_found(RequestFactory().post("/weg/", typed), Exception()).content.decode()


def test_who_only_came_to_look_has_lost_nothing() -> None:
    answer = not_found(RequestFactory().get("/weg/?q=twee woorden"), Exception())
    assert answer.status_code == 404
    assert "niets veranderd of verloren" in answer.content.decode()
    assert "twee woorden" not in answer.content.decode()


def test_what_was_written_stands_there_to_copy_and_marks_stay_marks() -> None:
    text = page(found="Post lag <b>ongeopend</b>.", follows="Elke week\neen uur")
    assert "niet opgeslagen" in text
    assert "Post lag &lt;b&gt;ongeopend&lt;/b&gt;." in text
    assert "Elke week\neen uur</textarea>" in text


def test_choices_days_numbers_and_the_secret_of_the_form_are_no_words() -> None:
    text = page(csrfmiddlewaretoken="aa bb", on="23-11-2026", bsn="999 990 408", keuze="helpt")
    assert "textarea" not in text
    assert "aa bb" not in text


def test_what_is_no_form_is_answered_just_so() -> None:
    asked = RequestFactory().post("/weg/", b"x" * 3_000_000, content_type="application/x-www-form-urlencoded")
    assert not_found(asked, Exception()).status_code == 404
    for kind in (
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "multipart/form-data; boundary=" + "x" * 300,
    ):
        asked = RequestFactory().generic("POST", "/weg/", b"--x", content_type=kind)
        assert not_found(asked, Exception()).status_code == 404, kind
