package dev.palimpsest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.Schema;
import dev.palimpsest.database.SchemaReader;
import dev.palimpsest.database.TableName;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Foreign keys declared at the partitions and not at the partitioned table, as in databases that are older than version 11. */
@Tag("database")
final class PartitionKeysTest {
    private static final String SCHEMA = """
            create table customer (id int primary key, name text not null, created_at date not null);
            create table payment (id int, customer_id int not null, paid_at date not null, primary key (paid_at, id))
                partition by range (paid_at);
            create table payment_2024 partition of payment for values from ('2024-01-01') to ('2025-01-01');
            create table payment_2025 partition of payment for values from ('2025-01-01') to ('2026-01-01');
            alter table payment_2024 add foreign key (customer_id) references customer;
            """;

    private static final String MAP = """
            palimpsest: 1
            name: shop
            jurisdiction: DE
            schema: public
            subject:
              table: customer
              key: id
              title: name
              inactive-for: P2Y
              identifiers: {email: name}
            activity:
              payment: {table: payment, at: paid_at}
            treatment:
              customer: {name: {replace: Former}, keep: [created_at]}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private final TestDatabase database = TestDatabase.create(SCHEMA);

    @Test
    void links_a_partitioned_table_by_the_foreign_key_of_a_partition() {
        assertThatThrownBy(() -> check(MAP))
                .hasMessageContaining("table payment is linked to the subject and not named");

        check(MAP + "  payment: {keep: [paid_at]}\n");
    }

    @Test
    void does_not_trust_a_foreign_key_to_keep_rows_away_that_a_partition_lacks() throws SQLException {
        assertThat(references("payment")).singleElement().returns(true, ForeignKey::deferrable);

        database.execute("alter table payment_2025 add foreign key (customer_id) references customer");

        assertThat(references("payment")).singleElement().returns(false, ForeignKey::deferrable);
    }

    private void check(String map) throws PalimpsestException {
        Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("shop.yaml", map),
                        Home.at(directory.resolve("home")))
                .check();
    }

    private List<ForeignKey> references(String table) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            Schema schema = SchemaReader.read(connection);
            return schema.require(new TableName("public", table)).foreignKeys();
        }
    }
}
