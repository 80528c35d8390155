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
import java.util.HashMap;
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
    /** Hits judged at a time, while their rows' texts are held. */
    private static final int BATCH = 1_000;

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

    /**
     * A text in which something was found.
     *
     * @param marks the places in it, by their beginnings and ends; none where they are in other texts
     */
    public record Text(String column, String text, List<Mark> marks) {}

    /** A place in a text. */
    public record Mark(int start, int end) {}

    /** A column of rows that have this name. */
    public record Place(String column, String key) {}

    /**
     * What is found now in a column of a row, of whatever class, and not yet decided.
     *
     * @param columns over which it is spread, in the order in which they are read
     * @param classes of everything that begins there
     * @param isProtected the row is a statutory record inside its period
     * @param content keyed mark of the texts of the columns
     */
    public record Cell(Place place, List<Column> columns, Set<HitClass> classes, boolean isProtected, String content) {
        /** Rows without a key that are alike in everything are one place. */
        private Cell with(Cell alike) {
            Set<HitClass> all = new LinkedHashSet<>(classes);
            all.addAll(alike.classes);
            return new Cell(place, columns, all, isProtected || alike.isProtected, content);
        }
    }

    /**
     * The texts in these places as far as the run's people are found there. Of a run that is proved nobody can tell any more where in
     * the column they were, nor which rows those were that are named by a mark.
     */
    public Map<Place, List<Text>> texts(Session session, Table table, Set<Place> places) throws SQLException {
        TraceSet searched = all(session);
        boolean proved = run.status() == RunRecord.Status.PROVED;
        Map<Place, List<Text>> found = new LinkedHashMap<>();
        List<Column> read = TextColumns.of(table, searched, session.dialect()).read();
        List<String> keys = places.stream()
                .map(Place::key)
                .filter(key -> !proved || !RowNames.isMark(key))
                .distinct()
                .toList();
        TableScan.RowTaker rows = (String key, List<@Nullable String> texts, List<Hit> hits) -> {
            Map<Place, List<Hit>> begin = hits.stream()
                    .collect(Collectors.groupingBy(hit -> new Place(hit.column().name(), key)));
            begin.forEach((place, theirs) -> {
                if (places.contains(place)) {
                    found.put(place, texts(read, texts, theirs));
                }
            });
            if (proved) {
                places.stream()
                        .filter(place -> place.key().equals(key))
                        .forEach(place -> found.put(place, unmarked(read, texts, place.column())));
            }
        };
        for (Table part : plan.schema().leaves(table)) {
            scan(searched).read(session, table, part == table ? null : part, read, keys, rows, hits -> {});
        }
        return found;
    }

    private TableScan scan(TraceSet searched) {
        return new TableScan(plan, traces.fingerprinter(), searched, Decided.nothing(traces.fingerprinter()), BATCH);
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

    /**
     * What is found now in the rows of these names, by where it begins. A table in which no index leads to them is read once.
     *
     * @param reading reads them
     * @param asking asks meanwhile whose they are
     */
    public Map<Place, Cell> cells(Session reading, Session asking, Table table, Set<String> keys) throws SQLException {
        if (classifier == null) {
            classifier = Classifier.of(plan, run, traces, all(asking), asking);
        }
        Classifier judge = classifier;
        List<Column> read =
                TextColumns.of(table, judge.searched(), reading.dialect()).read();
        Map<Place, Cell> cells = new LinkedHashMap<>();
        for (Table part : plan.schema().leaves(table)) {
            Map<String, List<@Nullable String>> rows = new HashMap<>();
            TableScan.RowTaker found = (String key, List<@Nullable String> texts, List<Hit> hits) -> {
                if (!hits.isEmpty()) {
                    rows.put(key, texts);
                }
            };
            scan(judge.searched()).read(reading, table, part == table ? null : part, read, keys, found, hits -> {
                List<Classifier.Classified> judged = judge.classify(asking, hits);
                cells(judged, judge.insideTheirPeriod(asking, hits), read, rows)
                        .forEach(cell -> cells.merge(cell.place(), cell, Cell::with));
                rows.clear();
            });
        }
        return cells;
    }

    private List<Cell> cells(
            List<Classifier.Classified> judged,
            Set<String> kept,
            List<Column> read,
            Map<String, List<@Nullable String>> rows) {
        ContentMark mark = traces.fingerprinter().contentMark();
        Map<Place, List<Classifier.Classified>> byPlace = judged.stream()
                .collect(Collectors.groupingBy(
                        each -> new Place(each.hit().column().name(), each.hit().key())));
        List<Cell> cells = new ArrayList<>();
        byPlace.forEach((place, theirs) -> {
            List<Column> spread = read.stream()
                    .filter(each ->
                            theirs.stream().anyMatch(one -> one.hit().columns().contains(each)))
                    .toList();
            List<@Nullable String> row = Objects.requireNonNull(rows.get(place.key()));
            List<@Nullable String> texts = new ArrayList<>();
            spread.forEach(each -> texts.add(row.get(read.indexOf(each))));
            cells.add(new Cell(
                    place,
                    spread,
                    theirs.stream().map(Classifier.Classified::hitClass).collect(Collectors.toSet()),
                    theirs.stream()
                            .anyMatch(one -> kept.contains(one.hit().locator().row())),
                    mark.of(texts)));
        });
        return cells;
    }
}
