package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.run.RunEvent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clerks who sign rows of people who go: who they are is told by every row, whosever it is. */
@Tag("database")
final class SignedByNamesakesTest {
    private static final String OTHERS = """
              note: {body: {redact: anywhere}, keep: all}
            others:
              visit: [first, last]
            """;

    private static final String KEPT = Club.MAP + "  visit: {keep: all}\n" + OTHERS;

    private static final String REMOVED =
            Club.MAP.substring(0, Club.MAP.indexOf("  member: {")) + "  member: delete\n  visit: delete\n" + OTHERS;

    private static final String MOVED = Club.MAP
                    .substring(0, Club.MAP.indexOf("  member: {"))
                    .replace(
                            "  inactive-for: P2Y\n",
                            "  inactive-for: P2Y\n  reassign: {shared: \"first_name = 'Nobody'\"}\n")
            + "  member: delete\n  visit: {member_id: reassign, keep: [first, last]}\n" + OTHERS;

    private static final String LET_GO =
            Club.MAP + "  visit: {via: \"email -> member.email\", email: erase, keep: [id, first, last]}\n" + OTHERS;

    @TempDir
    private Path directory;

    @AutoClose
    private Club club;

    private void open(Product product, String map) {
        club = Club.open(
                product,
                directory,
                map,
                "insert into member values (3, 'Bert', 'Klein', 'bert@mail.example', null, '2001-01-01')",
                "create table visit (id bigint primary key, member_id bigint references member (id), first varchar(80),"
                        + " last varchar(80))",
                "create index visit_member on visit (member_id)",
                "create table note (id bigint primary key, body varchar(80))");
    }

    private void run(String... keys) {
        Palimpsest palimpsest = club.palimpsest();
        Preview preview = palimpsest.preview(
                Selection.of(List.of(keys).stream().map(SubjectKey::new).toList()), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
    }

    /** Rose Summer is treated; Rose Summer Lake and Anna Rose Summer work there. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void two_with_different_longer_names_are_both_spared(Product product) {
        open(product, KEPT);
        club.database()
                .execute(
                        "insert into visit values (1, 3, 'Rose', 'Summer Lake'), (2, 3, 'Anna Rose', 'Summer')",
                        "insert into note values (1, 'Rose Summer Lake called'), (2, 'Anna Rose Summer called'),"
                                + " (3, 'Rose Summer called')");

        run("1", "3");

        assertThat(club.database().rows("select body from note order by id"))
                .containsExactly("Rose Summer Lake called", "Anna Rose Summer called", "[…] called");
    }

    /** Of sixteen people's rows, whoever signed the seventeenth's is no less somebody. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void whoever_signs_counts_however_many_rows_were_signed_by_others_before(Product product) {
        open(product, KEPT);
        List<String> keys = new java.util.ArrayList<>(List.of("1", "3"));
        for (int i = 0; i < 20; i++) {
            int key = 100 + i;
            keys.add("" + key);
            club.database()
                    .execute("insert into member values (" + key + ", 'Rose', 'Summer', null, null, '2001-01-01')");
            club.database().execute("insert into visit values (" + key + ", " + key + ", 'Rose', 'Summer')");
        }
        club.database()
                .execute(
                        "insert into visit values (900, 3, 'Rose', 'Summer')",
                        "insert into note values (1, 'Rose Summer called')");

        run(keys.toArray(String[]::new));

        assertThat(club.database().rows("select body from note order by id")).containsExactly("Rose Summer called");
    }

    /** Rose Summer (1) was removed, and Nora Bishop got her key; a clerk of the same name signs Nora's visit. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void the_row_of_somebody_new_is_not_the_one_of_whose_key_it_was(Product product) {
        open(product, REMOVED);
        run("1");
        club.database()
                .execute(
                        "insert into member values (1, 'Nora', 'Bishop', 'new@mail.example', null, '2026-01-01')",
                        "insert into visit values (9, 1, 'Rose', 'Summer')",
                        "insert into note values (1, 'Best regards, Rose Summer')");

        club.resume();

        assertThat(club.database().rows("select body from note")).containsExactly("Best regards, Rose Summer");
    }

    /** Whose a row was that she signed herself nobody knows any more, once the run has moved it. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void whoever_signed_her_own_row_is_no_namesake_of_hers_after_it_was_moved(Product product) {
        open(product, MOVED);
        club.database()
                .execute(
                        "insert into member values (50, 'Nobody', 'Here', null, null, null)",
                        "insert into visit values (1, 1, 'Rose', 'Summer')",
                        "insert into note values (1, 'Rose Summer called')");

        run("1");

        assertThat(club.database().rows("select member_id from visit")).containsExactly("50");
        assertThat(club.database().rows("select body from note")).containsExactly("[…] called");
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void nor_after_what_tied_it_to_her_is_gone(Product product) {
        club = Club.open(
                product,
                directory,
                LET_GO,
                "alter table member add constraint one_email unique (email)",
                "create table visit (id bigint, email varchar(80), first varchar(80), last varchar(80))",
                "create index visit_email on visit (email)",
                "create table note (id bigint primary key, body varchar(80))",
                "insert into visit values (1, 'rs44@mail.example', 'Rose', 'Summer')",
                "insert into note values (1, 'Rose Summer called')");

        run("1");

        assertThat(club.database().rows("select email from visit")).containsExactly("null");
        assertThat(club.database().rows("select body from note")).containsExactly("[…] called");
    }
}
