"""Every error that Pincite raises on purpose.

PinciteError
├── UsageError                a question, option or filter that cannot be used
│   ├── UnknownFilter         a filter key that nobody knows
│   ├── UnknownScript         a question in letters that the embedding model does not know
│   └── NotFound              a document or passage that is not in the library
│       └── Gone              a passage that was removed
├── RefusedFile               a file that cannot become a document
│   ├── UnreadableFile        missing, not a file, no permission
│   ├── UnsupportedFile       no reader for its type
│   ├── EmptyFile             no text in it
│   ├── UndecodableFile       not text, or not UTF-8
│   ├── DamagedFile           its structure cannot be read
│   ├── SlowFile              longer to read than it may take
│   └── HugeFile              more memory needed than there is for it
├── ManifestError             a manifest or a metadata value that cannot be used
│   └── GazetteerError        entities whose names or relations contradict each other
├── LibraryError              the library cannot be used
│   ├── NoLibrary             nothing there yet
│   ├── NewerLibrary          written by a newer version of Pincite
│   ├── OlderLibrary          written by an earlier version of Pincite
│   ├── DamagedLibrary        its database or files do not hold together
│   ├── WriterBusy            another process is writing
│   └── StorageFull           no room left on the disk
├── EvaluationError           a question file or a run that cannot be used
└── ModelError                a model that cannot be used
    ├── ModelNotFound         no weights under that name
    ├── ModelDamaged          weights with another hash, or of an unsafe format
    ├── UnsuitableModel       a model of another kind than is needed
    └── ModelMismatch         the library was made by another model

Each message says what happened, to which file or field, and what to do.
"""


class PinciteError(Exception):
    """Base of all errors; its text is a sentence for the user."""


class UsageError(PinciteError):
    """A question, option or filter cannot be used."""


class UnknownFilter(UsageError):
    """A filter key that nobody knows."""


class UnknownScript(UsageError):
    """The embedding model knows no word and no letter of the question."""


class NotFound(UsageError):
    """A document or passage that is not in the library."""


class Gone(NotFound):
    """A passage that was in the library and has been removed."""


class RefusedFile(PinciteError):
    """A file cannot become a document; the others are not affected."""


class UnreadableFile(RefusedFile):
    """The path is missing, is not a file, or may not be read."""


class UnsupportedFile(RefusedFile):
    """No reader is registered for this type of file."""


class EmptyFile(RefusedFile):
    """The file holds no text."""


class UndecodableFile(RefusedFile):
    """The file is not text, or not in UTF-8."""


class DamagedFile(RefusedFile):
    """The structure of the file cannot be read."""


class SlowFile(RefusedFile):
    """Reading the file, or one of its pages, took longer than it may."""


class HugeFile(RefusedFile):
    """Reading the file needs more memory than it may have, or than there is."""


class ManifestError(PinciteError):
    """A manifest, or a metadata value given by a person, cannot be used."""


class GazetteerError(ManifestError):
    """Names or relations of entities contradict each other."""


class LibraryError(PinciteError):
    """The library cannot be used."""


class NoLibrary(LibraryError):
    """There is no library at this path yet."""


class NewerLibrary(LibraryError):
    """The library was written by a newer version of Pincite."""


class OlderLibrary(LibraryError):
    """Written by an earlier version of Pincite."""


class DamagedLibrary(LibraryError):
    """The library's database or files do not hold together."""


class WriterBusy(LibraryError):
    """Another process holds the writer lock."""


class StorageFull(LibraryError):
    """No room is left on the disk; the library is as it was before."""


class EvaluationError(PinciteError):
    """A question file, a run or an evaluation set cannot be used."""


class ModelError(PinciteError):
    """A model cannot be used."""


class ModelNotFound(ModelError):
    """No weights are found under this name."""


class ModelDamaged(ModelError):
    """Weights have another hash than stated, or are in an unsafe format."""


class UnsuitableModel(ModelError):
    """A model of another kind than is needed, as a reranker where vectors are."""


class ModelMismatch(ModelError):
    """The library was made by another model than the one asked for."""
