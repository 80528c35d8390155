package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Table;
import dev.palimpsest.identity.Scanner;
import dev.palimpsest.identity.TraceSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Streams the text columns of one table once and looks every candidate up. The cost does not grow with the number of
 * people looked for. Not thread-safe: one per thread.
 */
final class TableScan {
    private final Scanner scanner;
    private final TraceSet traces;
    private final OwnerColumns owners;
    private final Decided decided;
    private final int batchSize;

    /** @param batchSize hits handed on at a time */
    TableScan(Scanner scanner, TraceSet traces, OwnerColumns owners, Decided decided, int batchSize) {
        this.scanner = scanner;
        this.traces = traces;
        this.owners = owners;
        this.decided = decided;
        this.batchSize = batchSize;
    }

    /** Takes hits of one table. */
    @FunctionalInterface
    interface HitTaker {
        void take(List<Hit> hits) throws SQLException;
    }

    /** @param rows rows read; @param bytes bytes of text read */
    record Amount(long rows, long bytes) {
        Amount plus(Amount other) {
            return new Amount(rows + other.rows, bytes + other.bytes);
        }
    }

    /**
     * Reads a table.
     *
     * @param shown the table the hits are reported for
     * @param partition the partition to read; null to read the table itself
     */
    Amount read(Session session, Table shown, @Nullable Table partition, List<Column> columns, HitTaker taker)
            throws SQLException {
        return read(session, shown, partition, columns, "true", null, taker);
    }

    /** Takes the key and the texts of a row, in the order of the columns read, and what was found there. */
    @FunctionalInterface
    interface RowTaker {
        void take(String key, List<@Nullable String> texts, List<Hit> hits);
    }

    /**
     * Reads some rows.
     *
     * @param condition on the rows, see {@link RowKeys}
     * @param rows is given every row before its hits are handed on; null = nobody asks for them
     */
    Amount read(
            Session session,
            Table shown,
            @Nullable Table partition,
            List<Column> columns,
            String condition,
            @Nullable RowTaker rows,
            HitTaker taker)
            throws SQLException {
        if (columns.isEmpty()) {
            return new Amount(0, 0);
        }
        Table read = partition == null ? shown : partition;
        List<Hit> batch = new ArrayList<>();
        Layout layout = new Layout(
                shown.hasHarmlessKey() ? shown.primaryKey().size() : 1,
                owners.of(shown),
                owners.ties(shown),
                decided.in(shown, columns),
                columns.stream().anyMatch(TableScan::isBytes));
        long[] amount = new long[2];
        session.dialect().stream(
                session,
                read.name(),
                expressions(read, shown, layout, columns, session.dialect()),
                condition,
                (fields, bytes) -> {
                    amount[0]++;
                    amount[1] += bytes;
                    int before = batch.size();
                    List<@Nullable String> texts = scan(fields, layout, columns, shown, partition, batch);
                    if (rows != null) {
                        rows.take(key(fields, layout), texts, List.copyOf(batch.subList(before, batch.size())));
                    }
                    if (batch.size() >= batchSize) {
                        taker.take(List.copyOf(batch));
                        batch.clear();
                    }
                });
        if (!batch.isEmpty()) {
            taker.take(batch);
        }
        return new Amount(amount[0], amount[1]);
    }

    /**
     * What stands before the texts in a line: where the row lies, so many parts of its key, and whose it is.
     *
     * @param owner null where the row alone does not say it
     * @param ties who else is named there
     * @param decided null where nothing was
     * @param bytes some of the texts lie in bytes
     */
    private record Layout(
            int keys, @Nullable Column owner, List<Column> ties, Decided.@Nullable InTable decided, boolean bytes) {
        int texts() {
            return 1 + keys + (owner == null ? 0 : 1) + ties.size();
        }
    }

    private static List<String> expressions(
            Table read, Table shown, Layout layout, List<Column> columns, Dialect dialect) {
        List<String> selected = new ArrayList<>();
        selected.add(dialect.locator(shown, dialect.quote(read.name().name())));
        if (shown.hasHarmlessKey()) {
            shown.primaryKey().forEach(column -> selected.add(dialect.quote(column)));
        } else {
            selected.add(RowKeys.place(shown, read, dialect));
        }
        Column owner = layout.owner();
        if (owner != null) {
            selected.add(dialect.asText(dialect.quote(owner.name())));
        }
        layout.ties().forEach(column -> selected.add(dialect.asText(dialect.quote(column.name()))));
        columns.forEach(column -> selected.add(
                isBytes(column)
                        ? dialect.wordsInBytes(dialect.quote(column.name()))
                        : dialect.words(column, dialect.quote(column.name()))));
        return selected;
    }

    private static boolean isBytes(Column column) {
        return column.family() == ColumnFamily.BINARY;
    }

    private static List<@Nullable String> textsInBytes(List<@Nullable String> fields, List<Column> columns) {
        List<@Nullable String> texts = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            texts.add(field != null && isBytes(columns.get(i)) ? WordsInBytes.of(field) : field);
        }
        return texts;
    }

    private List<@Nullable String> scan(
            List<@Nullable String> fields,
            Layout layout,
            List<Column> columns,
            Table shown,
            @Nullable Table partition,
            List<Hit> batch) {
        List<@Nullable String> read = fields.subList(layout.texts(), fields.size());
        List<@Nullable String> texts = layout.bytes() ? textsInBytes(read, columns) : read;
        scanner.scanRow(texts, traces, hit -> {
            String row = String.valueOf(fields.getFirst());
            String key = key(fields, layout);
            List<Column> found = hit.columns().stream().map(columns::get).toList();
            Decided.InTable decisions = layout.decided();
            batch.add(new Hit(
                    shown,
                    found,
                    new Hit.Locator(partition, row),
                    layout.owner() == null ? null : fields.get(1 + layout.keys()),
                    ties(fields, layout),
                    key,
                    hit.fingerprint(),
                    hit.start(),
                    Math.max(hit.start(), hit.end()),
                    hit.patched(),
                    hit.whole(),
                    decisions == null ? null : decisions.of(key, found, texts)));
        });
        return texts;
    }

    private static List<String> ties(List<@Nullable String> fields, Layout layout) {
        return layout.ties().isEmpty()
                ? List.of()
                : fields.subList(layout.texts() - layout.ties().size(), layout.texts()).stream()
                        .filter(Objects::nonNull)
                        .toList();
    }

    private static String key(List<@Nullable String> fields, Layout layout) {
        return String.join(",", nonNull(fields.subList(1, 1 + layout.keys())));
    }

    private static List<String> nonNull(List<@Nullable String> fields) {
        return fields.stream().map(String::valueOf).toList();
    }
}
