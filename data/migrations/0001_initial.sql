-- The first form of the register: the facts of product concepts, one table a kind, and the change log.
-- Dates are TEXT as YYYY-MM-DD, moments as YYYY-MM-DDTHH:MM:SS, yes/no is 1/0, coded values are their codes.
-- Nothing that follows from facts (a status, a due date, a total) has a column.

CREATE TABLE register (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL,
  office TEXT NOT NULL,
  language TEXT NOT NULL,
  training_day TEXT
) STRICT;

CREATE TABLE programme (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  code TEXT NOT NULL,
  edition INTEGER NOT NULL,
  holds_from TEXT,
  definition TEXT NOT NULL,
  UNIQUE (code, edition)
) STRICT;

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  surname TEXT NOT NULL,
  given TEXT NOT NULL,
  national_id TEXT NOT NULL,
  born TEXT,
  gender TEXT,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  address TEXT NOT NULL,
  protected INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX person_national_id ON person (national_id) WHERE national_id <> '';

CREATE TABLE circumstance (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES person,
  kind TEXT NOT NULL,
  answer TEXT NOT NULL,
  since TEXT,
  until TEXT
) STRICT;
CREATE INDEX circumstance_person ON circumstance (person);

CREATE TABLE worker (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  surname TEXT NOT NULL,
  given TEXT NOT NULL,
  role TEXT,
  organisation TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  login TEXT NOT NULL,
  active_from TEXT,
  active_to TEXT,
  checked_on TEXT
) STRICT;

CREATE TABLE participation (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  programme INTEGER NOT NULL REFERENCES programme,
  person INTEGER NOT NULL REFERENCES person,
  number INTEGER NOT NULL,
  source TEXT,
  applied_on TEXT,
  ruling TEXT,
  ruled_on TEXT,
  consent_on TEXT,
  UNIQUE (programme, number)
) STRICT;
CREATE INDEX participation_person ON participation (person);

CREATE TABLE stay (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  participation INTEGER NOT NULL REFERENCES participation,
  entered_on TEXT NOT NULL,
  exited_on TEXT,
  exit_reason TEXT,
  exit_note TEXT NOT NULL,
  CHECK ((exited_on IS NULL) = (exit_reason IS NULL)),
  CHECK (exited_on IS NULL OR exited_on >= entered_on)
) STRICT;
CREATE INDEX stay_participation ON stay (participation);
CREATE UNIQUE INDEX stay_open_once ON stay (participation) WHERE exited_on IS NULL;

