-- The catalogue. Everything that cannot be derived from elsewhere is here or in originals/.

CREATE TABLE library (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    generation INTEGER NOT NULL,
    -- random, new with every change of passages or vectors: indexes depend on nothing else. A number would come
    -- again after a backup was restored, and name other passages.
    passages_state TEXT NOT NULL,
    model TEXT,
    fingerprint TEXT,
    dimension INTEGER
) STRICT;

INSERT INTO library (id, generation, passages_state) VALUES (1, 0, '');

CREATE TABLE document (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    source_name TEXT NOT NULL,
    source_path TEXT UNIQUE,
    content_hash TEXT NOT NULL,
    parser_version INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    ingested_at TEXT NOT NULL,
    source TEXT NOT NULL,
    text TEXT NOT NULL,
    segments TEXT NOT NULL,
    pages TEXT NOT NULL,
    warnings TEXT NOT NULL,
    parsed_metadata TEXT NOT NULL,
    manifest_metadata TEXT NOT NULL,
    edited_metadata TEXT NOT NULL
) STRICT;

CREATE INDEX document_by_content ON document (content_hash);

-- stays when its document is removed: should that come back, versions count on
CREATE TABLE document_version (
    document_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    ingested_at TEXT NOT NULL,
    PRIMARY KEY (document_id, version)
) STRICT;

-- further files of the same content as a document's own; a file belongs to one document
CREATE TABLE further_source (
    source_path TEXT PRIMARY KEY,
    source_name TEXT NOT NULL,
    document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX further_source_by_document ON further_source (document_id);

CREATE TABLE section (
    document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    parent INTEGER,
    kind TEXT NOT NULL,
    level INTEGER NOT NULL,
    number TEXT,
    title TEXT NOT NULL,
    path TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    first_label TEXT,
    last_label TEXT,
    PRIMARY KEY (document_id, ordinal),
    FOREIGN KEY (document_id, parent) REFERENCES section (document_id, ordinal) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- entry: the passage's id in the lexical engine, never used again
CREATE TABLE passage (
    entry INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    section INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    first_page INTEGER,
    last_page INTEGER,
    -- of a table, for rows that it does not stand above
    caption TEXT,
    FOREIGN KEY (document_id, section) REFERENCES section (document_id, ordinal) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX passage_by_document ON passage (document_id, ordinal);

-- what a passage is about by its report, the weightiest first
CREATE TABLE passage_entity (
    passage_entry INTEGER NOT NULL REFERENCES passage (entry) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    basis TEXT NOT NULL,
    PRIMARY KEY (passage_entry, ordinal)
) STRICT;

-- what a person says that a passage is about, instead; by its id, which comes back with its words
CREATE TABLE edited_entities (
    document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    passage_id TEXT NOT NULL,
    names TEXT NOT NULL,
    PRIMARY KEY (document_id, passage_id)
) STRICT;

-- id: the vector's id in the vector engine, never used again
CREATE TABLE vector (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    passage_entry INTEGER NOT NULL REFERENCES passage (entry) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,
    input_hash TEXT NOT NULL,
    -- What of the passage's text the vector is of; null for that of a note.
    start INTEGER,
    "end" INTEGER,
    data BLOB NOT NULL
) STRICT;

CREATE INDEX vector_by_passage ON vector (passage_entry, fingerprint);

CREATE TABLE footnote (
    document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    marker TEXT NOT NULL,
    text TEXT NOT NULL,
    segments TEXT NOT NULL,
    anchor INTEGER,
    PRIMARY KEY (document_id, ordinal)
) STRICT;

CREATE TABLE reference (
    document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    authors TEXT,
    label TEXT,
    title TEXT,
    url TEXT,
    PRIMARY KEY (document_id, ordinal)
) STRICT;

CREATE TABLE mention (
    document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    status TEXT NOT NULL,
    reference INTEGER,
    probably_meant INTEGER,
    why TEXT,
    PRIMARY KEY (document_id, ordinal),
    FOREIGN KEY (document_id, reference) REFERENCES reference (document_id, ordinal)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document_id, probably_meant) REFERENCES reference (document_id, ordinal)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- names that a document says are equal
CREATE TABLE definition (
    document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    names TEXT NOT NULL,
    PRIMARY KEY (document_id, ordinal)
) STRICT;

-- where the lines of a page stand on it: see layouts.py
CREATE TABLE page_layout (
    document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL,
    lines BLOB NOT NULL,
    PRIMARY KEY (document_id, page)
) STRICT;

-- an id that citations name leads to no other report; source_mark is a hash of the path that it came from
CREATE TABLE removed_document (
    id TEXT PRIMARY KEY,
    source_mark TEXT,
    removed_at TEXT NOT NULL
) STRICT;

-- a permalink that led somewhere answers "gone", not "never heard of"
CREATE TABLE removed_passage (
    id TEXT PRIMARY KEY,
    removed_at TEXT NOT NULL
) STRICT;

-- vectors that are gone but that an index published before `generation` may still name
CREATE TABLE tombstone (
    vector_id INTEGER PRIMARY KEY,
    generation INTEGER NOT NULL
) STRICT;
