-- The catalogue of an archive: what was read, in plain tables. docs/archive.md explains it with example questions.
-- Dates are 2021-12-06, times 10:00, moments 2021-12-06T10:00:00+00:00 (UTC). JSON blobs are zlib-compressed UTF-8.

-- One run of ingest. A run without an end was broken off.
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    ended TEXT,
    program TEXT NOT NULL,
    counts TEXT NOT NULL DEFAULT '{}'          -- JSON: files_seen, new, unchanged, updated, duplicates, failed, items
) STRICT;

-- One document: the content of a file, whatever paths it is found at. id is the sha256 of its bytes.
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    title TEXT,
    kind TEXT,                                 -- referat, protokoll, innkalling, sakspapirer, saksframlegg, artikkel
    language TEXT,                             -- nb, nn
    municipality TEXT,
    municipality_origin TEXT,                  -- heading, text, file name, inferred, guess, given
    body TEXT,
    date TEXT,                                 -- of the meeting; null where the text does not say
    date_origin TEXT,
    year INTEGER,
    starts TEXT,
    ends TEXT,
    place TEXT,
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    warnings TEXT NOT NULL,                    -- JSON: [{code, message, page}]
    program TEXT NOT NULL,                     -- what read it: versions of program, language model and vocabulary
    model TEXT NOT NULL,
    vocabulary TEXT NOT NULL,
    stored TEXT NOT NULL,
    run INTEGER REFERENCES runs (id),
    frame BLOB NOT NULL                        -- the document's JSON without its pages and items
) STRICT;

CREATE INDEX documents_by_meeting ON documents (municipality, body, date);

-- Where a document was found. The same bytes at two paths are one document with two files.
CREATE TABLE files (
    path TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    seen TEXT NOT NULL
) STRICT;

CREATE INDEX files_by_document ON files (document_id);

-- A file that could not be read, as it was at the last attempt. A path may be here and in files: its newest version
-- could not be read, and the one before it is kept.
CREATE TABLE failures (
    path TEXT PRIMARY KEY,
    sha256 TEXT,                               -- null where not even the bytes could be read
    reason TEXT NOT NULL,                      -- a stable word: tom, skadet, kryptert ...
    message TEXT NOT NULL,
    way_out TEXT NOT NULL,
    program TEXT NOT NULL,
    seen TEXT NOT NULL,
    run INTEGER REFERENCES runs (id)
) STRICT;

CREATE TABLE pages (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    ocr INTEGER NOT NULL,                      -- 1 where the text is from character recognition
    PRIMARY KEY (document_id, number)
) STRICT;

