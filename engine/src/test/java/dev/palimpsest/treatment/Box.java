package dev.palimpsest.treatment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Dialects;
import dev.palimpsest.database.SchemaReader;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.TreatmentDeclaration;
import dev.palimpsest.problem.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * The table {@code box} with one column {@code v} of any type, on which treatments are tried in the database itself, in a
 * transaction that is rolled back in the end.
 */
final class Box implements AutoCloseable {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Connection connection;
    private final Dialect dialect;
    private final Session session;

    /** The one database of all these tests, which leave nothing in it. */
    private static final class Shared {
        static final TestDatabase DATABASE =
                TestDatabase.create("create type mood as enum ('glad', 'sad')", "create domain postcode as varchar(5)");
    }

    Box() {
        try {
            connection = Shared.DATABASE.connection();
            connection.setAutoCommit(false);
            dialect = Dialects.of(connection);
            session = new Session(connection, dialect);
        } catch (SQLException e) {
            throw new AssertionError("the box could not be opened", e);
        }
    }

    Dialect dialect() {
        return dialect;
    }

    Session session() {
        return session;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A table as the database describes it. */
    Table table(String name) {
        return SchemaReader.read(connection).require(new TableName("public", name));
    }

    /**
     * Makes the table.
     *
     * @param columnType of {@code v}, with what else is said of the column or the table
     */
    Table of(String columnType) throws SQLException {
        execute("create table box (id int primary key, v " + columnType + ")");
        return table("box");
    }

    static Column column(Table box) {
        return box.column("v").orElseThrow();
    }

    /** A treatment as the map writes it; the first option stands under the empty name. */
    static Treatment treatment(String method, Map<String, Object> options) {
        return treatment(method, options, BERLIN);
    }

    static Treatment treatment(String method, Map<String, Object> options, ZoneId zone) {
        TreatmentDeclaration declaration = new TreatmentDeclaration(method, options, new Position("test.yaml", 1, 1));
        return Treatments.method(method).orElseThrow().reader().read(declaration, new Method.Context("en", zone));
    }

    static Treatment generalise(String unit, int size) {
        return treatment(
                "generalise",
                switch (unit) {
                    case "year" -> Map.of("", unit, "step", size);
                    case "prefix" -> Map.of("", unit, "keep", size);
                    case "band" -> Map.of("", unit, "width", size);
                    default -> Map.of("", unit);
                });
    }

    /** Makes the table and asks why the treatment does not fit its column. */
    List<String> objections(String columnType, Treatment treatment) throws SQLException {
        Table box = of(columnType);
        return treatment.objections(column(box), box);
    }

    /**
     * Treats one value twice: the treatment must not object, its result must pass its own check, and treating again must
     * change nothing.
     *
     * @param literal a literal of the column's type, or null
     */
    String treated(String columnType, String literal, Treatment treatment) throws SQLException {
        Table box = of(columnType);
        Column column = column(box);
        assertThat(treatment.objections(column, box)).isEmpty();
        execute("insert into box values (1, " + (literal == null ? "null" : "'" + literal.replace("'", "''") + "'")
                + ")");
        Treatment.Computed computed = (Treatment.Computed) treatment;
        Sql update = Sql.of("update box set v = ").add(computed.value(column, "box.v", dialect));
        session.update(update);
        String once = value();
        assertThat(holds(computed, column))
                .as("holds after '%s' became '%s'", literal, once)
                .isTrue();
        if (computed.holdsAfterwards(column, "box.v", dialect).isPresent()) {
            session.update(update);
            assertThat(value()).as("treated twice").isEqualTo(once);
        }
        return once;
    }

    /** Whether the value that is there counts as treated. */
    boolean holds(Treatment treatment, Column column) throws SQLException {
        Sql condition = ((Treatment.Computed) treatment)
                .holdsAfterwards(column, "box.v", dialect)
                .orElse(Sql.of("true"));
        return Boolean.TRUE.equals(
                session.first(Sql.of("select ").add(condition).add(" from box"), row -> row.getBoolean(1)));
    }

    /** The value that is there, as text. */
    String value() throws SQLException {
        return session.list(Sql.of("select cast(v as text) from box"), row -> String.valueOf(row.getString(1)))
                .getFirst();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
