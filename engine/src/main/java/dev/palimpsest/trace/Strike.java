package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.Redactor;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Strikes the hits of one table, one transaction per batch. */
final class Strike {
    private static final int LOCK_WAIT_MILLIS = 500;

    private final Session session;
    private final SweptTable swept;
    private final Table table;
    private final Classifier classifier;
    private final Map<String, Long> struck;
    private final SweptTexts texts;
    private boolean held;

    /** @param struck counts texts, by {@code table.column} */
    Strike(
            Session session,
            SweptTable swept,
            TraceSet all,
            Fingerprinter fingerprinter,
            Classifier classifier,
            Map<String, Long> struck) {
        this.session = session;
        this.swept = swept;
        this.table = swept.table();
        this.texts = new SweptTexts(table, swept.marks(), all, new Redactor(fingerprinter));
        this.classifier = classifier;
        this.struck = struck;
    }

    /** Whether somebody held a text that is to be struck. */
    boolean held() {
        return held;
    }

    void hits(List<Hit> hits) throws SQLException {
        hits(hits, texts);
    }

    private void hits(List<Hit> hits, SweptTexts texts) throws SQLException {
        Map<String, SweptRow> rows = new LinkedHashMap<>();
        for (Classifier.Classified classified : classifier.classify(session, hits)) {
            Hit hit = classified.hit();
            if (classified.hitClass() == HitClass.RESIDUAL && swept.strikes(hit)) {
                rows.computeIfAbsent(hit.locator().row(), row -> new SweptRow()).add(hit);
            }
        }
        Table partition = hits.getFirst().locator().partition();
        TableName name = partition == null ? table.name() : partition.name();
        try {
            Map<Column, Long> changed = rows.isEmpty() ? Map.of() : strike(name, rows, texts);
            session.connection().commit();
            changed.forEach((column, count) -> struck.merge(table.name() + "." + column.name(), count, Long::sum));
        } catch (SQLException failure) {
            session.connection().rollback();
            switch (ConnectionFailure.classify(failure)) {
                case RETRY -> held = true;
                case DATA -> oneByOne(hits, texts);
                case LOST, RIGHTS, RESOURCE, OTHER -> throw failure;
            }
        } catch (PalimpsestException unexpected) {
            session.connection().rollback();
            oneByOne(hits, texts);
        }
    }

    /** A constraint or trigger stands in the way of one text: the others are struck, the proof reports that one. */
    private void oneByOne(List<Hit> hits, SweptTexts texts) throws SQLException {
        Map<String, List<Hit>> byRow = new LinkedHashMap<>();
        hits.forEach(hit -> byRow.computeIfAbsent(hit.locator().row(), row -> new ArrayList<>())
                .add(hit));
        if (byRow.size() > 1) {
            for (List<Hit> row : byRow.values()) {
                hits(row, this.texts);
            }
        } else if (texts == this.texts) {
            // an index that was not read, such as one over an expression, may forbid that two rows become alike
            hits(hits, texts.apart());
        }
    }

    /** @return texts changed, by column */
    private Map<Column, Long> strike(TableName name, Map<String, SweptRow> rows, SweptTexts texts) throws SQLException {
        Dialect dialect = session.dialect();
        Map<List<Column>, Change> changes = new LinkedHashMap<>();
        session.execute(dialect.boundLockWaits(LOCK_WAIT_MILLIS));
        Set<String> free = texts.read(
                session,
                name,
                rows,
                dialect.lockingFree(),
                SweptTexts.Before.AS_THEY_ARE,
                (place, columns, before, after) -> keep(place, columns, after, changes));
        held |= !free.containsAll(rows.keySet());
        Map<Column, Long> changed = new LinkedHashMap<>();
        if (!changes.isEmpty()) {
            session.execute(dialect.boundLockWaitsOfHolder(LOCK_WAIT_MILLIS));
        }
        for (Map.Entry<List<Column>, Change> change : changes.entrySet()) {
            TextChange.write(
                    session,
                    table,
                    name,
                    change.getKey(),
                    change.getValue().places(),
                    change.getValue().texts());
            change.getKey()
                    .forEach(column -> changed.merge(
                            column, (long) change.getValue().places().size(), Long::sum));
        }
        return changed;
    }

    /** Puts the new texts of a row to those of other rows in which the same columns change. */
    private static void keep(
            String place, List<Column> columns, List<@Nullable String> struck, Map<List<Column>, Change> changes) {
        List<Column> changed = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String text = struck.get(i);
            if (text != null) {
                changed.add(columns.get(i));
                texts.add(text);
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        Change change = changes.computeIfAbsent(changed, Change::ofColumns);
        change.places().add(place);
        for (int i = 0; i < texts.size(); i++) {
            change.texts().get(i).add(texts.get(i));
        }
    }

    /**
     * New texts of rows in which the same columns change.
     *
     * @param texts for each column those of the rows
     */
    private record Change(List<String> places, List<List<String>> texts) {
        static Change ofColumns(List<Column> columns) {
            List<List<String>> texts = new ArrayList<>();
            columns.forEach(column -> texts.add(new ArrayList<>()));
            return new Change(new ArrayList<>(), texts);
        }
    }
}
