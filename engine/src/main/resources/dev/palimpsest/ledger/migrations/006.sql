-- Version 6: whom rows that name others named, too, until a treatment took that away. Nobody knows it of earlier treatments.
-- unless palimpsest_trace.cut_ties
alter table {schema}.palimpsest_trace add column cut_ties {long}
