package dev.palimpsest.database;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.map.SubjectKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * A fresh database with the tables {@code member (id, name)} and {@code visit (id, member_id, day)} for the tests of what every
 * {@link Dialect} must answer: one class per part, each run for every database.
 */
@Tag("database")
abstract class DialectContract {
    final Product product;

    @AutoClose
    final TestDatabase database;

    Session session;
    Dialect dialect;

    DialectContract(Product product) {
        this.product = product;
        this.database = product.create();
    }

    @BeforeEach
    final void open() throws SQLException {
        session = another();
        dialect = session.dialect();
        execute(
                session,
                "create table member (id bigint primary key, name varchar(100) not null)",
                "create table visit (id bigint primary key, member_id bigint, day date)",
                "create index visit_member on visit (member_id)",
                "insert into member values (1, 'Anna'), (2, 'Bert'), (3, 'Cora')",
                "insert into visit values (11, 1, '2025-01-01'), (12, 1, '2025-01-02'), (21, 2, '2025-01-03')");
        session.execute(dialect.prepareSession("Europe/Berlin"));
        session.execute(dialect.createChunkTable(keyType()));
        session.connection().commit();
    }

    /** Somebody else, in a transaction of their own. */
    final Session another() throws SQLException {
        Connection connection = database.connection();
        connection.setAutoCommit(false);
        return new Session(connection, Dialects.of(connection));
    }

    static void execute(Session session, String... statements) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static List<String> list(Session session, Sql sql) throws SQLException {
        return session.list(sql, row -> String.valueOf(row.getString(1)));
    }

    final String one(String expression) throws SQLException {
        return list(session, Sql.of("select " + dialect.asText(expression))).getFirst();
    }

    static List<SubjectKey> keys(Object... values) {
        return Arrays.stream(values)
                .map(value -> new SubjectKey(value.toString()))
                .toList();
    }

    final TableName table(String name) {
        return new TableName(
                switch (product) {
                    case POSTGRESQL -> "public";
                    case MARIADB -> database.name();
                },
                name);
    }

    final Table read(String name) {
        return SchemaReader.read(session.connection()).require(table(name));
    }

    /** The type of a key column as the database writes it. */
    final String keyType() {
        return switch (product) {
            case POSTGRESQL -> "bigint";
            case MARIADB -> "bigint(20)";
        };
    }

    final String chunk() {
        return dialect.chunkTable(keyType()).relation();
    }

    final Sql visitsOfTheChunk() {
        return Sql.of(
                "(select palimpsest_key as palimpsest_ref, palimpsest_key from " + chunk() + " k) palimpsest_way");
    }

    final Sql ofTheChunk() {
        return Sql.of(dialect.quote(table("visit"), "member_id") + " = palimpsest_way.palimpsest_ref");
    }
}
