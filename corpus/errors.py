"""Everything that can go wrong with input or state, as one tree.

HuiyinError
├── InputError                      the caller can mend it
│   ├── UnreadableDocument          a file that cannot be turned into text
│   │   ├── UnsupportedForm         no reader for this form
│   │   ├── EncryptedDocument       a password stands before it
│   │   ├── EmptyDocument           nothing to read inside
│   │   ├── DocumentTooLarge        over a limit of bytes, pages or time
│   │   ├── NeedsRecognition        pictures of text, asked for where there is no time to recognise them
│   │   ├── NeedsTranscription      recognised, but too doubtful to be called its text
│   │   ├── ListOfLetters           a table of many letters where one is expected
│   │   ├── ReaderDied              its process ended without an answer; another time it may not
│   │   └── ClassifiedDocument      marked 绝密, 机密 or 秘密: not to be stored, indexed or logged
│   ├── InvalidQuery                a search that cannot be understood
│   ├── AmbiguousLaw                a name that means several laws on that day
│   ├── InvalidRecord               a line of bulk input, a case, a statute
│   └── InvalidSetting              a setting that cannot hold
├── NotHeld                         asked for what the library or store does not hold
│   ├── LawNotHeld              not in the library; whether it exists is not said
│   ├── TextNotHeld             known from a clause of another text only, its own is not held
│   │   └── RepealedNotHeld     and on that day it was repealed already
│   ├── VersionNotHeld          held, but no text of that day
│   ├── ArticleNotFound         held, and no such article on that day
│   │   └── UnitNotGiven        the text has such a preamble or annex, no source gives its words
│   ├── LetterNotFound
│   ├── CaseNotFound
│   └── JobNotFound
├── IndexUnavailable                search cannot serve now
│   ├── IndexMissing                no generation was ever built
│   └── ClusterUnavailable          Elasticsearch is away
├── IndexBuildFailed                a generation did not pass its checks; the old one serves
├── LibraryOutdated                 made by an earlier program: to be filled anew
└── ModelUnusable                   a model folder that cannot be loaded

Messages are Chinese, say what happened to what and what to do next, and never quote a letter.
HTTP numbers stand in service/errors.py alone.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.documents import Page


class HuiyinError(Exception):
    """Base of all errors that huiyin raises on purpose."""


class InputError(HuiyinError):
    """The caller's input cannot be used as it is."""


class UnreadableDocument(InputError):
    """A file that cannot be turned into text."""


class UnsupportedForm(UnreadableDocument):
    """No reader for this form of file."""


class EncryptedDocument(UnreadableDocument):
    """A password or a certificate stands before the text."""


class EmptyDocument(UnreadableDocument):
    """A file without any text to read."""


class DocumentTooLarge(UnreadableDocument):
    """A file over a limit of bytes, pages or time."""


class NeedsRecognition(UnreadableDocument):
    """A file with pictures of text, where the limits leave no page to OCR: read it in a background job."""


class NeedsTranscription(UnreadableDocument):
    """A file of which OCR is too unsure; `pages` bear its guesses, for a person to correct."""

    def __init__(self, message: str, pages: tuple["Page", ...]) -> None:
        super().__init__(message)
        self.pages = pages


class ListOfLetters(UnreadableDocument):
    """A list of letters (xlsx, csv) where one letter is expected: it is imported row by row instead."""


class ReaderDied(UnreadableDocument):
    """The process that read the file ended without an answer: a fault in a library, a machine out of memory."""


class ClassifiedDocument(UnreadableDocument):
    """A file with a mark of state secrecy (保密法 21, 31): nothing of it may be stored, indexed or logged.

    `digest` (SHA-256 of the bytes, hex) is all that may be kept, with the time. The message names no file.
    """

    def __init__(self, digest: str) -> None:
        super().__init__(
            "这份文件带有国家秘密标志（绝密、机密或秘密），本系统不得处理：没有保存、没有建索引、没有写入日志。"
            "请立即停止传送，保护好原件，并联系本单位保密工作机构。"
        )
        self.digest = digest


class InvalidQuery(InputError):
    """A search that cannot be understood."""


class AmbiguousLaw(InputError):
    """A name that means several laws on that day; the message names each with its id."""


class InvalidRecord(InputError):
    """A line of bulk input, a case or a statute whose fields do not fit."""


class InvalidSetting(InputError):
    """A setting whose value cannot hold."""


class NotHeld(HuiyinError):
    """Asked for what is not held here."""


class LawNotHeld(NotHeld):
    """The library does not hold this law; says nothing about whether it exists."""


class TextNotHeld(NotHeld):
    """The law is known from a clause that repeals it; its text is not held. On that day it was not repealed yet."""


class RepealedNotHeld(TextNotHeld):
    """The law is known from a clause that had repealed it on that day; its text is not held."""


class VersionNotHeld(NotHeld):
    """The law is held, but no text that served on that day, or no version of that name."""


class ArticleNotFound(NotHeld):
    """The law is held and has no such article on that day."""


class UnitNotGiven(ArticleNotFound):
    """The text has such a preamble or annex, as others tell, and no source gives its words."""


class LetterNotFound(NotHeld):
    """The store holds no letter of this id."""


class CaseNotFound(NotHeld):
    """The store holds no case of this id."""


class JobNotFound(NotHeld):
    """The store holds no job of this id."""


class IndexUnavailable(HuiyinError):
    """Search cannot serve now."""


class IndexMissing(IndexUnavailable):
    """No generation of the index was built yet."""


class ClusterUnavailable(IndexUnavailable):
    """Elasticsearch does not answer."""


class IndexBuildFailed(HuiyinError):
    """A new generation did not pass its checks; the old one goes on serving."""


class LibraryOutdated(HuiyinError):
    """The statute library was made by an earlier program; the message names its sources and the command."""


class ModelUnusable(HuiyinError):
    """A model folder that cannot be loaded: wrong format, missing or damaged files."""
