-- Version 4: what a run left where a condition moves with the day. Nobody knows it of earlier runs.
-- unless palimpsest_receipt.seen
alter table {schema}.palimpsest_receipt add column seen {long}
