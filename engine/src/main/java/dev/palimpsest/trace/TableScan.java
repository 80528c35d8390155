package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Table;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.Scanner;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.plan.Plan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Streams the text columns of one table once and looks every candidate up. The cost does not grow with the number of
 * people looked for. Not thread-safe: one per thread.
 */
final class TableScan {
    private final Scanner scanner;
    private final TraceSet traces;
    private final OwnerColumns owners;
    private final RowNames names;
    private final Decided decided;
    private final int batchSize;

    /** @param batchSize hits handed on at a time */
    TableScan(Plan plan, Fingerprinter fingerprinter, TraceSet traces, Decided decided, int batchSize) {
        this(plan, fingerprinter, traces, new RowNames(plan, fingerprinter, traces), decided, batchSize);
    }

    /** One that names rows otherwise. */
    TableScan(Plan plan, Fingerprinter fingerprinter, TraceSet traces, RowNames names, Decided decided, int batchSize) {
        this.scanner = new Scanner(fingerprinter);
        this.traces = traces;
        this.owners = new OwnerColumns(plan);
        this.names = names;
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
        if (columns.isEmpty()) {
            return new Amount(0, 0);
        }
        Batch batch = new Batch(taker);
        Amount amount = read(session, new Reading(shown, partition, columns), "true", null, null, batch);
        batch.hand();
        return amount;
    }

    /** Takes the name and the texts of a row, in the order of the columns read, and what was found there. */
    @FunctionalInterface
    interface RowTaker {
        void take(String key, List<@Nullable String> texts, List<Hit> hits);
    }

    /**
     * Reads some rows: looked up where an index leads to them, the others sought in one reading of the table.
     *
     * @param asked the names of the rows, as a proof gives them
     * @param rows is given every row before its hits are handed on; null = nobody asks for them
     */
    void read(
            Session session,
            Table shown,
            @Nullable Table partition,
            List<Column> columns,
            Collection<String> asked,
            @Nullable RowTaker rows,
            HitTaker taker)
            throws SQLException {
        if (columns.isEmpty()) {
            return;
        }
        Table read = partition == null ? shown : partition;
        Batch batch = new Batch(taker);
        String source = session.dialect().quote(read.name().name());
        for (RowNames.Pass pass : names.of(shown).passes(asked, source, session.dialect())) {
            read(session, new Reading(shown, partition, columns), pass.condition(), pass.names(), rows, batch);
        }
        batch.hand();
    }

    /** Reads the names and texts of all rows. */
    void rows(Session session, Table shown, @Nullable Table partition, List<Column> columns, RowTaker rows)
            throws SQLException {
        Batch batch = new Batch(hits -> {});
        read(session, new Reading(shown, partition, columns), "true", null, rows, batch);
    }

    /** What is read. */
    private record Reading(Table shown, @Nullable Table partition, List<Column> columns) {
        Table read() {
            return partition == null ? shown : partition;
        }
    }

    /** Hits that are handed on together. */
    private final class Batch {
        private final List<Hit> hits = new ArrayList<>();
        private final HitTaker taker;

        Batch(HitTaker taker) {
            this.taker = taker;
        }

        void handIfFull() throws SQLException {
            if (hits.size() >= batchSize) {
                hand();
            }
        }

        void hand() throws SQLException {
            if (!hits.isEmpty()) {
                taker.take(List.copyOf(hits));
                hits.clear();
            }
        }
    }

    /** @param asked only the rows of these names; null for all */
    private Amount read(
            Session session,
            Reading reading,
            String condition,
            @Nullable Set<String> asked,
            @Nullable RowTaker rows,
            Batch batch)
            throws SQLException {
        Layout layout = layout(reading, session.dialect());
        long[] amount = new long[2];
        session.dialect().stream(
                session,
                reading.read().name(),
                expressions(reading, layout, session.dialect()),
                condition,
                (fields, bytes) -> {
                    amount[0]++;
                    amount[1] += bytes;
                    if (asked != null && !asked.contains(layout.name(fields))) {
                        return;
                    }
                    int before = batch.hits.size();
                    List<@Nullable String> texts = scan(fields, layout, reading, batch.hits);
                    if (rows != null) {
                        rows.take(
                                layout.name(fields), texts, List.copyOf(batch.hits.subList(before, batch.hits.size())));
                    }
                    batch.handIfFull();
                });
        return new Amount(amount[0], amount[1]);
    }

    /**
     * What stands before the texts in a line: where the row lies, what names it, and whose it is.
     *
     * @param named what is read besides to name it; empty where the place itself does
     * @param owner null where the row alone does not say it
     * @param ties who else is named there
     * @param decided null where nothing was
     * @param bytes some of the texts lie in bytes
     */
    private record Layout(
            RowNames.OfTable names,
            List<String> named,
            @Nullable Column owner,
            List<Column> ties,
            Decided.@Nullable InTable decided,
            boolean bytes) {
        int texts() {
            return 1 + named.size() + (owner == null ? 0 : 1) + ties.size();
        }

        String name(List<@Nullable String> fields) {
            return names.name(
                    named.isEmpty()
                            ? String.valueOf(fields.getFirst())
                            : fields.subList(1, 1 + named.size()).stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(",")));
        }

        @Nullable
        String owner(List<@Nullable String> fields) {
            return owner == null ? null : fields.get(1 + named.size());
        }

        List<String> ties(List<@Nullable String> fields) {
            return ties.isEmpty()
                    ? List.of()
                    : fields.subList(texts() - ties.size(), texts()).stream()
                            .filter(Objects::nonNull)
                            .toList();
        }
    }

    private Layout layout(Reading reading, Dialect dialect) {
        Table shown = reading.shown();
        String rows = dialect.quote(reading.read().name().name());
        RowNames.OfTable named = names.of(shown);
        List<String> expressions = named.expressions(rows, dialect);
        return new Layout(
                named,
                expressions.equals(List.of(dialect.locator(shown, rows))) ? List.of() : expressions,
                owners.of(shown),
                owners.ties(shown),
                decided.in(shown, reading.columns()),
                reading.columns().stream().anyMatch(TableScan::isBytes));
    }

    private static List<String> expressions(Reading reading, Layout layout, Dialect dialect) {
        List<String> selected = new ArrayList<>();
        selected.add(dialect.locator(
                reading.shown(), dialect.quote(reading.read().name().name())));
        selected.addAll(layout.named());
        Column owner = layout.owner();
        if (owner != null) {
            // a whole number or a UUID, as of a key that names a row: streamed in text form as it is
            selected.add(dialect.quote(owner.name()));
        }
        layout.ties().forEach(column -> selected.add(dialect.asText(dialect.quote(column.name()))));
        reading.columns()
                .forEach(column -> selected.add(
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
            List<@Nullable String> fields, Layout layout, Reading reading, List<Hit> batch) {
        List<@Nullable String> read = fields.subList(layout.texts(), fields.size());
        List<@Nullable String> texts = layout.bytes() ? textsInBytes(read, reading.columns()) : read;
        scanner.scanRow(texts, traces, hit -> {
            String key = layout.name(fields);
            List<Column> found =
                    hit.columns().stream().map(reading.columns()::get).toList();
            Decided.InTable decisions = layout.decided();
            batch.add(new Hit(
                    reading.shown(),
                    found,
                    new Hit.Locator(reading.partition(), String.valueOf(fields.getFirst())),
                    layout.owner(fields),
                    layout.ties(fields),
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
}
