package dev.palimpsest.export;

import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TreatedSubjects;
import dev.palimpsest.plan.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads people's rows of one table, person by person, in the order of the table's own keys. */
final class TableReader {
    private static final int FETCHED = 2_000;
    /** Rows with pictures and documents are large. */
    private static final int FETCHED_WITH_BYTES = 10;

    private final Plan plan;
    private final LocalDate today;
    private final TreatedSubjects treated;

    /** Takes one row. */
    @FunctionalInterface
    interface Taker {
        void take(ExportedRow row) throws IOException;
    }

    TableReader(Plan plan, LocalDate today, TreatedSubjects treated) {
        this.plan = plan;
        this.today = today;
        this.treated = treated;
    }

    void read(Session session, ExportedTable table, List<SubjectKey> keys, Taker taker) throws SQLException {
        if (!table.way().isReferredTo()) {
            read(session, table, owned(session.dialect(), table, keys), taker);
            return;
        }
        // who else holds a row is another question for each person
        for (SubjectKey key : keys) {
            read(session, table, referredTo(session.dialect(), table, key), taker);
        }
    }

    private void read(Session session, ExportedTable table, Sql sql, Taker taker) throws SQLException {
        session.forEach(sql, table.holdsBytes() ? FETCHED_WITH_BYTES : FETCHED, row -> {
            try {
                taker.take(row(row, table));
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        });
    }

    private Sql owned(Dialect dialect, ExportedTable table, List<SubjectKey> keys) {
        Dialect.KeySet keySet = dialect.keys(keys, plan.subject().key().typeName());
        Way way = table.way();
        return new Sql()
                .add(keySet.with())
                .add("select " + dialect.asText("palimpsest_way.palimpsest_key")
                        + (table.coOwner() == null ? ", 0" : ", 1") + values(dialect, table) + " from "
                        + dialect.quote(way.table()) + " join ")
                .add(way.source(keySet.relation(), dialect))
                .add(" on ")
                .add(way.joined(dialect, today))
                .add(" order by palimpsest_way.palimpsest_key" + primaryKey(dialect, table));
    }

    private Sql referredTo(Dialect dialect, ExportedTable table, SubjectKey key) {
        Dialect.KeySet keySet = dialect.keys(List.of(key), plan.subject().key().typeName());
        Way way = table.way();
        return new Sql()
                .add(keySet.with())
                .add("select k.palimpsest_key, case when ")
                .add(way.heldBeyond(keySet.relation(), treated, dialect, today))
                .add(" then 1 else 0 end" + values(dialect, table) + " from " + dialect.quote(way.table())
                        + " join (select " + dialect.asText("o.palimpsest_key") + " as palimpsest_key from "
                        + keySet.relation() + " o) k on exists (select 1 from ")
                .add(way.source(keySet.relation(), dialect))
                .add(" where ")
                .add(way.joined(dialect, today))
                .add(") order by 1" + primaryKey(dialect, table));
    }

    private static String values(Dialect dialect, ExportedTable table) {
        StringBuilder values = new StringBuilder();
        for (ExportedColumn column : table.shown()) {
            String quoted = dialect.quote(table.plan().name(), column.name());
            values.append(", ")
                    .append(
                            switch (column.family()) {
                                case BINARY, BOOLEAN -> quoted;
                                default -> dialect.asText(quoted);
                            });
        }
        return values.toString();
    }

    private static String primaryKey(Dialect dialect, ExportedTable table) {
        StringBuilder order = new StringBuilder();
        table.plan()
                .table()
                .primaryKey()
                .forEach(column ->
                        order.append(", ").append(dialect.quote(table.plan().name(), column)));
        return order.toString();
    }

    private static ExportedRow row(ResultSet row, ExportedTable table) throws SQLException {
        boolean shared = row.getInt(2) != 0;
        List<ExportedRow.Value> values = new ArrayList<>();
        int index = 2;
        for (ExportedColumn column : table.shown()) {
            index++;
            boolean shown = !shared || column.treated();
            values.add(new ExportedRow.Value(column, shown, shown ? text(row, index, column.family()) : null));
        }
        return new ExportedRow(new SubjectKey(row.getString(1)), shared, values);
    }

    private static @Nullable String text(ResultSet row, int index, ColumnFamily family) throws SQLException {
        return switch (family) {
            case BINARY -> {
                byte[] bytes = row.getBytes(index);
                yield bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
            }
            case BOOLEAN -> {
                boolean truth = row.getBoolean(index);
                yield row.wasNull() ? null : Boolean.toString(truth);
            }
            default -> row.getString(index);
        };
    }
}
