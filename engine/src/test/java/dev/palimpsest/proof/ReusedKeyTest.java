package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The row of somebody who was treated goes, and its key is given to somebody new: what that one's rows say is theirs. */
@Tag("database")
final class ReusedKeyTest {
    private static final String MAP = Club.MAP.substring(0, Club.MAP.indexOf("  member: {")) + """
              member: delete
              visit: delete
              note: {body: {redact: anywhere}, member_id: keep}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private Club club;

    /** Rose Summer (1) goes; a namesake of hers (3) stays, so that her name alone is no residual. */
    private void open(Product product) {
        club = Club.open(
                product,
                directory,
                MAP,
                "insert into member values (3, 'Rose', 'Summer', 'other@mail.example', null, '2001-01-01')",
                "create table visit (id bigint primary key, member_id bigint references member (id), remark varchar(80))",
                "create index visit_member on visit (member_id)",
                "create table note (id bigint primary key, member_id bigint, body varchar(80))",
                "create table locker (id bigint primary key, member_id bigint, label varchar(80))");
        club.run();
    }

    private void givenToSomebodyNew(String first, String last) {
        club.database()
                .execute("insert into member values (1, '" + first + "', '" + last
                        + "', 'new@mail.example', null, '2026-01-01')");
    }

    private List<String> found(String hitClass) {
        return club.palimpsest().proveWithoutEnding(Optional.empty()).hits().stream()
                .filter(hit -> hit.hitClass().equals(hitClass))
                .map(hit -> hit.table() + "." + hit.column())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void as_long_as_nobody_has_it_the_key_beside_a_name_is_evidence(Product product) {
        open(product);
        club.database().execute("insert into locker values (1, 1, 'Rose Summer')");

        assertThat(found("residual")).containsExactly(club.table("locker") + ".label");
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void the_key_of_somebody_new_is_no_evidence_of_whose_it_was(Product product) {
        open(product);
        givenToSomebodyNew("Nora", "Bishop");
        club.database()
                .execute(
                        "insert into locker values (1, 1, 'Rose Summer')",
                        "insert into note values (1, 1, 'Rose Summer called')");

        assertThat(found("residual")).isEmpty();
        assertThat(found("possible")).contains(club.table("locker") + ".label", club.table("note") + ".body");
        club.resume();
        assertThat(club.database().rows("select body from note")).containsExactly("Rose Summer called");
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void what_stands_in_the_own_rows_of_somebody_new_is_not_said_to_be_of_whose_key_it_was(Product product) {
        open(product);
        givenToSomebodyNew("Rose", "Summer");
        club.database().execute("insert into visit values (9, 1, 'Rose Summer came')");

        assertThat(found("residual")).isEmpty();
        assertThat(found("possible")).contains(club.table("member") + ".first_name", club.table("visit") + ".remark");
    }
}
