package dev.palimpsest.proof;

/**
 * The complete list of what a proof has found, in two files beside the report, the strongest evidence first.
 *
 * @param lines one for each hit; the table of the CSV has a heading besides
 * @param jsonl file of JSON lines
 * @param csv the same as a table for spreadsheets
 * @param jsonlSha256 SHA-256 of the one
 * @param csvSha256 and of the other
 */
public record HitList(long lines, String jsonl, String csv, String jsonlSha256, String csvSha256) {}
