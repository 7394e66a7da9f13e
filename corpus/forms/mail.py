"""E-mail as a file (eml): subject, sender and day, the body, then what was attached."""

import email
import email.policy
from datetime import datetime
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime

from corpus.documents import Enclosed, Enclosure, Leaf, Limits, Reading, enclose, plain_leaf
from corpus.encodings import decode
from corpus.errors import UnreadableDocument
from corpus.forms import html

# What of the head belongs to the letter; routing and spam marks do not.
_HEAD = (("Subject", "主题"), ("From", "发件人"), ("To", "收件人"))


def read(data: bytes, name: str, limits: Limits, enclosed: Enclosed) -> Reading:  # noqa: ARG001 - one signature
    """Read a message. Of alternatives the plain text counts; attachments follow, an unreadable one as a problem."""
    try:
        message = email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.default)
        sent = _sent(message)
        head = [f"{label}：{message[field]}" for field, label in _HEAD if message[field]]
        head += [f"日期：{sent:%Y-%m-%d %H:%M}" if sent else f"日期：{message['Date']}"] if message["Date"] else []
        body = message.get_body(("plain", "html"))
        lines = tuple(_body(body, name)) if body is not None else ()
        attached = [_attachment(part, number, enclosed) for number, part in enumerate(message.iter_attachments(), 1)]
    except RecursionError as error:
        raise UnreadableDocument(f"{name}：邮件层层嵌套，没有读取；请把其中的来信单独导出后再交。") from error
    except (LookupError, ValueError, AttributeError, TypeError) as error:  # what email.* raises on broken messages
        raise UnreadableDocument(f"{name}：邮件已损坏或不完整，读不出；请重新导出后再交。") from error
    letter: Leaf = plain_leaf("eml", (*head, *lines))
    return enclose(Reading((letter,), sent=sent.date() if sent else None), attached)


def _sent(message: EmailMessage) -> datetime | None:
    """Return the moment of the head in its own time zone, as its sender had it; None where it is missing or broken."""
    try:
        return parsedate_to_datetime(str(message["Date"])) if message["Date"] else None
    except (ValueError, TypeError, IndexError):
        return None


def _body(body: MIMEPart, name: str) -> list[str]:
    data = body.get_payload(decode=True)
    text = _decoded(data if isinstance(data, bytes) else b"", body.get_content_charset(), name)
    if body.get_content_subtype() == "html":
        return list(html.lines(text, name)) if text.strip() else []
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")


def _decoded(data: bytes, declared: str | None, name: str) -> str:
    """Trust what the bytes prove before what the head declares: gb2312 is often declared for what is gb18030."""
    try:
        return decode(data, name)[0]
    except UnreadableDocument:
        if declared is None:
            raise
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
        raise


def _attachment(part: EmailMessage, number: int, enclosed: Enclosed) -> Enclosure:
    name = part.get_filename() or f"附件{number}"
    if part.get_content_maintype() == "message":
        inner = part.get_payload(0) if part.is_multipart() else part
        return enclosed(bytes(inner) if isinstance(inner, EmailMessage) else b"", f"{name}.eml")
    data = part.get_payload(decode=True)
    return enclosed(data if isinstance(data, bytes) else b"", name)
