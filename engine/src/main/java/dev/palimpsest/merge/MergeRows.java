package dev.palimpsest.merge;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.MergeLinks;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows that lead to a profile by a link, and the profile's own. */
final class MergeRows {
    private final Plan plan;
    private final LocalDate today;
    private final Session session;

    MergeRows(Plan plan, LocalDate today, Session session) {
        this.plan = plan;
        this.today = today;
        this.session = session;
    }

    /** What rows that belong to this profile hold in the column of the link; null where its own row says nothing. */
    @Nullable
    String value(MergeLinks.Link link, SubjectKey key) throws SQLException {
        if (link.toColumn().name().equals(plan.subject().key().name())) {
            return key.value();
        }
        Dialect dialect = session.dialect();
        TableName table = plan.subject().table().name();
        Column keyColumn = plan.subject().key();
        return session
                .list(
                        Sql.of(
                                "select "
                                        + dialect.asText(dialect.quote(
                                                table, link.toColumn().name())) + " from "
                                        + dialect.quote(table) + " where " + dialect.quote(table, keyColumn.name())
                                        + " = " + dialect.cast("?", keyColumn.typeName()),
                                key.value()),
                        row -> Optional.ofNullable(row.getString(1)))
                .stream()
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    /** How many rows lead by this link to the profile with this value. */
    long count(MergeLinks.Link link, String value) throws SQLException {
        Long rows = session.first(
                Sql.of("select count(*) from "
                                + session.dialect().quote(link.table().name()) + " where ")
                        .add(link.leadsTo(value, session.dialect(), today)),
                row -> row.getLong(1));
        return rows == null ? 0 : rows;
    }

    /**
     * Lets the rows of one profile lead to the other. Those that collide are gone by now.
     *
     * @param values of the profile that goes, and of the one that stays
     * @throws PalimpsestException UNEXPECTED_ROW_COUNT
     */
    void move(MergeLinks.Link link, String[] values) throws SQLException {
        long expected = count(link, values[0]);
        Column column = link.column();
        Dialect dialect = session.dialect();
        Sql rows = dialect.rows(List.of(List.of(values[1])), List.of(column.typeName()));
        long moved = expected == 0
                ? 0
                : session.update(dialect.updateFrom(
                        link.table(),
                        List.of(Sql.of(dialect.quote(column.name()) + " = palimpsest_merged.c0")),
                        rows.add(" palimpsest_merged"),
                        link.leadsTo(values[0], dialect, today)));
        if (moved != expected) {
            throw new PalimpsestException(
                    ErrorCode.UNEXPECTED_ROW_COUNT,
                    link.name() + ": " + moved + " rows were moved instead of " + expected
                            + ". A trigger, a rule or row-level security stands in the way; see what fires there.");
        }
        if (link.isSelfReference(plan) && column.nullable()) {
            // nobody refers to themselves because the two were one
            Sql self = link.leadsTo(values[1], dialect, today);
            session.update(Sql.of("update " + dialect.quote(link.table().name()) + " set "
                            + dialect.quote(column.name()) + " = null where ")
                    .add(self)
                    .add(
                            " and "
                                    + dialect.quote(
                                            link.table().name(), link.toColumn().name()) + " = "
                                    + dialect.cast("?", link.toColumn().typeName()),
                            values[1]));
        }
    }

    /**
     * Removes the profile itself.
     *
     * @throws PalimpsestException UNEXPECTED_ROW_COUNT
     */
    void remove(SubjectKey key) throws SQLException {
        Dialect dialect = session.dialect();
        TableName table = plan.subject().table().name();
        Column column = plan.subject().key();
        long removed = session.update(Sql.of(
                "delete from " + dialect.quote(table) + " where " + dialect.quote(table, column.name()) + " = "
                        + dialect.cast("?", column.typeName()),
                key.value()));
        if (removed != 1) {
            throw new PalimpsestException(
                    ErrorCode.UNEXPECTED_ROW_COUNT,
                    table + ": " + removed + " rows were removed instead of 1. A trigger, a rule or row-level security"
                            + " stands in the way; see what fires there.");
        }
    }
}
