package dev.palimpsest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.database.Dialects;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the database cannot take back the making of tables, it may break off between any two of them. */
@Tag("database")
final class HalfMadeOwnTablesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @AutoClose
    private TestDatabase database;

    @ParameterizedTest
    @EnumSource
    void own_tables_are_made_wherever_their_making_broke_off(Product product) throws SQLException {
        database = product.create("create table member (id bigint primary key)");
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Session session = new Session(connection, Dialects.of(connection));
            OwnTables own = new OwnTables(new TableName(database.schema(), "member"));
            List<String> script = Migrations.split(own.say(Migrations.read("own-tables.sql"), session));
            for (int made = 0; made <= script.size(); made++) {
                for (String statement : script.subList(0, made)) {
                    session.execute(Sql.of(statement));
                }
                connection.commit();

                new OwnSchema(own, session).create(NOW);

                assertThat(own.present(session)).as("%s made", made).containsAll(own.names());
                assertThat(new OwnSchema(own, session).version())
                        .isEqualTo(new OwnVersion(Migrations.CURRENT, List.of()));
                session.execute(new OwnSchema(own, session).dropping(own.present(session)));
                connection.commit();
            }
        }
    }
}
