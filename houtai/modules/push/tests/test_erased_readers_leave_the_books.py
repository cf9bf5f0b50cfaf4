from houtai.core.readers.erasing import erase
from houtai.modules.push.tests.conftest import NOON, balanced, planned, readers, refuse


def test_the_books_add_up_after_somebody_who_was_sent_to_is_erased(story, bob):
    gone, _stays, refuser = readers(3)
    refuse(refuser)
    push = planned(story, by=bob)
    before = push.books["audience"]
    erase(gone, at=NOON)
    push.refresh_from_db()
    assert push.books["audience"] == before - 1
    assert balanced(push)


def test_who_was_kept_back_stays_a_number_in_the_books(story, bob):
    _reached, refuser = readers(2)
    refuse(refuser)
    push = planned(story, by=bob)
    before = push.books
    erase(refuser, at=NOON)
    push.refresh_from_db()
    assert push.books == before


def test_a_push_can_be_deleted_with_its_deliveries(story, bob):
    readers(2)
    push = planned(story, by=bob)
    push.delete()
    assert not push.deliveries.model.objects.exists()
