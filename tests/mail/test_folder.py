"""Mail as files, for development."""

from django.core.mail import EmailMultiAlternatives, get_connection

from lbn_site.mail import folder


def test_each_message_is_a_file_that_can_be_read_again(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.MAIL_TRANSPORT = "lbn_site.mail.folder.FolderEmailBackend"
    for number in range(2):
        message = EmailMultiAlternatives(
            f"Subject ‘{number}’", "Text – plain", "from@example.org", ["to@example.org"]
        )
        message.attach_alternative("<p>Text</p>", "text/html")
        message.connection = get_connection(settings.MAIL_TRANSPORT)
        message.send()
    newest, older = folder.newest()
    assert (newest.subject, older.subject) == ("Subject ‘1’", "Subject ‘0’")
    assert (newest.to, newest.text.strip(), newest.html.strip()) == ("to@example.org", "Text – plain", "<p>Text</p>")
    assert folder.find(newest.name).subject == newest.subject


def test_nothing_outside_the_folder_can_be_read(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    assert folder.find("../secret") is None
    assert folder.find("20260101-000000-nothing") is None
