package dev.palimpsest.database.mariadb;

import dev.palimpsest.database.ChangeDialect;
import dev.palimpsest.database.Column;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.database.TextDialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How rows are changed and counted, and what old values leave behind. */
interface MariaDbChanges extends ChangeDialect, MariaDbPlaces, TextDialect {
    @Override
    default Sql insertOfDefaults(TableName table) {
        return Sql.of("insert into " + quote(table) + " () values ()");
    }

    /** A column that the database renews with every update is written as it is, so that the treatment does not move it. */
    @Override
    default Sql updateFrom(Table table, List<Sql> assignments, Sql source, Sql condition) {
        String own = quote(table.name().name()) + ".";
        List<Sql> all = new ArrayList<>();
        // the source may have a column of the same name
        assignments.forEach(assignment -> all.add(Sql.of(own).add(assignment)));
        for (Column column : table.columns()) {
            String name = quote(column.name());
            boolean assigned = assignments.stream()
                    .anyMatch(assignment -> assignment.text().startsWith(name + " ="));
            if (column.renewedOnUpdate() && !assigned) {
                all.add(Sql.of(own + name + " = " + own + name));
            }
        }
        return Sql.of("update ")
                .add(together(table, source, condition))
                .add(" set ")
                .join(", ", all);
    }

    @Override
    default Sql deleteUsing(Table table, Sql source, Sql condition) {
        return Sql.of("delete from " + quote(table.name()) + " using ").add(together(table, source, condition));
    }

    /** Where no index leads to the rows, the table is read once, and not for each row of the source. */
    private Sql together(Table table, Sql source, Sql condition) {
        String index = byIndex(table, condition);
        String rows = quote(table.name());
        Sql joined = index.isEmpty()
                ? Sql.of(rows + " straight_join ").add(source)
                : new Sql().add(source).add(" straight_join " + rows + index);
        return joined.add(" on ").add(condition);
    }

    /** There is no statement that changes rows and counts those it found. */
    @Override
    default Optional<Sql> changeCounted(Table table, List<Sql> assignments, Sql source, Sql condition, boolean held) {
        return Optional.empty();
    }

    /** It checks everything at once. */
    @Override
    default Sql checkDeferred() {
        return Sql.of("do 0");
    }

    /**
     * Writes are counted of the session, not of a table, and so is how often a trigger was executed. There are no rules, and
     * what cascades is known: so where no trigger was executed, nobody has written to a table but the statements that are
     * meant for it. MySQL counts no triggers.
     */
    @Override
    default Sql changeMarks(List<MarkedTable> tables) {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            if (!tables.get(i).written()) {
                places.add("select " + i + " as place");
            }
        }
        String none = "select 0, '' from dual where false";
        return Sql.of(
                places.isEmpty()
                        ? none
                        : none + " /*M! union all select p.place, s.variable_value from ("
                                + String.join(" union all ", places)
                                + ") p join information_schema.session_status s"
                                + " on s.variable_name = 'EXECUTED_TRIGGERS' */");
    }

    @Override
    default Sql insertUnlessThere(Sql insert, String unique) {
        return insert.within(text -> text.replaceFirst("^insert into", "insert ignore into"));
    }

    @Override
    default Sql insertOrAdd(TableName table, Sql insert, List<String> key, List<String> added) {
        List<String> sums = added.stream()
                .map(column -> quote(table, column) + " = " + quote(table, column) + " + values(" + quote(column) + ")")
                .toList();
        return insert.add(" on duplicate key update " + String.join(", ", sums));
    }

    /**
     * InnoDB purges old rows by itself, and its own statistics hold no values. Those that the server keeps in a table do; they are made
     * anew where there are some and this user may see them. MySQL has no such table.
     */
    @Override
    default List<Sql> vacuum(Session session, TableName table) throws SQLException {
        try {
            List<String> columns = session.list(
                    Sql.of(
                            "select column_name from mysql.column_stats where db_name = ? and table_name = ?",
                            table.schema(),
                            table.name()),
                    row -> quote(row.getString(1)));
            return columns.isEmpty()
                    ? List.of()
                    : List.of(Sql.of("analyze table " + quote(table) + " persistent for columns ("
                            + String.join(", ", columns) + ") indexes ()"));
        } catch (SQLException refused) {
            if (MariaDbStatistics.areOutOfSight(refused)) {
                return List.of();
            }
            throw refused;
        }
    }

    @Override
    default String ownerClears(Session session, List<TableName> tables) {
        return "ANALYZE TABLE "
                + String.join(", ", tables.stream().map(this::quote).toList()) + " PERSISTENT FOR ALL;";
    }

    @Override
    default List<Clearings> clearings(Session session, List<TableName> tables) {
        return List.of();
    }

    @Override
    default List<Sql> rememberedValues(Session session) throws SQLException {
        return MariaDbStatistics.values(session);
    }

    @Override
    default Sql refresh(TableName materialisedView) {
        throw new IllegalStateException("there are no stored views");
    }
}
