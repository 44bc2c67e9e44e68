-- What the columns of an office's own sheets are for: said once, and known again by the headings.
CREATE TABLE sheet_map (
  form TEXT NOT NULL,
  heading TEXT NOT NULL,
  columns TEXT NOT NULL,
  PRIMARY KEY (form, heading)
) STRICT;
