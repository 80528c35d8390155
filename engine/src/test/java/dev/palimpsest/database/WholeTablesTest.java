package dev.palimpsest.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Of very many people the tables are read once each, however few rows the planner believes to find. */
@ParameterizedClass
@EnumSource(Product.class)
final class WholeTablesTest extends DialectContract {
    private static final Sql JOIN =
            Sql.of("select count(*) from member m join visit v on v.member_id = m.id where m.id in (1, 2)");

    WholeTablesTest(Product product) {
        super(product);
    }

    @Test
    void a_join_reads_each_table_once_and_finds_the_same() throws SQLException {
        session.execute(dialect.preferIndexes(true));
        List<String> lookedUp = session.list(JOIN, row -> row.getString(1));
        String nested = plan();
        session.execute(dialect.planFreely());

        session.execute(dialect.preferWholeTables());
        assertThat(session.list(JOIN, row -> row.getString(1))).isEqualTo(lookedUp);
        if (product == Product.POSTGRESQL) {
            assertThat(nested).contains("Nested Loop");
            assertThat(plan()).doesNotContain("Nested Loop").containsPattern("(Hash|Merge) Join");
        }
    }

    @Test
    void it_ends_with_the_transaction() throws SQLException {
        String before = plan();
        session.execute(dialect.preferWholeTables());
        session.connection().rollback();

        assertThat(plan()).isEqualTo(before);
    }

    /** MariaDB has no such settings, and statements of a survey say themselves what they take. */
    private String plan() throws SQLException {
        return product == Product.MARIADB
                ? ""
                : String.join("\n", session.list(Sql.of("explain (costs off) ").add(JOIN), row -> row.getString(1)));
    }
}
