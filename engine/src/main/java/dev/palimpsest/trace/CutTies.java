package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.identity.ContentMark;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import dev.palimpsest.text.ExactJson;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whom rows under {@code others} named by a reference that a treatment takes away. It is read before, so that afterwards whoever signed
 * such a row is still no namesake of her own. A row is known again by a keyed mark of its primary key. Not thread-safe.
 */
final class CutTies {
    private static final JsonMapper JSON =
            ExactJson.builder().disable(SerializationFeature.INDENT_OUTPUT).build();
    /** Of 64, as in the names of rows. */
    private static final int DIGITS = 24;

    private final Plan plan;
    private final LocalDate today;
    private final ContentMark mark;

    CutTies(Plan plan, LocalDate today, Fingerprinter fingerprinter) {
        this.plan = plan;
        this.today = today;
        this.mark = fingerprinter.contentMark();
    }

    /** References of one table that a treatment changes, and the ways by which it reaches them. */
    private record Cut(Table table, List<Column> columns, List<Way> ways) {}

    /**
     * What the treatment of the people in the chunk table will take away.
     *
     * @return of each of them by whom something is reached, as it is written down
     */
    Map<SubjectKey, String> of(Session session) throws SQLException {
        Map<SubjectKey, Map<String, Set<String>>> found = new HashMap<>();
        for (TableName name : new TreeSet<>(plan.others().keySet())) {
            Cut cut = cut(name);
            if (cut != null) {
                for (Way way : cut.ways) {
                    read(session, cut, way, found);
                }
            }
        }
        Map<SubjectKey, String> written = new HashMap<>();
        found.forEach((subject, ties) -> written.put(subject, JSON.writeValueAsString(ties)));
        return written;
    }

    private @Nullable Cut cut(TableName name) {
        TablePlan steps = plan.table(name).orElse(null);
        if (steps == null
                || steps.way() == null
                || steps.deletes()
                || steps.table().primaryKey().isEmpty()) {
            return null;
        }
        List<TablePlan> all =
                Stream.concat(Stream.of(steps), steps.severed().stream()).toList();
        List<Column> columns = new OwnerColumns(plan)
                .beside(steps.table()).stream()
                        .filter(column -> all.stream().anyMatch(each -> changes(each, column)))
                        .toList();
        return columns.isEmpty()
                ? null
                : new Cut(
                        steps.table(),
                        columns,
                        all.stream().map(TablePlan::requireWay).toList());
    }

    private static boolean changes(TablePlan steps, Column column) {
        return steps.treatments().containsKey(column) && !steps.keeps(column);
    }

    private void read(Session session, Cut cut, Way way, Map<SubjectKey, Map<String, Set<String>>> found)
            throws SQLException {
        Dialect dialect = session.dialect();
        Table table = cut.table;
        List<String> selected = new ArrayList<>();
        selected.add(dialect.asText("palimpsest_way.palimpsest_key"));
        selected.add(row(table, dialect));
        cut.columns.forEach(column -> selected.add(dialect.asText(dialect.quote(table.name(), column.name()))));
        Sql reached =
                way.reached(dialect.chunkTable(plan.subject().key().typeName()).relation(), dialect);
        session.forEach(
                Sql.of("select " + String.join(", ", selected) + " from ")
                        .add(way.beside(reached, table, new Sql(), dialect, today)),
                row -> {
                    for (int i = 0; i < cut.columns.size(); i++) {
                        String named = row.getString(3 + i);
                        if (named != null) {
                            found.computeIfAbsent(new SubjectKey(row.getString(1)), first -> new TreeMap<>())
                                    .computeIfAbsent(mark(table, row.getString(2)), first -> new LinkedHashSet<>())
                                    .add(named);
                        }
                    }
                });
    }

    /** What is read of a row to know it again. */
    static String row(Table table, Dialect dialect) {
        return dialect.identity(table, dialect.quote(table.name().name()));
    }

    /** @param read what {@link #row} gave */
    String mark(Table table, String read) {
        return mark.of(List.of("tie", table.name().toString(), read)).substring(0, DIGITS);
    }

    /** Two of those that are written down, of one subject, as one. */
    static String joined(String one, String other) {
        Map<String, Set<String>> both = new TreeMap<>();
        Stream.of(one, other)
                .forEach(written -> read(written)
                        .forEach((row, named) -> both.computeIfAbsent(row, first -> new LinkedHashSet<>())
                                .addAll(named)));
        return JSON.writeValueAsString(both);
    }

    /** By the mark of a row, the keys of whom it named. */
    static Map<String, Set<String>> read(String written) {
        return JSON.readValue(written, new TypeReference<>() {});
    }
}
