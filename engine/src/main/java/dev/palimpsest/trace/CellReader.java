package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Table;
import dev.palimpsest.identity.ContentMark;
import dev.palimpsest.identity.Scanner;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.plan.Plan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads single rows as a proof reads them, by the keys by which it names them. Changes nothing. Not thread-safe. */
public final class CellReader {
    /** Where a database shows no place of a row whose key could be a person's, many rows have this one. */
    private static final String NO_KEY = "row (key not shown)";

    /** Hits judged at a time; rows are asked for in smaller numbers. */
    private static final int BATCH = 10_000;

    private final Plan plan;
    private final RunRecord run;
    private final Traces traces;
    private @Nullable Classifier classifier;
    private @Nullable TraceSet all;

    public CellReader(Plan plan, RunRecord run, Traces traces) {
        this.plan = plan;
        this.run = run;
        this.traces = traces;
    }

    /** Whether the key names one row. */
    public static boolean isKey(String key) {
        return !key.isBlank() && !key.equals(NO_KEY);
    }

    /**
     * A text in which something was found.
     *
     * @param marks the places in it, by their beginnings and ends; none where they are in other texts
     */
    public record Text(String column, String text, List<Mark> marks) {}

    /** A place in a text. */
    public record Mark(int start, int end) {}

    /**
     * What is found now in a column of a row, of whatever class, and not yet decided.
     *
     * @param columns over which it is spread, in the order in which they are read
     * @param classes of everything that begins there
     * @param isProtected the row is a statutory record inside its period
     * @param content keyed mark of the texts of the columns
     */
    public record Cell(String key, List<Column> columns, Set<HitClass> classes, boolean isProtected, String content) {}

    /**
     * The texts of these rows as far as the run's people are found there, beginning in this column; by key. Of a run that is
     * proved nobody can tell any more where in the column they were.
     */
    public Map<String, List<Text>> texts(Session session, Table table, String column, List<String> keys)
            throws SQLException {
        TraceSet searched = all(session);
        Map<String, List<Text>> found = new LinkedHashMap<>();
        List<Column> read = TextColumns.of(table, searched, session.dialect()).read();
        read(session, searched, table, keys, (key, texts, hits) -> {
            Map<String, List<Hit>> byKey = hits.stream()
                    .filter(hit -> hit.column().name().equals(column))
                    .collect(Collectors.groupingBy(Hit::key));
            for (Map.Entry<String, List<Hit>> row : byKey.entrySet()) {
                found.put(row.getKey(), texts(read, texts, row.getValue()));
            }
            if (run.status() == RunRecord.Status.PROVED) {
                found.put(key, unmarked(read, texts, column));
            }
        });
        return found;
    }

    private TraceSet all(Session session) throws SQLException {
        TraceSet read = all;
        if (read == null) {
            read = traces.all(session);
            all = read;
        }
        return read;
    }

    /** Whether one of the run's people is surely named in a text that is to be kept. */
    public boolean isNamedIn(String text, Session session) throws SQLException {
        boolean[] named = new boolean[1];
        new Scanner(traces.fingerprinter())
                .scan(text, all(session), (fingerprint, start, end) -> named[0] |= !fingerprint.weak());
        return named[0];
    }

    private static List<Text> unmarked(List<Column> read, List<@Nullable String> texts, String column) {
        List<Text> shown = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            String text = texts.get(i);
            if (read.get(i).name().equals(column) && text != null) {
                shown.add(new Text(column, text, List.of()));
            }
        }
        return shown;
    }

    private static List<Text> texts(List<Column> read, List<@Nullable String> texts, List<Hit> hits) {
        Set<Column> columns = new LinkedHashSet<>(List.of(hits.getFirst().column()));
        hits.forEach(hit -> columns.addAll(hit.columns()));
        List<Text> shown = new ArrayList<>();
        for (Column column : columns) {
            String text = Objects.requireNonNullElse(texts.get(read.indexOf(column)), "");
            List<Mark> marks = hits.stream()
                    .filter(hit -> hit.column().equals(column))
                    .map(hit -> new Mark(
                            Math.min(hit.start(), text.length()),
                            Math.min(Math.max(hit.start(), hit.end()), text.length())))
                    .distinct()
                    .toList();
            shown.add(new Text(column.name(), text, marks));
        }
        return shown;
    }

    /** What is found in these rows now, by the columns in which it begins and the keys. */
    public Map<String, List<Cell>> cells(Session session, Table table, List<String> keys) throws SQLException {
        if (classifier == null) {
            classifier = Classifier.of(plan, run, traces, all(session), session);
        }
        Classifier judge = classifier;
        List<Column> read =
                TextColumns.of(table, judge.searched(), session.dialect()).read();
        List<Hit> hits = new ArrayList<>();
        Map<String, List<@Nullable String>> rows = new LinkedHashMap<>();
        read(session, judge.searched(), table, keys, (key, texts, found) -> {
            if (!found.isEmpty()) {
                rows.put(key, texts);
                hits.addAll(found);
            }
        });
        if (hits.isEmpty()) {
            return Map.of();
        }
        List<Classifier.Classified> judged = new ArrayList<>();
        Set<String> kept = new LinkedHashSet<>();
        Map<String, List<Hit>> byPartition = hits.stream().collect(Collectors.groupingBy(hit -> {
            Table partition = hit.locator().partition();
            return partition == null ? "" : partition.name().toString();
        }));
        for (List<Hit> part : byPartition.values()) {
            judged.addAll(judge.classify(session, part));
            kept.addAll(judge.insideTheirPeriod(session, part));
        }
        return cells(judged, kept, read, rows);
    }

    private Map<String, List<Cell>> cells(
            List<Classifier.Classified> judged,
            Set<String> kept,
            List<Column> read,
            Map<String, List<@Nullable String>> rows) {
        ContentMark mark = traces.fingerprinter().contentMark();
        Map<String, Map<String, List<Classifier.Classified>>> byPlace = judged.stream()
                .collect(Collectors.groupingBy(
                        each -> each.hit().column().name(),
                        Collectors.groupingBy(each -> each.hit().key())));
        Map<String, List<Cell>> cells = new LinkedHashMap<>();
        byPlace.forEach((column, byKey) -> byKey.forEach((key, theirs) -> {
            List<Column> spread = read.stream()
                    .filter(each ->
                            theirs.stream().anyMatch(one -> one.hit().columns().contains(each)))
                    .toList();
            List<@Nullable String> row = Objects.requireNonNull(rows.get(key));
            List<@Nullable String> texts = new ArrayList<>();
            spread.forEach(each -> texts.add(row.get(read.indexOf(each))));
            cells.computeIfAbsent(column, first -> new ArrayList<>())
                    .add(new Cell(
                            key,
                            spread,
                            theirs.stream().map(Classifier.Classified::hitClass).collect(Collectors.toSet()),
                            theirs.stream()
                                    .anyMatch(one ->
                                            kept.contains(one.hit().locator().row())),
                            mark.of(texts)));
        }));
        return cells;
    }

    private void read(Session session, TraceSet searched, Table table, List<String> keys, TableScan.RowTaker rows)
            throws SQLException {
        List<Column> columns =
                TextColumns.of(table, searched, session.dialect()).read();
        TableScan scan = new TableScan(
                new Scanner(traces.fingerprinter()),
                searched,
                new OwnerColumns(plan),
                Decided.nothing(traces.fingerprinter()),
                BATCH);
        for (Table part : plan.schema().leaves(table)) {
            String condition = RowKeys.condition(table, part, keys, session.dialect());
            scan.read(session, table, part == table ? null : part, columns, condition, rows, hits -> {});
        }
    }
}