-- What can be found: every item, and one unit for what a document says outside its items (unit_id is the document's).
-- row is the number the search index knows it by; it is kept when a document is read again and never used twice.
CREATE TABLE units (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    unit_id TEXT NOT NULL,
    UNIQUE (document_id, unit_id)
) STRICT;

CREATE INDEX units_by_id ON units (unit_id);

CREATE TABLE items (
    row INTEGER PRIMARY KEY REFERENCES units (row) ON DELETE CASCADE,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,                    -- its order in the document, from 1
    number TEXT,                               -- as written
    case_number TEXT,
    kind TEXT,                                 -- politisk, delegert, referat, orientering ...
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    page INTEGER,                              -- the page it starts on
    json BLOB NOT NULL                         -- the whole item
) STRICT;

CREATE INDEX items_by_document ON items (document_id, place);
CREATE INDEX items_by_id ON items (id);

CREATE TABLE decisions (
    row INTEGER NOT NULL REFERENCES items (row) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,                        -- innstilling, vedtak
    text TEXT NOT NULL,
    outcome TEXT,                              -- vedtatt, falt, utsatt ...
    unanimous INTEGER,
    votes_for INTEGER,
    votes_against INTEGER,
    page INTEGER,
    PRIMARY KEY (row, place)
) STRICT;

CREATE TABLE actions (
    row INTEGER NOT NULL REFERENCES items (row) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    text TEXT NOT NULL,
    responsible TEXT,
    due TEXT,
    due_text TEXT,
    page INTEGER,
    PRIMARY KEY (row, place)
) STRICT;

-- A theme named in a unit. Counts take only those whose standing is 'counts'.
CREATE TABLE mentions (
    row INTEGER NOT NULL REFERENCES units (row) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    theme TEXT NOT NULL,
    standing TEXT NOT NULL,                    -- counts, negated, heading only, incidental
    trend TEXT,                                -- øker, avtar, uendret
    why TEXT NOT NULL,
    quote TEXT,
    page INTEGER,
    PRIMARY KEY (row, place)
) STRICT;

CREATE INDEX mentions_by_theme ON mentions (theme, standing);

CREATE TABLE attendees (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    present INTEGER NOT NULL,                  -- 0: named as absent
    name TEXT NOT NULL,
    role TEXT,
    party TEXT,
    deputy_for TEXT,
    PRIMARY KEY (document_id, place)
) STRICT;

-- What the search index has not yet been told. change is 'index' or 'delete'; a newer change gets a higher number.
CREATE TABLE pending (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id TEXT NOT NULL UNIQUE,
    change TEXT NOT NULL
) STRICT;

-- From here on: which units are the same matter of the same meeting, told by several papers (index/duplicates.py).

CREATE INDEX documents_by_day ON documents (municipality, date);

-- Documents that have been compared with the others, and by which version of the method.
CREATE TABLE compared (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    method INTEGER NOT NULL,
    keyed INTEGER NOT NULL                     -- how many of its units have keys in text_bands
) STRICT;

-- Keys that units with nearly the same text have in common. municipality is in small letters, '' where it is unknown;
-- unsure is 1 where the document does not tell its municipality, body and date.
CREATE TABLE text_bands (
    band INTEGER NOT NULL,
    municipality TEXT NOT NULL,
    unsure INTEGER NOT NULL,
    row INTEGER NOT NULL REFERENCES units (row) ON DELETE CASCADE,
    PRIMARY KEY (band, municipality, unsure, row)
) STRICT, WITHOUT ROWID;

CREATE INDEX text_bands_by_row ON text_bands (row);

-- The numbers a case has in the archive of its municipality: what has the same one, in whatever meeting, is the same case.
CREATE TABLE cases (
    municipality TEXT NOT NULL,
    number TEXT NOT NULL,
    row INTEGER NOT NULL REFERENCES units (row) ON DELETE CASCADE,
    PRIMARY KEY (municipality, number, row)
) STRICT, WITHOUT ROWID;

CREATE INDEX cases_by_row ON cases (row);

-- Two units found to be the same (one < other). From these the groups are made.
CREATE TABLE likenesses (
    one INTEGER NOT NULL REFERENCES units (row) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES units (row) ON DELETE CASCADE,
    reason TEXT NOT NULL,                      -- same text, same case number, same title, nearly the same text,
                                               -- version of the document
    strength REAL NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

CREATE INDEX likenesses_by_other ON likenesses (other);

-- Groups: every unit that is the same as others, and the one that stands for them (itself among them, without a reason).
-- What is not here is alone. Count units with row = shown or not here to count each matter once.
CREATE TABLE same_as (
    row INTEGER PRIMARY KEY REFERENCES units (row) ON DELETE CASCADE,
    shown INTEGER NOT NULL,
    reason TEXT
) STRICT;

CREATE INDEX same_as_by_shown ON same_as (shown);

-- Added in 3: names.

-- A person, organisation, party or place that an item names; once an item, with its first quote.
CREATE TABLE names (
    row INTEGER NOT NULL REFERENCES items (row) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,                        -- person, organisasjon, parti, sted
    name TEXT NOT NULL,                        -- the fullest form known, without genitive
    role TEXT,                                 -- a person's office
    attendee INTEGER NOT NULL,                 -- 1: the document's attendance has the person
    times INTEGER NOT NULL,                    -- how often the item names it
    quote TEXT,
    page INTEGER,
    PRIMARY KEY (row, place)
) STRICT;

CREATE INDEX names_by_name ON names (kind, name);

-- Documents whose names have been sought, and by which version of the method.
CREATE TABLE named (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    method INTEGER NOT NULL
) STRICT;

-- Added in 4: proposals, how each voted, and how much and which way an item is about its themes.

ALTER TABLE decisions ADD COLUMN casting_vote TEXT;       -- the office whose double vote decided: ordfører, leder

-- A theme's weight in the unit is the same in all its mentions there.
ALTER TABLE mentions ADD COLUMN weight REAL;              -- how much the unit is about the theme, 0 to 1
ALTER TABLE mentions ADD COLUMN main INTEGER;             -- 1: it counts, and the unit is mainly about the theme
ALTER TABLE mentions ADD COLUMN change_from INTEGER;      -- from how many to how many, where the text gives a trend
ALTER TABLE mentions ADD COLUMN change_to INTEGER;        -- in numbers
ALTER TABLE mentions ADD COLUMN change_by INTEGER;        -- the second less the first
ALTER TABLE mentions ADD COLUMN change_text TEXT;         -- how much, as written: fra 14 til 9, med 20 prosent
ALTER TABLE mentions ADD COLUMN period TEXT;              -- when, as written: i 2021, siden i fjor
ALTER TABLE mentions ADD COLUMN left_out TEXT;            -- why it does not count: a stable word, denied, place ...

-- What was moved in the meeting or put to the vote there, in the order of the text.
CREATE TABLE proposals (
    row INTEGER NOT NULL REFERENCES items (row) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,                        -- forslag, innstilling
    text TEXT NOT NULL,
    label TEXT,                                -- what the paper calls it: tilleggsforslag
    proposer TEXT,
    proposer_party TEXT,
    outcome TEXT,                              -- vedtatt, falt, trukket, oversendt ...
    unanimous INTEGER,
    votes_for INTEGER,
    votes_against INTEGER,
    casting_vote TEXT,
    ballot INTEGER,                            -- proposals of an item with the same number were set against each other
    page INTEGER,
    PRIMARY KEY (row, place)
) STRICT;

-- Who is named as having voted what: people, and parties with their votes where the text says how many.
CREATE TABLE voters (
    row INTEGER NOT NULL REFERENCES items (row) ON DELETE CASCADE,
    voted_on TEXT NOT NULL,                    -- decision or proposal: place is the place in decisions or in proposals
    place INTEGER NOT NULL,
    number INTEGER NOT NULL,                   -- the order in which the text names them, from 1
    side TEXT NOT NULL,                        -- for, mot
    name TEXT,                                 -- null where only the party is named
    party TEXT,
    votes INTEGER,                             -- 1 for a person; a party's where the text says how many
    PRIMARY KEY (row, voted_on, place, number)
) STRICT;

CREATE INDEX voters_by_name ON voters (name);

-- Documents whose rows in the tables above are those that this version of the program writes.
CREATE TABLE tabled (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    version INTEGER NOT NULL
) STRICT;
