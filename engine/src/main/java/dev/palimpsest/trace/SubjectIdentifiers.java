package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.identity.Identifier;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.IdentifierSource;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.Way;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads the identifiers of subjects from their own row and from linked tables: one statement per table, and one for each
 * identifier whose parts stand in several rows. What the map itself writes
 * is none.
 */
final class SubjectIdentifiers {
    private final Plan plan;
    private final LocalDate today;
    private final Placeholders placeholders;

    SubjectIdentifiers(Plan plan, LocalDate today) {
        this.plan = plan;
        this.today = today;
        this.placeholders = new Placeholders(plan);
    }

    /** Sources that are read by the same statement. */
    private record Reach(Way way) {}

    /** All that leads to a few subjects, also that of others whom only their rows name. */
    void read(Session session, Dialect.KeySet keys, BiConsumer<SubjectKey, Identifier> each) throws SQLException {
        read(session, keys, true, plan.identifiers(), each);
    }

    /** What the subjects bear themselves, however many they are. */
    void readOwn(Session session, Dialect.KeySet keys, BiConsumer<SubjectKey, Identifier> each) throws SQLException {
        readOwn(session, keys, EnumSet.allOf(IdentifierKind.class), each);
    }

    /** What the subjects bear themselves, of these kinds. */
    void readOwn(
            Session session, Dialect.KeySet keys, Set<IdentifierKind> kinds, BiConsumer<SubjectKey, Identifier> each)
            throws SQLException {
        read(
                session,
                keys,
                false,
                plan.identifiers().stream()
                        .filter(source -> source.unless() == null && kinds.contains(source.kind()))
                        .toList(),
                each);
    }

    private void read(
            Session session,
            Dialect.KeySet keys,
            boolean few,
            List<IdentifierSource> identifiers,
            BiConsumer<SubjectKey, Identifier> each)
            throws SQLException {
        Map<Reach, List<IdentifierSource>> byTable = new LinkedHashMap<>();
        for (IdentifierSource source : identifiers) {
            if (source.joined().isEmpty()) {
                byTable.computeIfAbsent(new Reach(source.way()), reach -> new ArrayList<>())
                        .add(source);
            }
        }
        for (Map.Entry<Reach, List<IdentifierSource>> entry : byTable.entrySet()) {
            read(session, keys, few, entry.getKey().way(), entry.getValue(), each);
        }
        for (IdentifierSource source : identifiers) {
            if (!source.joined().isEmpty()) {
                readJoined(session, keys, few, source, each);
            }
        }
    }

    private void read(
            Session session,
            Dialect.KeySet keys,
            boolean few,
            Way way,
            List<IdentifierSource> sources,
            BiConsumer<SubjectKey, Identifier> each)
            throws SQLException {
        Dialect dialect = session.dialect();
        Sql sql = new Sql().add(keys.with()).add("select " + dialect.asText("palimpsest_way.palimpsest_key"));
        Sql only = new Sql();
        for (IdentifierSource source : sources) {
            Predicate where = source.where();
            for (Column column : source.columns()) {
                String text = dialect.asText(dialect.quote(way.table(), column.name()));
                if (where == null) {
                    sql.add(", " + text);
                } else {
                    sql.add(", case when ")
                            .add(OwnerSql.bind(where.sql(), today))
                            .add(" then " + text + " end");
                }
            }
            Column unless = source.unless();
            if (unless != null) {
                sql.add(", " + dialect.asText(dialect.quote(way.table(), unless.name())));
            }
            if (where != null) {
                only.add(only.isEmpty() ? "(" : " or ").add(OwnerSql.bind(where.sql(), today));
            }
        }
        boolean someRows = sources.stream().allMatch(source -> source.where() != null);
        sql.add(" from ").add(rows(keys, few, way, someRows ? only.add(")") : new Sql(), dialect));
        session.forEach(sql, row -> take(row, sources, each));
    }

    /** The rows of the table that belong to the keys, and for which this holds, with {@code palimpsest_way.palimpsest_key}. */
    private Sql rows(Dialect.KeySet keys, boolean few, Way way, Sql only, Dialect dialect) {
        if (few) {
            Table table = plan.schema().require(way.table());
            return way.beside(way.lookedUp(keys.relation(), dialect), table, only, dialect, today);
        }
        Sql sql = Sql.of(dialect.quote(way.table()) + " join ")
                .add(way.source(keys.relation(), dialect))
                .add(" on ")
                .add(way.joined(dialect, today));
        return only.isEmpty() ? sql : sql.add(" and ").add(only);
    }

    /** An identifier whose parts stand in several rows of a subject: every combination of what each of them holds. */
    private void readJoined(
            Session session,
            Dialect.KeySet keys,
            boolean few,
            IdentifierSource source,
            BiConsumer<SubjectKey, Identifier> each)
            throws SQLException {
        Dialect dialect = session.dialect();
        List<String> parts = new ArrayList<>();
        Sql from = new Sql().add(keys.relation() + " palimpsest_bearer");
        for (IdentifierSource row : source.rows().toList()) {
            String name = "palimpsest_part" + parts.size();
            List<String> texts = new ArrayList<>();
            for (Column column : row.columns()) {
                String part = "c" + parts.size();
                texts.add(dialect.asText(dialect.quote(row.way().table(), column.name())) + " as " + part);
                parts.add(name + "." + part);
            }
            Predicate where = row.where();
            Sql only = where == null ? new Sql() : OwnerSql.bind(where.sql(), today);
            from.add(" left join (select palimpsest_way.palimpsest_key, " + String.join(", ", texts) + " from ")
                    .add(rows(keys, few, row.way(), only, dialect))
                    .add(") " + name + " on " + name + ".palimpsest_key = palimpsest_bearer.palimpsest_key");
        }
        Sql sql = new Sql()
                .add(keys.with())
                .add("select " + dialect.asText("palimpsest_bearer.palimpsest_key") + ", " + String.join(", ", parts)
                        + " from ")
                .add(from);
        session.forEach(sql, row -> {
            List<String> texts = new ArrayList<>();
            boolean any = false;
            for (int i = 0; i < parts.size(); i++) {
                String text = row.getString(2 + i);
                texts.add(text == null ? "" : text);
                any |= text != null && !text.isBlank();
            }
            if (any && !placeholders.fill(source, texts)) {
                each.accept(new SubjectKey(row.getString(1)), new Identifier(source.kind(), texts));
            }
        });
    }

    private void take(ResultSet row, List<IdentifierSource> sources, BiConsumer<SubjectKey, Identifier> each)
            throws SQLException {
        SubjectKey key = new SubjectKey(row.getString(1));
        int column = 1;
        for (IdentifierSource source : sources) {
            List<String> parts = new ArrayList<>();
            boolean any = false;
            for (int i = 0; i < source.columns().size(); i++) {
                String part = row.getString(++column);
                parts.add(part == null ? "" : part);
                any |= part != null && !part.isBlank();
            }
            boolean another = source.unless() != null && row.getString(++column) != null;
            if (any && !another && !placeholders.fill(source, parts)) {
                each.accept(key, new Identifier(source.kind(), parts));
            }
        }
    }
}
