package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.run.RunEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A year is nobody's card number, with or without the zeros of the card. */
@Tag("database")
final class ShortNumbersTest {
    private static final String MAP = """
            palimpsest: 1
            name: school
            jurisdiction: DE
            schema: {schema}
            subject:
              table: pupil
              key: id
              title: card
              inactive-for: P2Y
              identifiers: {number: [card, locker]}
            activity:
              born: {table: pupil, at: born}
            treatment:
              pupil: {card: erase, locker: erase, keep: [born]}
              loan: {keep: [remark]}
              note: {body: {redact: anywhere}}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_year_is_no_card_number_and_a_short_number_counts_in_its_bearers_rows_only(Product product) {
        database = product.create(
                "create table pupil (id bigint primary key, card varchar(20), locker varchar(20), born date)",
                "create table loan (id bigint primary key, pupil_id bigint references pupil (id), remark varchar(40))",
                "create index loan_pupil on loan (pupil_id)",
                "create table term (id bigint primary key, school_year varchar(9), year_in_figures int, room int)",
                "create table note (id bigint primary key, body varchar(80))",
                "insert into pupil values (1, '0000002012', '417', '2001-01-01'), (2, '0000002013', '418', '2001-01-01')",
                "insert into loan values (1, 1, 'locker 417'), (2, 2, 'room 417')",
                "insert into term values (1, '2012', 2012, 417), (2, '2012/2013', 2013, 418)",
                "insert into note values (1, 'card 0000002012 was lost in 2012'), (2, 'card 0000002013, room 417')");

        Palimpsest palimpsest = Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("school.yaml", MAP.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"))), refused -> {});
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        ProofReport report = palimpsest.prove(Optional.empty());

        assertThat(database.rows("select body from note order by id"))
                .containsExactly("card […] was lost in 2012", "card 0000002013, room 417");
        assertThat(report.hits())
                .containsExactly(
                        new ProofReport.HitCount(database.schema() + ".loan", "remark", "number", "possible", 1));
        assertThat(report.green()).isTrue();
    }
}
