package dev.palimpsest.plan;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.database.SchemaReader;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.PrivacyMapReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;

/** Two tables and their map, for tests that change one piece of either. */
final class SmallMap {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    static final String SCHEMA = """
            create table member (
                id      bigint primary key,
                name    text not null,
                email   text,
                number  varchar(20) not null unique,
                born    date,
                status  text
            );
            create table visit (
                id        bigint primary key,
                member_id bigint not null references member,
                day       date not null,
                remark    text
            );
            """;

    static final String MAP = """
            palimpsest: 1
            name: small
            jurisdiction: DE
            subject:
              table: member
              key: id
              title: [name]
              search: [email]
              inactive-for: P9M
              identifiers: {email: email}
            activity:
              visit: {table: visit, at: day}
            blockers:
              planned: {table: visit, where: "day > :today", message: "Comes again."}
            treatment:
              member: {name: {replace: Member}, email: erase, number: random, keep: [born, status]}
              visit: {remark: erase, keep: [day]}
            """;

    /** What the map says of its two tables. */
    static final String MEMBER =
            "member: {name: {replace: Member}, email: erase, number: random, keep: [born, status]}";

    static final String VISIT = "visit: {remark: erase, keep: [day]}";

    private SmallMap() {}

    /** The map with this piece exchanged. */
    static String with(String piece, String instead) {
        return with(MAP, piece, instead);
    }

    static String with(String map, String piece, String instead) {
        if (!map.contains(piece)) {
            throw new IllegalArgumentException("the map holds no '" + piece + "'");
        }
        return map.replace(piece, instead);
    }

    static PrivacyMap read(String map) {
        return PrivacyMapReader.read("small.yaml", map);
    }

    /** The one database of all these tests, which leave nothing in it. */
    private static final class Shared {
        static final TestDatabase DATABASE = TestDatabase.create(SCHEMA);
    }

    /** The two tables in a transaction that is rolled back in the end. */
    static Undone undone() {
        try {
            Connection connection = Shared.DATABASE.connection();
            connection.setAutoCommit(false);
            return new Undone(connection);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    record Undone(Connection connection) implements AutoCloseable {
        Undone execute(String... statements) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
                return this;
            } catch (SQLException e) {
                throw new AssertionError("the test's own SQL failed: " + e.getMessage(), e);
            }
        }

        Plan compile(String map) {
            return PlanCompiler.compile(read(map), SchemaReader.read(connection), TODAY);
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }
}
