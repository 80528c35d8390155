package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.proof.ProofReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts that may not be there twice, such as the addresses of those who get no mail: what is left of them stays apart. */
@Tag("database")
final class UniqueTextsTest {
    private static final String MAP = Post.MAP + """
              person: {first_name: {replace: Guest}, last_name: {replace: gone}, email: redact, keep: [seen_on]}
              no_mail: {email: {redact: anywhere}}
            """;

    /** What stands for an address that is struck. */
    private static final String MARK = "\\[…][a-z]{14}";

    @TempDir
    private Path directory;

    @AutoClose
    private Post post;

    private TestDatabase database;

    @ParameterizedTest
    @EnumSource(Product.class)
    void addresses_in_a_list_of_those_who_get_no_mail_are_struck_and_stay_apart(Product product) {
        open(product, "create table no_mail (id int primary key, email varchar(60) not null unique)");
        database.execute("insert into no_mail values (1, 'rose@mail.example'), (2, 'luc@mail.example'),"
                + " (3, 'nora@mail.example'), (4, 'Rose Summer <rose@mail.example>')");

        ProofReport proof = run();

        assertThat(emails("no_mail"))
                .satisfiesExactly(
                        first -> assertThat(first).matches(MARK),
                        second -> assertThat(second).matches(MARK),
                        living -> assertThat(living).isEqualTo("nora@mail.example"),
                        named -> assertThat(named).matches(MARK + " <" + MARK + ">"));
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void the_own_texts_stay_apart_too(Product product) {
        open(product, "create table no_mail (id int primary key, email varchar(60))");

        ProofReport proof = run();

        assertThat(emails("person"))
                .satisfiesExactly(
                        rose -> assertThat(rose).matches(MARK),
                        luc -> assertThat(luc).matches(MARK),
                        nora -> assertThat(nora).isEqualTo("nora@mail.example"));
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void an_address_that_is_itself_the_primary_key_is_struck_where_nothing_refers_to_it(Product product) {
        open(product, "create table no_mail (id int, email varchar(60) primary key)");
        database.execute("insert into no_mail values (1, 'rose@mail.example'), (2, 'luc@mail.example'),"
                + " (3, 'nora@mail.example')");

        ProofReport proof = run();

        assertThat(emails("no_mail").subList(0, 2))
                .allMatch(text -> text.matches(MARK))
                .doesNotHaveDuplicates();
        assertThat(emails("no_mail").get(2)).isEqualTo("nora@mail.example");
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_primary_key_that_others_refer_to_is_refused(Product product) {
        open(
                product,
                "create table no_mail (id int, email varchar(60) primary key)",
                "create table bounce (id int primary key, email varchar(60) references no_mail (email),"
                        + " constraint back foreign key (email) references no_mail (email))");

        assertThatThrownBy(() -> post.palimpsest(MAP).check())
                .isInstanceOfSatisfying(
                        PalimpsestException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.MAP_UNBEARABLE_TREATMENT))
                .hasMessageContaining("no_mail.email holds rows together (primary key, bounce refers to it)");
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_unique_index_that_is_not_read_is_met_by_a_second_try(Product product) {
        open(
                product,
                "create table no_mail (id int primary key, email varchar(60) not null)",
                product == Product.POSTGRESQL
                        ? "create unique index on no_mail (lower(email))"
                        : "create unique index short_email on no_mail (email(10))");
        database.execute("insert into no_mail values (1, 'rose@mail.example'), (2, 'luc@mail.example'),"
                + " (3, 'nora@mail.example')");

        ProofReport proof = run();

        assertThat(emails("no_mail"))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("[…]"),
                        second -> assertThat(second).matches(MARK),
                        living -> assertThat(living).isEqualTo("nora@mail.example"));
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_text_without_room_for_a_mark_of_its_own_is_left_and_the_run_goes_on(Product product) {
        open(product, "create table no_mail (id int primary key, email varchar(19) not null unique)");
        database.execute("insert into no_mail values (1, 'mail of Rose Summer'), (2, 'mail of Luc Moreau'),"
                + " (3, 'luc@mail.example')");

        ProofReport proof = run();

        List<String> emails = emails("no_mail");
        assertThat(emails.subList(0, 2))
                .containsAnyOf("mail of Rose Summer", "mail of Luc Moreau")
                .contains("mail of *");
        assertThat(emails.get(2)).matches(MARK);
        assertThat(proof.green()).isFalse();
        assertThat(proof.residuals())
                .singleElement()
                .satisfies(residual ->
                        assertThat(residual.key()).isEqualTo(String.valueOf(2 - emails.indexOf("mail of *"))));
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_column_without_room_for_any_mark_of_its_own_is_refused(Product product) {
        open(product, "create table no_mail (id int primary key, email varchar(14) not null unique)");

        assertThatThrownBy(() -> post.palimpsest(MAP).check())
                .hasMessageContaining("no_mail.email is part of a unique key and has room for 14 characters")
                .hasMessageContaining("needs 15");

        database.execute("drop table no_mail", "create table no_mail (id int primary key, email varchar(15) unique)");
        post.palimpsest(MAP).check();
    }

    private List<String> emails(String table) {
        return database.rows("select email from " + table + " order by id");
    }

    private void open(Product product, String... more) {
        post = Post.open(
                product,
                directory,
                "create table person (id int primary key, first_name varchar(40), last_name varchar(40),"
                        + " email varchar(60) not null unique, seen_on date)",
                "insert into person values (1, 'Rose', 'Summer', 'rose@mail.example', '2001-01-01'),"
                        + " (2, 'Luc', 'Moreau', 'luc@mail.example', '2001-01-01'),"
                        + " (3, 'Nora', 'Bishop', 'nora@mail.example', '2026-11-01')");
        database = post.database();
        database.execute(more);
    }

    private ProofReport run() {
        return post.run(MAP, 1, 2).prove(Optional.empty());
    }
}