CREATE TABLE pause (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  stay INTEGER NOT NULL REFERENCES stay,
  "from" TEXT NOT NULL,
  "to" TEXT,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX pause_stay ON pause (stay);

CREATE TABLE assignment (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  participation INTEGER NOT NULL REFERENCES participation,
  worker INTEGER NOT NULL REFERENCES worker,
  "from" TEXT NOT NULL,
  "to" TEXT
) STRICT;
CREATE INDEX assignment_participation ON assignment (participation);
CREATE INDEX assignment_worker ON assignment (worker);

CREATE TABLE meeting (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  programme INTEGER NOT NULL REFERENCES programme,
  date TEXT NOT NULL,
  time TEXT,
  minutes INTEGER,
  kind TEXT NOT NULL,
  result TEXT,
  place TEXT NOT NULL,
  notes TEXT NOT NULL
) STRICT;
CREATE INDEX meeting_date ON meeting (programme, date);

CREATE TABLE attendance (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  meeting INTEGER NOT NULL REFERENCES meeting,
  participation INTEGER REFERENCES participation,
  worker INTEGER REFERENCES worker,
  outside TEXT NOT NULL,
  CHECK ((participation IS NOT NULL) + (worker IS NOT NULL) + (outside <> '') = 1)
) STRICT;
CREATE INDEX attendance_meeting ON attendance (meeting);
CREATE INDEX attendance_participation ON attendance (participation);
CREATE INDEX attendance_worker ON attendance (worker);

CREATE TABLE plan (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  participation INTEGER NOT NULL REFERENCES participation,
  made_on TEXT NOT NULL,
  situation TEXT NOT NULL,
  evaluate_on TEXT,
  evaluated_on TEXT,
  result TEXT NOT NULL
) STRICT;
CREATE INDEX plan_participation ON plan (participation);

CREATE TABLE goal (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  plan INTEGER NOT NULL REFERENCES plan,
  text TEXT NOT NULL,
  obstacles TEXT NOT NULL,
  reached_on TEXT
) STRICT;
CREATE INDEX goal_plan ON goal (plan);

CREATE TABLE action (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  participation INTEGER REFERENCES participation,
  meeting INTEGER REFERENCES meeting,
  goal INTEGER REFERENCES goal,
  text TEXT NOT NULL,
  worker INTEGER REFERENCES worker,
  due_on TEXT,
  done_on TEXT,
  dropped_on TEXT
) STRICT;
CREATE INDEX action_participation ON action (participation);
CREATE INDEX action_meeting ON action (meeting);
CREATE INDEX action_goal ON action (goal);
CREATE INDEX action_worker ON action (worker);

CREATE TABLE spell (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  participation INTEGER NOT NULL REFERENCES participation,
  kind TEXT NOT NULL,
  employer TEXT NOT NULL,
  "from" TEXT NOT NULL,
  "to" TEXT,
  probation_ends_on TEXT,
  evidence TEXT NOT NULL
) STRICT;
CREATE INDEX spell_participation ON spell (participation);

CREATE TABLE status (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  participation INTEGER NOT NULL REFERENCES participation,
  date TEXT NOT NULL,
  moment TEXT NOT NULL,
  labour TEXT,
  livelihood TEXT
) STRICT;
CREATE INDEX status_participation ON status (participation);

CREATE TABLE follow_up (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  participation INTEGER NOT NULL REFERENCES participation,
  rule TEXT NOT NULL,
  occurrence INTEGER NOT NULL,
  date TEXT NOT NULL,
  contact TEXT,
  result TEXT NOT NULL,
  labour TEXT,
  notes TEXT NOT NULL
) STRICT;
CREATE INDEX follow_up_participation ON follow_up (participation);

-- The change log: an act of a user is a batch of changes. Rows are only ever added.
CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  act TEXT NOT NULL,
  undoes INTEGER REFERENCES batch
) STRICT;
CREATE UNIQUE INDEX batch_undone_once ON batch (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE change (
  seq INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batch,
  kind TEXT NOT NULL,
  record INTEGER NOT NULL,
  version INTEGER NOT NULL,
  before TEXT,
  after TEXT,
  CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;
CREATE INDEX change_record ON change (kind, record);
CREATE INDEX change_batch ON change (batch);

CREATE TRIGGER batch_stays BEFORE UPDATE ON batch BEGIN SELECT RAISE (ABORT, 'the change log is append-only'); END;
CREATE TRIGGER batch_kept BEFORE DELETE ON batch BEGIN SELECT RAISE (ABORT, 'the change log is append-only'); END;
CREATE TRIGGER change_stays BEFORE UPDATE ON change BEGIN SELECT RAISE (ABORT, 'the change log is append-only'); END;
CREATE TRIGGER change_kept BEFORE DELETE ON change BEGIN SELECT RAISE (ABORT, 'the change log is append-only'); END;

-- For finding and ordering people: what to look in, folded, and the sort key of the register's language.
-- It follows from person and is rebuilt whenever the language or the ordering library changes.
CREATE TABLE person_index (
  person INTEGER PRIMARY KEY REFERENCES person,
  look_in TEXT NOT NULL,
  sort_key BLOB NOT NULL
) STRICT;
CREATE INDEX person_index_order ON person_index (sort_key, person);
CREATE TABLE person_index_made_by (one INTEGER PRIMARY KEY CHECK (one = 1), language TEXT NOT NULL, library TEXT NOT NULL) STRICT;
