package dev.palimpsest.preview;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.Lengths;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.survey.Inactivity;
import dev.palimpsest.survey.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The saved selections as the business database keeps them. */
public final class Selections {
    private static final int KEYS_PER_INSERT = 20_000;

    private final OwnTables tables;
    private final Session session;

    public Selections(OwnTables tables, Session session) {
        this.tables = tables;
        this.session = session;
    }

    /** Writes a selection down, in place of one of the same name. The caller commits. */
    public void save(String name, Selection selection, String by, Instant now) throws SQLException {
        delete(name);
        Period length = selection.inactivity().length();
        session.update(Sql.of(
                "insert into " + tables.selection(session)
                        + " (subject_table, name, by_keys, kinds, verdicts, blockers, activities, inactive_for,"
                        + " with_archived, at_most, saved_by, saved_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                tables.subjectTable(),
                name,
                !selection.keys().isEmpty(),
                String.join(",", selection.kinds()),
                String.join(
                        ",", selection.verdicts().stream().map(Verdict::word).toList()),
                String.join(",", selection.blockers()),
                String.join(",", selection.inactivity().activities()),
                length == null ? "" : length.toString(),
                selection.withArchived(),
                selection.limit(),
                by,
                session.dialect().instant(now)));
        List<SubjectKey> keys = selection.keys();
        for (int from = 0; from < keys.size(); from += KEYS_PER_INSERT) {
            int to = Math.min(keys.size(), from + KEYS_PER_INSERT);
            List<String> positions =
                    IntStream.range(from, to).mapToObj(Integer::toString).toList();
            List<String> part =
                    keys.subList(from, to).stream().map(SubjectKey::value).toList();
            session.update(Sql.of(
                            "insert into " + tables.selectionKey(session)
                                    + " (subject_table, name, position, subject_key) select ?, ?, n.c0, n.c1 from ",
                            tables.subjectTable(),
                            name)
                    .add(session.dialect().rows(List.of(positions, part), List.of("bigint", "text")))
                    .add(" n"));
        }
    }

    /** Deletes a selection; false when there was none. The people in it are not touched. The caller commits. */
    public boolean delete(String name) throws SQLException {
        session.update(Sql.of(
                "delete from " + tables.selectionKey(session) + " where subject_table = ? and name = ?",
                tables.subjectTable(),
                name));
        return session.update(Sql.of(
                        "delete from " + tables.selection(session) + " where subject_table = ? and name = ?",
                        tables.subjectTable(),
                        name))
                == 1;
    }

    /** A selection with all its keys. */
    public Optional<SavedSelection> find(String name) throws SQLException {
        List<SubjectKey> keys = session.list(
                Sql.of(
                        "select subject_key from " + tables.selectionKey(session)
                                + " where subject_table = ? and name = ? order by position",
                        tables.subjectTable(),
                        name),
                row -> new SubjectKey(row.getString(1)));
        return Optional.ofNullable(session.first(selecting().add(" and l.name = ?", name), row -> read(row, keys)));
    }

    /** Every selection by name; of those by keys, how many these are, but not the keys. */
    public List<SavedSelection> all() throws SQLException {
        return session.list(selecting().add(" order by l.name"), row -> read(row, List.of()));
    }

    private Sql selecting() {
        return Sql.of(
                "select l.name, l.by_keys, l.kinds, l.verdicts, l.blockers, l.activities, l.inactive_for, l.with_archived,"
                        + " l.at_most, l.saved_by, l.saved_at, (select count(*) from " + tables.selectionKey(session)
                        + " k where k.subject_table = l.subject_table and k.name = l.name) from "
                        + tables.selection(session) + " l where l.subject_table = ?",
                tables.subjectTable());
    }

    private SavedSelection read(ResultSet row, List<SubjectKey> keys) throws SQLException {
        Inactivity inactivity = new Inactivity(Lengths.read(row.getString(7)).orElse(null), list(row.getString(6)));
        List<Verdict> verdicts =
                list(row.getString(4)).stream().map(Verdict::of).toList();
        Selection selection = new Selection(
                keys,
                list(row.getString(3)),
                verdicts,
                list(row.getString(5)),
                inactivity,
                row.getBoolean(8),
                row.getInt(9));
        return new SavedSelection(
                row.getString(1),
                row.getBoolean(2),
                row.getLong(12),
                selection,
                row.getString(10),
                session.dialect().instant(row, 11));
    }

    private static List<String> list(String joined) {
        return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(","));
    }
}
