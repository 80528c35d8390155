package dev.palimpsest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.run.RunResult;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A table of a plugin repeats the card number in a collation, or a character set, of its own, as databases have it that grew over
 * the years. Łucja (1) and Ewa (3) may go, Marta (2) was here lately.
 */
@Tag("database")
final class ValuesInOtherCollationsTest {
    private static final String SCHEMA = """
            create table reader (
                id      int primary key,
                name    varchar(80) not null,
                card    varchar(32) not null unique,
                seen_on date not null
            ) character set utf8mb4 collate utf8mb4_unicode_ci;
            insert into reader values (1, 'Łucja Zielińska', 'ab 10023', '2020-02-02'), (2, 'Marta Núñez', 'AB 10024', '2026-11-01'),
                (3, 'Ewa Łoś', 'Łx 10025', '2020-02-02');
            """;

    private static final String MAP = """
            palimpsest: 1
            name: library
            jurisdiction: DE
            subject:
              table: reader
              key: id
              title: name
              inactive-for: P2Y
              identifiers: {name: [name], number: card}
            activity: {seen: {table: reader, at: seen_on}}
            treatment:
              reader: {name: {replace: Former}, card: {random: text}, keep: [seen_on]}
              pass: {via: "card -> reader.card", card: erase, keep: [at]}
              stamp: {via: pass_id, delete: rows}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private final TestDatabase database = TestDatabase.mariadb(SCHEMA);

    @Test
    void so_they_do_where_two_collations_of_postgresql_meet() {
        try (TestDatabase postgresql = TestDatabase.create(
                "create table reader (id int primary key, name text, card text collate \"POSIX\" unique, seen_on date)",
                "create table pass (id int primary key, card text collate \"C\", at date)",
                "create index on pass (card)",
                "create table stamp (id int primary key, pass_id int references pass, text text)",
                "insert into reader values (1, 'Łucja Zielińska', 'ab 10023', '2020-02-02'), (2, 'Marta Núñez', 'AB 10024', '2026-11-01')",
                "insert into pass values (1, 'ab 10023', '2019-01-01'), (2, 'AB 10024', '2019-01-02')",
                "insert into stamp values (1, 1, 'of hers'), (2, 2, 'of another')")) {
            Palimpsest palimpsest = attach(postgresql);

            assertThat(ClubFixture.run(palimpsest).done()).isEqualTo(1);

            assertThat(postgresql.rows("select id, card from pass order by id"))
                    .containsExactly("1|null", "2|AB 10024");
            assertThat(postgresql.rows("select text from stamp order by id")).containsExactly("of another");
        }
    }

    private Palimpsest attach(TestDatabase of) {
        return Palimpsest.attach(
                        of.dataSource(), PrivacyMapReader.read("library.yaml", MAP), Home.at(directory.resolve("home")))
                .with(ClubFixture.noonOf(ClubFixture.TODAY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "utf8mb4 collate utf8mb4_general_ci",
                "utf8mb4 collate utf8mb4_bin",
                "utf8mb4 collate utf8mb4_unicode_ci",
                "latin1 collate latin1_german1_ci"
            })
    void rows_that_repeat_a_value_in_another_collation_belong_to_the_same_person(String characters) {
        database.execute(
                "create table pass (id int primary key, card varchar(40) character set " + characters
                        + ", at date not null, key (card))",
                "insert into pass values (1, 'ab 10023', '2019-01-01'), (2, 'AB 10024', '2019-01-02'), (3, null, '2019-01-03'),"
                        + " (4, '?x 10025', '2019-01-04')",
                "create table stamp (id int primary key, pass_id int not null, text varchar(80),"
                        + " foreign key (pass_id) references pass (id))",
                "insert into stamp values (1, 1, 'of hers'), (2, 2, 'of another')");
        Palimpsest palimpsest = attach(database);

        RunResult result = ClubFixture.run(palimpsest);

        assertThat(result.failures()).isEmpty();
        assertThat(result.done()).isEqualTo(2);
        ProofReport proof = ClubFixture.prove(palimpsest);
        assertThat(proof.findings()).isEmpty();
        assertThat(database.rows("select id, card from pass order by id"))
                .containsExactly("1|null", "2|AB 10024", "3|null", "4|?x 10025");
        assertThat(database.rows("select text from stamp order by id")).containsExactly("of another");
    }
}
