package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Table;
import dev.palimpsest.identity.ContentMark;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.ledger.Decision;
import dev.palimpsest.ledger.Decisions;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.plan.Plan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The decisions about what proofs of a run have found, by place. Each holds as long as the text is the one it was made of. */
final class Decided {
    private final Map<String, List<Decision>> byTable;
    private final Fingerprinter fingerprinter;
    private final boolean sparing;

    private Decided(List<Decision> decisions, Fingerprinter fingerprinter) {
        this(decisions.stream().collect(Collectors.groupingBy(Decision::table)), fingerprinter, false);
    }

    private Decided(Map<String, List<Decision>> byTable, Fingerprinter fingerprinter, boolean sparing) {
        this.byTable = byTable;
        this.fingerprinter = fingerprinter;
        this.sparing = sparing;
    }

    /**
     * The same for whoever strikes: in a table without a primary key, or of which the key itself is struck, a text that may stay does so
     * in whatever row it stands. A row has another name there as soon as something else in it is struck.
     */
    Decided sparing() {
        return new Decided(byTable, fingerprinter, true);
    }

    static Decided of(Session session, OwnTables tables, RunRecord run, Fingerprinter fingerprinter)
            throws SQLException {
        return new Decided(new Decisions(tables, session, run.id()).all(), fingerprinter);
    }

    /** None, for whoever looks at what is found before anything is decided. */
    static Decided nothing(Fingerprinter fingerprinter) {
        return new Decided(List.of(), fingerprinter);
    }

    /** Those of one kind, by the full names of their tables. */
    Map<String, List<Decision>> all(Decision.Verdict verdict) {
        return byTable.values().stream()
                .flatMap(List::stream)
                .filter(each -> each.verdict() == verdict)
                .collect(Collectors.groupingBy(Decision::table));
    }

    /** The names of the columns that must be read to know the decided texts of a table again. */
    Set<String> columns(Table table) {
        Set<String> columns = new TreeSet<>();
        byTable.getOrDefault(table.name().toString(), List.of()).forEach(each -> columns.addAll(each.columns()));
        return columns;
    }

    /** Those of one table, for a reader of these columns; null where there are none. Not thread-safe. */
    @Nullable
    InTable in(Table table, List<Column> read) {
        List<Decision> decisions = byTable.get(table.name().toString());
        return decisions == null
                ? null
                : new InTable(decisions, read, sparing && losesNames(table, read), fingerprinter.contentMark());
    }

    /** Whether a row may get another name by what is struck in it. */
    private static boolean losesNames(Table table, List<Column> read) {
        return table.primaryKey().isEmpty()
                || read.stream().anyMatch(column -> table.primaryKey().contains(column.name()));
    }

    /** The same, by what the map strikes. */
    static boolean losesNames(Table table, Plan plan) {
        return table.primaryKey().isEmpty()
                || plan.table(table.name()).stream()
                        .flatMap(steps -> steps.swept().keySet().stream())
                        .anyMatch(column -> table.primaryKey().contains(column.name()));
    }

    /** One of them, for a reader of these columns who asks where its texts stand. Not thread-safe. */
    static InTable alone(Decision decision, List<Column> read, Fingerprinter fingerprinter) {
        return new InTable(List.of(decision), read, false, fingerprinter.contentMark());
    }

    /** The decisions about one table. */
    static final class InTable {
        private record Place(String column, String key) {}

        private final Map<Place, Decision> byPlace = new HashMap<>();
        /** What may stay in any row, by the column in which it begins; none where rows are known again. */
        private final Map<String, List<Decision>> anywhere;

        private final Map<String, Integer> numbers = new HashMap<>();
        private final ContentMark mark;

        InTable(List<Decision> decisions, List<Column> read, boolean sparing, ContentMark mark) {
            anywhere = decisions.stream()
                    .filter(each -> sparing && each.verdict() == Decision.Verdict.KEEP)
                    .collect(Collectors.groupingBy(Decision::column));
            decisions.forEach(each -> byPlace.put(new Place(each.column(), each.key()), each));
            for (int i = 0; i < read.size(); i++) {
                numbers.put(read.get(i).name(), i);
            }
            this.mark = mark;
        }

        /**
         * The decision about what was found in these columns of a row.
         *
         * @param texts of all columns that are read
         */
        @Nullable
        Decision of(String key, List<Column> found, List<@Nullable String> texts) {
            String column = found.getFirst().name();
            Decision decision = byPlace.get(new Place(column, key));
            if (decision != null && holds(decision, found, texts)) {
                return decision;
            }
            return anywhere.getOrDefault(column, List.of()).stream()
                    .filter(each -> holds(each, found, texts))
                    .findFirst()
                    .orElse(null);
        }

        /** Whether it is about these very texts, in whatever row they stand. */
        boolean isAbout(Decision decision, List<@Nullable String> texts) {
            return holds(decision, List.of(), texts);
        }

        /** Whether it is about all of this, and about these very texts. */
        private boolean holds(Decision decision, List<Column> found, List<@Nullable String> texts) {
            if (!decision.columns().containsAll(found.stream().map(Column::name).toList())
                    || !numbers.keySet().containsAll(decision.columns())) {
                return false;
            }
            List<@Nullable String> decided = new ArrayList<>();
            decision.columns().forEach(each -> decided.add(texts.get(Objects.requireNonNull(numbers.get(each)))));
            return mark.of(decided).equals(decision.content());
        }
    }
}
