package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Act;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever fails because of their data is told with the place: table and column, or constraint, or condition of the map. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class RefusedPlaceTest {
    private static final String MAP = """
            palimpsest: 1
            name: shop
            jurisdiction: DE
            time-zone: Europe/Berlin
            schema: SCHEMA
            subject:
              table: person
              key: id
              title: [id]
              inactive-for: P1Y
              identifiers: {email: email}
              archive: {set: {status: GONE}}
            activity:
              seen: {table: person, at: seen_on}
            blockers:
              debt: {table: bill, where: "amount * 10 > 5", message: "A bill is open."}
            treatment:
              person: {email: erase, keep: [seen_on]}
              bill: {amount: keep}
              reading: {via: person_id, word: WORD, v: TREATMENT}
            """;

    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    @BeforeEach
    void create() {
        database = product.create("""
                create table person (id int primary key, email varchar(80), seen_on date, status varchar(9));
                create table bill (id int primary key, person_id int references person (id), amount bigint);
                insert into person values (1, 'a@mail.example', '2020-01-01', 'OLD'),
                  (2, 'b@mail.example', '2020-01-01', 'OLD'), (3, 'c@mail.example', '2020-01-01', 'OLD');
                insert into bill values (11, 1, 0), (12, 2, 0), (13, 3, 0), (14, 3, 0)
                """);
    }

    private void readings(String type, String... values) {
        database.execute("create table reading (id int primary key, person_id int, word varchar(20), v " + type + ")");
        for (int i = 0; i < values.length; i++) {
            database.execute(
                    "insert into reading values (" + (i + 1) + ", " + (i + 1) + ", 'word', '" + values[i] + "')");
        }
    }

    private Palimpsest attach(String word, String treatment) {
        String map =
                MAP.replace("SCHEMA", database.schema()).replace("WORD", word).replace("TREATMENT", treatment);
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("shop.yaml", map),
                        Home.at(directory.resolve("home")))
                .with(ClubFixture.noonOf(ClubFixture.TODAY));
    }

    private String table(String name) {
        return "table " + database.schema() + "." + name;
    }

    /** Person 2 fails and is as before; everybody else is done. */
    private String reasonOfTheSecond(Palimpsest palimpsest) {
        RunResult result = ClubFixture.run(palimpsest);
        assertThat(result.done()).isEqualTo(2);
        assertThat(result.failures()).hasSize(1);
        assertThat(database.rows("select subject_key from palimpsest_receipt where outcome = 'failed'"))
                .containsExactly("2");
        assertThat(database.rows("select email from person where email is not null"))
                .containsExactly("b@mail.example");
        return result.failures().keySet().iterator().next();
    }

    @Test
    void a_number_that_leaves_its_range_is_told_with_its_column() {
        readings("smallint", "7", "-32768", "9");

        assertThat(reasonOfTheSecond(attach("erase", "{generalise: band, width: 10}")))
                .isEqualTo("PAL-DB-006 (" + table("reading") + ", column v, SQLState 22003)");
    }

    @Test
    void a_column_that_is_too_small_for_the_coarser_number_is_told() {
        readings("numeric(5, 2)", "7", "-999.99", "9");

        assertThat(reasonOfTheSecond(attach("erase", "{generalise: band, width: 10}")))
                .isEqualTo("PAL-DB-006 (" + table("reading") + ", column v, SQLState 22003)");
    }

    @Test
    void a_check_that_forbids_the_cut_text_is_told() {
        String check = "check (char_length(VALUE) = 5 or VALUE like '1%')";
        if (product == Product.POSTGRESQL) {
            database.execute("create domain zip as varchar(5) " + check);
            readings("zip", "12345", "22345", "13345");
        } else {
            readings("varchar(5) " + check.replace("VALUE", "v"), "12345", "22345", "13345");
        }

        assertThat(reasonOfTheSecond(attach("erase", "{generalise: prefix, keep: 2}")))
                .startsWith("PAL-DB-006 (" + table("reading"))
                .contains(product == Product.POSTGRESQL ? "column v, constraint zip_check" : "constraint reading.v,")
                .doesNotContain("22345");
    }

    @Test
    void a_constraint_is_told_by_its_name() {
        readings("int", "1", "2", "3");
        database.execute("alter table reading add constraint needs_its_word check (id <> 2 or word is not null)");

        assertThat(reasonOfTheSecond(attach("erase", "{generalise: band, width: 10}")))
                .startsWith("PAL-DB-006 (" + table("reading") + ", constraint needs_its_word, SQLState 23");
    }

    @Test
    void a_trigger_that_wants_a_value_is_told_with_its_table_and_no_column() {
        readings("int", "1", "2", "3");
        database.execute(product.trigger(
                "wants_a_word",
                "before update on reading",
                "if new.id = 2 and new.word is null then "
                        + (product == Product.POSTGRESQL
                                ? "raise exception 'no word of %', old.word;"
                                : "signal sqlstate '45000' set message_text = 'no word';")
                        + " end if;"));

        assertThat(reasonOfTheSecond(attach("erase", "{generalise: band, width: 10}")))
                .isEqualTo("PAL-DB-006 (" + table("reading") + ", SQLState "
                        + (product == Product.POSTGRESQL ? "P0001" : "45000") + ")");
    }

    @Test
    void a_trigger_that_computes_what_cannot_be_computed_is_told_with_its_table() {
        readings("int", "1", "2", "3");
        database.execute(
                "create table log (id int, big int)",
                product.trigger(
                        "logs",
                        "before update on reading",
                        "if new.id = 2 then insert into log values (1, 2147483647"
                                + (product == Product.POSTGRESQL ? " + new.id);" : " + 1);") + " end if;"));
        Palimpsest palimpsest = attach("erase", "{generalise: band, width: 10}");

        assertThat(reasonOfTheSecond(palimpsest)).isEqualTo("PAL-DB-006 (" + table("reading") + ", SQLState 22003)");
    }

    @Test
    void a_condition_that_fails_for_one_person_under_locks_is_told_with_its_line() {
        readings("int", "1", "2", "3");
        Palimpsest palimpsest = attach("erase", "{generalise: band, width: 10}");
        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
        database.execute("update bill set amount = 9223372036854775807 where person_id = 2");

        RunResult result = ClubFixture.run(palimpsest, preview);

        assertThat(result.done()).isEqualTo(2);
        assertThat(result.failures())
                .containsOnlyKeys("PAL-DB-006 (the condition shop.yaml:16:30 on bill, SQLState 22003)");
    }

    @Test
    void an_act_tells_the_table_whose_trigger_forbids_it() {
        readings("int", "1", "2", "3");
        database.execute(product.trigger(
                "stays",
                "before update on person",
                "if new.id = 2 then "
                        + (product == Product.POSTGRESQL
                                ? "raise exception 'not %', old.email;"
                                : "signal sqlstate '45000' set message_text = 'no';")
                        + " end if;"));
        Palimpsest palimpsest = attach("erase", "{generalise: band, width: 10}");

        assertThat(palimpsest
                        .change(Act.ARCHIVE, Selection.eligible(), 3, "test")
                        .failures()
                        .keySet())
                .singleElement()
                .asString()
                .startsWith("PAL-DB-006 (" + table("person") + ", SQLState ");
    }

    @Test
    void a_condition_that_fails_for_one_person_stops_what_reads_and_is_told_with_line_row_and_way_out() {
        readings("int", "1", "2", "3");
        database.execute("update bill set amount = 9223372036854775807 where id = 12");
        Palimpsest palimpsest = attach("erase", "{generalise: band, width: 10}");

        for (Consumer<Palimpsest> verb : List.<Consumer<Palimpsest>>of(
                attached -> attached.survey(each -> {}),
                attached -> attached.preview(Selection.eligible(), skipped -> {}))) {
            assertThatExceptionOfType(PalimpsestException.class)
                    .isThrownBy(() -> verb.accept(palimpsest))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.DATABASE_REFUSED_DATA))
                    .withMessageContaining("shop.yaml:16:30")
                    .withMessageContaining("this condition on bill for the row with the key 12,")
                    .withMessageContaining("A number is too large for its type (SQLState 22003)")
                    .withMessageNotContaining("9223372036854775807");
        }
    }
}
