-- Figures and deadlines ask of each meeting its day, kind, result, length and component, and whose it was, but never the notes,
-- which are most of the file. These indexes hold just that, so that a million meetings are read in well under a second.

DROP INDEX meeting_date;
CREATE INDEX meeting_brief ON meeting (date, time, id, programme, minutes, kind, result, component, version);

DROP INDEX attendance_participation;
CREATE INDEX attendance_participation ON attendance (participation, meeting);
DROP INDEX attendance_worker;
CREATE INDEX attendance_worker ON attendance (worker, meeting);
