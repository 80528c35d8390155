package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.identity.Identifier;
import dev.palimpsest.map.IdentifierKind;
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
 * Reads the identifiers of subjects from their own row and from linked tables: one statement per table. What the map itself
 * writes is none.
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
            byTable.computeIfAbsent(new Reach(source.way()), reach -> new ArrayList<>())
                    .add(source);
        }
        for (Map.Entry<Reach, List<IdentifierSource>> entry : byTable.entrySet()) {
            read(session, keys, few, entry.getKey().way(), entry.getValue(), each);
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
        for (IdentifierSource source : sources) {
            for (Column column : source.columns()) {
                sql.add(", " + dialect.asText(dialect.quote(way.table(), column.name())));
            }
            Column unless = source.unless();
            if (unless != null) {
                sql.add(", " + dialect.asText(dialect.quote(way.table(), unless.name())));
            }
        }
        sql.add(" from ");
        if (few) {
            Table table = plan.schema().require(way.table());
            sql.add(way.beside(way.lookedUp(keys.relation(), dialect), table, new Sql(), dialect, today));
        } else {
            sql.add(dialect.quote(way.table()) + " join ")
                    .add(way.source(keys.relation(), dialect))
                    .add(" on ")
                    .add(way.joined(dialect, today));
        }
        session.forEach(sql, row -> take(row, sources, each));
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
