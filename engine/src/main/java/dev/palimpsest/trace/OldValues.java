package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.Scanner;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.plan.Plan;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Traces in the values that the database's planner has remembered of columns when it last looked at them. What the table's rows
 * bear the statistics may bear, too: where it must not be there, the row is what has to be mended.
 */
final class OldValues {
    /** Behind the name of the column whose values are remembered. */
    static final String IN_STATISTICS = " (statistics)";

    /** @param table as people know it; of a partition the partitioned one, for which its rows are reported */
    private record Seen(TableName table, Fingerprint fingerprint) {}

    private record At(TableName table, String column, int digits) {}

    private static final class Places {
        private final Map<TableName, TableName> shown = new HashMap<>();

        Places(Plan plan) {
            plan.schema().tables().stream()
                    .filter(table -> table.kind() == Table.Kind.PARTITIONED)
                    .forEach(table -> table.partitions().forEach(partition -> shown.put(partition, table.name())));
        }

        TableName shown(TableName table) {
            return shown.getOrDefault(table, table);
        }
    }

    private final Map<Seen, List<At>> found = new HashMap<>();
    private final List<String> notRead = new ArrayList<>();

    private OldValues() {}

    static OldValues none() {
        return new OldValues();
    }

    /** Reads what this user may see of the statistics of the plan's tables; what the map says names others is theirs. */
    static OldValues read(Session session, Plan plan, Scanner scanner, TraceSet traces) throws SQLException {
        OldValues values = new OldValues();
        Map<TableName, TextColumns> columns = new HashMap<>();
        Places places = new Places(plan);
        for (Sql sql : session.dialect().rememberedValues(session)) {
            // what is refused must not end the transaction
            Savepoint before = session.connection().setSavepoint();
            try {
                session.forEach(sql, row -> {
                    TableName name = new TableName(row.getString(1), row.getString(2));
                    Table table = plan.schema().table(name).orElse(null);
                    String text = row.getString(4);
                    if (table != null && text != null) {
                        Column column = table.column(row.getString(3)).orElse(null);
                        boolean read = column == null
                                || columns.computeIfAbsent(
                                                name, first -> TextColumns.of(table, traces, session.dialect()))
                                        .read()
                                        .contains(column);
                        boolean ofOthers = column != null
                                && plan.others()
                                        .getOrDefault(places.shown(name), Set.of())
                                        .contains(column);
                        if (read && !ofOthers) {
                            values.scan(scanner, traces, places.shown(name), name, row.getString(3), column, text);
                        }
                    }
                });
            } catch (SQLException refused) {
                if (ConnectionFailure.classify(refused) != ConnectionFailure.Failure.RIGHTS) {
                    throw refused;
                }
                session.connection().rollback(before);
                values.notRead.add("the planner's statistics: this user has no right to read them");
            }
        }
        return values;
    }

    private void scan(
            Scanner scanner,
            TraceSet traces,
            TableName shown,
            TableName table,
            String name,
            @Nullable Column column,
            String text) {
        boolean number = column != null && column.family().isNumeric();
        scanner.scan(
                text,
                traces,
                (fingerprint, start, end) -> found.computeIfAbsent(
                                new Seen(shown, fingerprint), first -> new ArrayList<>())
                        .add(new At(table, name, number ? end - start : Integer.MAX_VALUE)));
    }

    /** Statistics that could not be read, in words. */
    List<String> notRead() {
        return notRead;
    }

    /** Takes a trace in a row of the table. Not for several threads at once. */
    void inRow(TableName table, Fingerprint fingerprint) {
        if (!found.isEmpty()) {
            found.remove(new Seen(table, fingerprint));
        }
    }

    /** Takes one trace in the statistics of a column. */
    @FunctionalInterface
    interface Taker {
        void take(TableName table, String column, Fingerprint fingerprint);
    }

    /** What is left over in statistics, after the rows were read. */
    void residuals(Classifier classifier, Taker taker) {
        found.forEach((seen, places) -> places.stream()
                .filter(at -> classifier.ofNobodysRow(seen.fingerprint, at.digits) == HitClass.RESIDUAL)
                .forEach(at -> taker.take(at.table, at.column + IN_STATISTICS, seen.fingerprint)));
    }
}
