package dev.palimpsest.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.database.Rights.Needed;
import dev.palimpsest.database.Rights.Privilege;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.Connection;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class RightsTest {
    private static final Needed NEEDED = new Needed(
            Map.of(
                    new TableName("shop", "Member"),
                    EnumSet.of(Privilege.SELECT, Privilege.UPDATE),
                    new TableName("shop", "note"),
                    EnumSet.of(Privilege.SELECT, Privilege.UPDATE),
                    new TableName("public", "seen"),
                    EnumSet.of(Privilege.SELECT)),
            "public",
            true);

    @AutoClose
    private final TestDatabase database = TestDatabase.create(
            "create schema shop",
            "create table shop.\"Member\" (id int)",
            "create table shop.note (id int)",
            "create table seen (id int)",
            "drop role if exists \"Clerk\"",
            "create role \"Clerk\" login password 'clerk'",
            "grant select on seen to \"Clerk\"",
            "revoke create on schema public from public");

    private Rights ofClerk() {
        try (Connection connection = database.connection("Clerk", "clerk")) {
            return Rights.of(connection, NEEDED);
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void lists_what_is_missing_and_the_statements_that_give_it() {
        database.execute("revoke temporary on database " + database.name() + " from public");

        Rights rights = ofClerk();

        assertThat(rights.missing())
                .containsExactly(
                        "TEMPORARY on the database",
                        "CREATE on the schema public",
                        "USAGE on the schema shop",
                        "SELECT, UPDATE on shop.Member",
                        "SELECT, UPDATE on shop.note");
        assertThat(rights.grants())
                .containsExactly(
                        "GRANT TEMPORARY ON DATABASE \"" + database.name() + "\" TO \"Clerk\";",
                        "GRANT USAGE, CREATE ON SCHEMA \"public\" TO \"Clerk\";",
                        "GRANT USAGE ON SCHEMA \"shop\" TO \"Clerk\";",
                        "GRANT SELECT, UPDATE ON TABLE \"shop\".\"Member\", \"shop\".\"note\" TO \"Clerk\";");
    }

    @Test
    void the_statements_are_exactly_enough() {
        database.execute(ofClerk().grants().toArray(String[]::new));

        assertThat(ofClerk().areEnough()).isTrue();
        ofClerk().require();
    }

    @Test
    void refuses_with_the_statements_in_the_message() {
        assertThatThrownBy(() -> ofClerk().require()).isInstanceOfSatisfying(PalimpsestException.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.DATABASE_RIGHTS_MISSING);
            assertThat(refused).hasMessageContaining("GRANT SELECT, UPDATE ON TABLE \"shop\".\"Member\"");
        });
    }

    @Test
    void a_schema_that_does_not_exist_is_to_be_created() {
        Rights rights = Rights.of(database.connection("Clerk", "clerk"), new Needed(Map.of(), "nowhere", false));

        assertThat(rights.grants())
                .containsExactly(
                        "CREATE SCHEMA \"nowhere\";", "GRANT USAGE, CREATE ON SCHEMA \"nowhere\" TO \"Clerk\";");
    }
}
