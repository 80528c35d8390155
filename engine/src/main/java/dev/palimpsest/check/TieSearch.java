package dev.palimpsest.check;

import dev.palimpsest.check.SuggestedTie.Reason;
import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.TableDeclaration;
import dev.palimpsest.map.TieDeclaration;
import dev.palimpsest.plan.IdentifierSource;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for columns that seem to refer to subjects though neither a foreign key nor the map says so: by their names, and by a
 * few of their values. Reads no more than {@value #MOST_ROWS} rows of a table, and changes nothing.
 */
public final class TieSearch {
    /** What the names of Palimpsest's own tables begin with. */
    private static final String OWN = "palimpsest_";

    private static final int MOST_ROWS = 10_000;
    private static final int MOST_VALUES = 200;
    private static final int MOST_LOOKS = 500;
    /** So many values are a hint; fewer are found by chance. */
    private static final int FEWEST_VALUES = 3;

    private final Plan plan;
    private final Session session;
    private final TieNames names;
    private final Table subject;
    /** By the names of columns that refer to subjects, what they refer to. */
    private final Map<String, Column> declared = new HashMap<>();

    private final Set<Place> decided = new HashSet<>();

    private record Place(TableName table, String column) {}

    /** @param kind the column that says to which table the row refers; null = always to the same */
    private record Candidate(
            Table table,
            Column column,
            Column to,
            Reason reason,
            @Nullable Column kind) {
        Candidate(Table table, Column column, Column to, Reason reason) {
            this(table, column, to, reason, null);
        }
    }

    private TieSearch(Plan plan, Session session) {
        this.plan = plan;
        this.session = session;
        this.subject = plan.subject().table();
        this.names = new TieNames(subject.name().name());
    }

    /** What it finds, by table and column. */
    public static List<SuggestedTie> of(Plan plan, Session session) throws SQLException {
        return new TieSearch(plan, session).search();
    }

    private List<SuggestedTie> search() throws SQLException {
        gatherDeclared();
        gatherDecided();
        List<SuggestedTie> found = new ArrayList<>();
        for (Candidate candidate : candidates().stream()
                .sorted(Comparator.comparing(Candidate::reason))
                .limit(MOST_LOOKS)
                .toList()) {
            look(candidate).ifPresent(found::add);
        }
        found.sort(Comparator.comparing(SuggestedTie::table).thenComparing(SuggestedTie::column));
        return List.copyOf(found);
    }

    private void gatherDeclared() {
        for (ForeignKey reference : plan.schema().referencesTo(subject.name())) {
            if (reference.columns().size() == 1 && !reference.from().equals(subject.name())) {
                subject.column(reference.toColumns().getFirst())
                        .ifPresent(
                                to -> declared.putIfAbsent(reference.columns().getFirst(), to));
            }
        }
        ways().flatMap(way -> way.hops().stream())
                .filter(hop -> hop.to().equals(subject.name()) && !hop.from().equals(subject.name()))
                .forEach(hop -> declared.putIfAbsent(hop.column().name(), hop.toColumn()));
    }

    private Stream<Way> ways() {
        return Stream.of(
                        plan.steps().stream().map(TablePlan::way),
                        plan.activity().stream().map(source -> source.way()),
                        plan.blockers().stream().map(blocker -> blocker.way()),
                        plan.identifiers().stream()
                                .flatMap(IdentifierSource::rows)
                                .map(IdentifierSource::way))
                .flatMap(each -> each)
                .filter(Objects::nonNull)
                .filter(way -> !way.isReferredTo());
    }

    /** What the owner has spoken of: by a way, by name under the table's treatment, by {@code ties} or {@code ignore}. */
    private void gatherDecided() {
        ways().flatMap(way -> way.hops().stream())
                .forEach(hop -> decided.add(new Place(hop.from(), hop.column().name())));
        for (TieDeclaration tie : plan.map().ties()) {
            table(tie.table()).ifPresent(table -> decided.add(new Place(table.name(), tie.column())));
        }
        for (TableDeclaration declaration : plan.map().treatment()) {
            Optional<Table> table = table(declaration.table());
            if (table.isPresent()) {
                Stream<String> spoken = declaration.rows() == TableDeclaration.Rows.IGNORE
                        ? table.get().columns().stream().map(Column::name)
                        : Stream.concat(declaration.keep().stream(), declaration.columns().keySet().stream());
                spoken.forEach(column -> decided.add(new Place(table.get().name(), column)));
            }
        }
    }

    private Optional<Table> table(String written) {
        return plan.schema().table(plan.name(written));
    }

    private List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        for (Table table : plan.schema().tables()) {
            boolean holdsRows = table.kind() == Table.Kind.TABLE || table.kind() == Table.Kind.PARTITIONED;
            if (!holdsRows || table.name().name().startsWith(OWN)) {
                continue;
            }
            for (Column column : table.columns()) {
                boolean reference = table.foreignKeys().stream()
                        .anyMatch(key -> key.columns().contains(column.name()));
                boolean own = table.name().equals(subject.name()) && isKey(column);
                if (!reference
                        && !own
                        && !column.generated()
                        && !column.identity()
                        && !decided.contains(new Place(table.name(), column.name()))) {
                    candidate(table, column).ifPresent(candidates::add);
                }
            }
        }
        return candidates;
    }

    private boolean isKey(Column column) {
        return column.name().equals(plan.subject().key().name());
    }

    private Optional<Candidate> candidate(Table table, Column column) {
        Column key = plan.subject().key();
        Column like = declared.get(column.name());
        boolean ofSubject = table.name().equals(subject.name());
        if (names.saysNothing(column.name())) {
            return Optional.empty();
        }
        Optional<Column> kind = kindBeside(table, column);
        if (kind.isPresent()) {
            return key.family() == column.family() && !ofSubject
                    ? Optional.of(new Candidate(table, column, key, Reason.CALLED_AFTER, kind.get()))
                    : Optional.empty();
        }
        if (like != null && like.family() == column.family() && !ofSubject) {
            return Optional.of(new Candidate(table, column, like, Reason.SAME_NAME));
        }
        if (key.family() != column.family()) {
            return Optional.empty();
        }
        if (!ofSubject && names.isCalledAfter(column.name())) {
            return Optional.of(new Candidate(table, column, key, Reason.CALLED_AFTER));
        }
        if (table.primaryKey().equals(List.of(column.name()))) {
            return Optional.empty();
        }
        if (names.namesAPerson(column.name())) {
            return Optional.of(new Candidate(table, column, key, Reason.PERSON));
        }
        return key.family() == ColumnFamily.UUID
                ? Optional.of(new Candidate(table, column, key, Reason.VALUES))
                : Optional.empty();
    }

    /** {@code owner_type} beside {@code owner_id}. */
    private static Optional<Column> kindBeside(Table table, Column column) {
        String name = column.name();
        return name.endsWith("_id")
                ? table.column(name.substring(0, name.length() - "id".length()) + "type")
                        .filter(kind -> kind.family() == ColumnFamily.TEXT || kind.family() == ColumnFamily.ENUM)
                : Optional.empty();
    }

    private Optional<SuggestedTie> look(Candidate candidate) throws SQLException {
        Column kind = candidate.kind();
        Optional<String> theirs = kind == null ? Optional.empty() : theirKind(candidate.table(), kind);
        if (kind != null && theirs.isEmpty()) {
            return Optional.empty();
        }
        long[] counts = counts(candidate, subject, candidate.to(), theirs.orElse(null));
        long looked = counts[0];
        long known = counts[1];
        boolean likely = switch (candidate.reason()) {
            case SAME_NAME -> known > 0 || looked < FEWEST_VALUES;
            case CALLED_AFTER -> known * 2 >= looked && !refersElsewhere(candidate);
            case PERSON -> looked >= FEWEST_VALUES && known == looked && !refersElsewhere(candidate);
            case VALUES -> looked >= FEWEST_VALUES && known == looked;
        };
        return likely
                ? Optional.of(new SuggestedTie(
                        candidate.table().name(),
                        candidate.column().name(),
                        plan.shown(subject.name()) + "." + candidate.to().name(),
                        kind == null ? null : equal(kind, theirs.orElseThrow()),
                        candidate.reason(),
                        looked,
                        known))
                : Optional.empty();
    }

    /** Whether another table has the column's name in full, and the keys that stand there. */
    private boolean refersElsewhere(Candidate candidate) throws SQLException {
        String name = candidate.column().name();
        if (candidate.kind() != null || names.isCalledAfterAllOf(name)) {
            return false;
        }
        for (Table other : plan.schema().tables()) {
            List<String> key = other.primaryKey();
            boolean named = key.size() == 1
                    && !other.name().equals(subject.name())
                    && new TieNames(other.name().name()).isCalledAfterAllOf(name);
            if (named) {
                Column to = other.column(key.getFirst()).orElseThrow();
                long[] counts = to.family() == candidate.column().family()
                        ? counts(candidate, other, to, null)
                        : new long[] {1, 0};
                if (counts[0] == counts[1]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The first of the words in a column of kinds that means the subject's table. */
    private Optional<String> theirKind(Table table, Column kind) throws SQLException {
        Dialect dialect = session.dialect();
        Sql sql = Sql.of("select distinct " + dialect.asText("palimpsest_v") + " from (select "
                + dialect.quote(kind.name()) + " as palimpsest_v from " + dialect.quote(table.name()) + " limit "
                + MOST_ROWS + ") palimpsest_r where palimpsest_v is not null limit " + MOST_VALUES);
        return tried(() -> session.list(sql, row -> row.getString(1)), List.<String>of()).stream()
                .filter(names::isKind)
                .sorted()
                .findFirst();
    }

    /** As it is written in a map. */
    private String equal(Column kind, String value) {
        String name = kind.name().matches("[a-z_][a-z0-9_]*")
                ? kind.name()
                : session.dialect().quote(kind.name());
        return name + " = '" + value.replace("'", "''") + "'";
    }

    /** Different values looked at, and how many of them are known; none where this user may not look. */
    private long[] counts(Candidate candidate, Table other, Column to, @Nullable String theirs) throws SQLException {
        Dialect dialect = session.dialect();
        String column = dialect.quote(candidate.column().name());
        Column kind = candidate.kind();
        Sql sql = Sql.of(
                "select count(*), count(palimpsest_s.palimpsest_k) from (select distinct palimpsest_v from (select "
                        + column + " as palimpsest_v from "
                        + dialect.quote(candidate.table().name()));
        if (kind != null && theirs != null) {
            sql.add(" where " + dialect.asText(dialect.quote(kind.name())) + " = ?", theirs);
        }
        sql.add(" limit " + MOST_ROWS
                + ") palimpsest_r where palimpsest_v is not null limit " + MOST_VALUES
                + ") palimpsest_d left join (select "
                + dialect.quote(to.name()) + " as palimpsest_k from "
                + dialect.quote(other.name())
                + ") palimpsest_s on palimpsest_s.palimpsest_k = palimpsest_d.palimpsest_v");
        return tried(
                () -> Objects.requireNonNull(session.first(sql, row -> new long[] {row.getLong(1), row.getLong(2)})),
                new long[2]);
    }

    /** What this user may not read is not looked at. */
    private <T> T tried(Look<T> look, T otherwise) throws SQLException {
        Savepoint before = session.connection().setSavepoint();
        try {
            return look.look();
        } catch (SQLException refused) {
            if (ConnectionFailure.isOfTheMoment(refused)) {
                throw refused;
            }
            session.connection().rollback(before);
            return otherwise;
        }
    }

    @FunctionalInterface
    private interface Look<T> {
        T look() throws SQLException;
    }
}
