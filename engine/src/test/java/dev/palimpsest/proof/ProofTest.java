package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("database")
final class ProofTest {

    @Test
    void is_green_when_nothing_is_left() {
        try (Salon salon = Salon.open()) {
            salon.runAll(Salon.wholeMap());

            ProofReport proof = salon.prove(Salon.wholeMap());

            assertThat(proof.findings()).isEmpty();
            assertThat(proof.green()).isTrue();
            assertThat(proof.done()).isEqualTo(1);
            assertThat(proof.statisticsUnchanged()).isTrue();
            assertThat(proof.risk().smallestGroup()).isEqualTo(1);
        }
    }

    @Test
    void drops_the_traces_and_the_key_when_green_and_shows_the_stored_report_from_then_on() {
        try (Salon salon = Salon.open()) {
            salon.runAll(Salon.wholeMap());
            ProofReport first = salon.prove(Salon.wholeMap());

            assertThat(salon.database().count("select count(*) from palimpsest_trace"))
                    .isZero();
            assertThat(salon.database().count("select count(*) from palimpsest_frozen"))
                    .isZero();
            assertThat(salon.home().resolve("keystore")).isEmptyDirectory();
            assertThat(salon.prove(Salon.wholeMap())).isEqualTo(first);
        }
    }

    static Stream<Arguments> places() {
        return Stream.of(
                Arguments.of(
                        "update note set text = 'Empfehlung von AS84@mail.example' where id = 2",
                        "note",
                        "text",
                        "2",
                        "email"),
                Arguments.of(
                        "update note set text = 'kennt Schmidt, Anna Maria' where id = 2", "note", "text", "2", "name"),
                Arguments.of(
                        "update customer set settings = '{\"friend\": {\"mail\": \"as84@mail.example\"}}' where id = 2",
                        "customer",
                        "settings",
                        "2",
                        "email"),
                Arguments.of(
                        "update customer set settings = '{\"first\": \"Anna Maria\", \"last\": \"Schmidt\"}' where id = 2",
                        "customer",
                        "settings",
                        "2",
                        "name"),
                Arguments.of(
                        "update colour_stock set remark = 'bestellt von Tel. +49 (0)151/23456789'",
                        "colour_stock",
                        "remark",
                        "1",
                        "phone"),
                Arguments.of(
                        "update colour_stock set remark = 'Lindenstr. 12 a, 50667 Köln'",
                        "colour_stock",
                        "remark",
                        "1",
                        "address"),
                Arguments.of(
                        "update colour_stock set remark = 'DE89 3704 0044 0532 0130 00'",
                        "colour_stock",
                        "remark",
                        "1",
                        "iban"),
                Arguments.of(
                        "update colour_stock set remark = 'Kundin K100201'", "colour_stock", "remark", "1", "number"),
                Arguments.of(
                        "update colour_stock set data = '{\"k\": \"K-100201\"}'",
                        "colour_stock",
                        "data",
                        "1",
                        "number"),
                Arguments.of(
                        "create table export (first_name text, last_name text, id bigint primary key); insert into export values ('Anna Maria', 'Schmidt', 77)",
                        "export",
                        "first_name",
                        "77",
                        "name"),
                Arguments.of(
                        "create materialized view list as select id, 'Anna Maria Schmidt'::text as who from colour_stock",
                        "list",
                        "who",
                        "row-[0-9a-f]{24}",
                        "name"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void names_table_column_and_key_of_a_leftover_and_never_its_value(
            String planted, String table, String column, String key, String kind) throws IOException {
        try (Salon salon = Salon.open(planted)) {
            salon.runAll(Salon.wholeMap());

            ProofReport proof = salon.prove(Salon.wholeMap());

            assertThat(proof.green()).isFalse();
            assertThat(proof.residuals()).anySatisfy(residual -> {
                assertThat(residual).isEqualTo(new Residual("public." + table, column, residual.key(), kind));
                assertThat(residual.key()).matches(key);
            });
            assertThat(proof.residuals()).allMatch(residual -> residual.table().equals("public." + table));
            for (String suffix : List.of(".json", ".html")) {
                Path report = salon.home().resolve("reports/" + proof.run() + suffix);
                assertThat(Files.readString(report))
                        .doesNotContainIgnoringCase("schmidt")
                        .doesNotContain("23456789", "K-100201");
            }
        }
    }

    @Test
    void never_shows_a_key_that_could_be_a_person() {
        try (Salon salon = Salon.open(
                "create table newsletter (email text primary key)",
                "insert into newsletter values ('as84@mail.example')")) {
            salon.runAll(Salon.wholeMap());

            ProofReport proof = salon.prove(Salon.wholeMap());

            assertThat(proof.residuals())
                    .singleElement()
                    .satisfies(residual -> assertThat(residual.key()).matches("row-[0-9a-f]{24}"));
        }
    }

    static Stream<Arguments> mends() {
        return Stream.of(
                Arguments.of(
                        "update note set text = 'Empfehlung von as84@mail.example' where id = 2",
                        "note: {keep: all, text: redact}",
                        "note: {keep: all, text: {redact: anywhere}}"),
                Arguments.of(
                        "update customer set settings = '{\"friend\": \"Anna Maria Schmidt\"}' where id = 2",
                        "settings: redact",
                        "settings: {redact: anywhere}"),
                Arguments.of(
                        "update colour_stock set remark = 'fragt nach Anna Maria Schmidt'",
                        "note: {keep: all",
                        "colour_stock: {remark: {redact: anywhere}}\n  note: {keep: all"),
                Arguments.of(
                        "update wish set extra = '{\"mail\": \"as84@mail.example\", \"x\": \"other@mail.example\"}'",
                        "extra: {redact: anywhere}",
                        "extra: redact"));
    }

    @ParameterizedTest
    @MethodSource("mends")
    void turns_green_once_the_map_is_mended_and_the_run_resumed(String planted, String before, String mended) {
        try (Salon salon = Salon.open(planted)) {
            String blind = Salon.wholeMap().replace("extra: {redact: anywhere}", "extra: keep");
            salon.runAll(blind);
            assertThat(salon.prove(blind).green()).isFalse();

            String map = Salon.wholeMap().replace(before, mended);
            assertThat(map).isNotEqualTo(blind);
            salon.attached(map).resume(Optional.empty(), RunEvent.Listener.none());

            assertThat(salon.prove(map).findings()).isEmpty();
        }
    }

    @Test
    void leaves_what_a_living_relative_shares_and_reports_it_as_shared() {
        try (Salon salon = Salon.open("""
                update customer set email = 'As84@mail.example', phone = '+49 151 23456789',
                    street = 'Lindenstr. 12a', postal_code = '50667', town = 'Köln' where id = 2;
                update note set text = 'erreichbar unter as84@mail.example' where id = 2
                """)) {
            String map = Salon.wholeMap()
                    .replace("note: {keep: all, text: redact}", "note: {keep: all, text: {redact: anywhere}}");
            salon.runAll(map);

            ProofReport proof = salon.prove(map);

            assertThat(proof.findings()).isEmpty();
            assertThat(proof.hitsOf("shared")).isPositive();
            assertThat(salon.database().count("select count(*) from note where text like '%as84%'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void what_a_living_persons_own_address_makes_with_the_column_beside_it_is_a_coincidence() {
        try (Salon salon = Salon.open(
                "alter table wish add born_in text, add mail text",
                "insert into wish (id, customer_id, born_in, mail) values (9, 2, 'Schmidt', 'anna.b@mail.example')")) {
            String map = Salon.MAP
                    .replace("email: email", "email: [email, wish.mail]")
                    .replace("wish: {keep: all}", "wish: {keep: all, mail: erase}");
            salon.runAll(map);

            ProofReport proof = salon.prove(map);

            assertThat(proof.residuals()).extracting(Residual::key).doesNotContain("9");
            assertThat(proof.hitsOf("possible")).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // a friend's street beside the own postal code, which many people have
        "bei Lindenstr. 12a, 50667, , , 1",
        // the other way round nobody knows
        "kommt gern, 50667, , bei Lindenstr. 12a, 0",
        // the own street beside the postal code of somewhere else
        "geboren in 50667, , Lindenstr. 12a, , 0"
    })
    void an_address_is_a_living_persons_own_only_with_its_street(
            String remark, @Nullable String zip, @Nullable String road, @Nullable String later, int residuals) {
        try (Salon salon = Salon.open(
                "alter table wish add zip text, add road text, add later text",
                "insert into wish (id, customer_id, remark, zip, road, later) values (9, 2, '" + remark + "', "
                        + (zip == null ? "null" : "'" + zip + "'") + ", " + (road == null ? "null" : "'" + road + "'")
                        + ", " + (later == null ? "null" : "'" + later + "'") + ")")) {
            String map = Salon.MAP
                    .replace(
                            "address: [street, postal_code, town]",
                            "address: [[street, postal_code, town], [wish.road, wish.zip]]")
                    .replace("wish: {keep: all}", "wish: {keep: all, zip: erase, road: erase}");
            salon.runAll(map);

            ProofReport proof = salon.prove(map);

            assertThat(proof.residuals().stream()
                            .filter(each ->
                                    each.key().equals("9") && each.what().equals("address")))
                    .hasSize(residuals);
        }
    }

    /** Two columns beside each other: how many residuals, and how many hits for a human to look at. */
    @ParameterizedTest
    @CsvSource({
        // the names of two living people: the scanner reads "Anna Maria" and "Schmidt" beside each other
        "2, Rosa Anna Maria, Schmidt Carla, 0",
        // one of them is a whole column, but another name goes on beside it
        "2, Anna Maria, Schmidt Carla, 0",
        "2, Anna Maria, Schmidt, 1",
        "2, Anna Maria, Schmidt rang, 1",
        // the treated person's own row: who else should it be
        "1, Rosa Anna, Schmidt Carla, 1"
    })
    void a_name_put_together_from_the_texts_of_the_living_is_a_coincidence(
            long customer, String first, String second, int residuals) {
        try (Salon salon = Salon.open(
                "alter table wish add second text",
                "insert into wish (id, customer_id, remark, second) values (9, " + customer + ", '" + first + "', '"
                        + second + "')")) {
            salon.runAll(Salon.MAP);

            ProofReport proof = salon.prove(Salon.MAP);

            assertThat(proof.residuals().stream().filter(each -> each.key().equals("9")))
                    .hasSize(residuals);
            assertThat(proof.hitsOf("possible") + residuals).isPositive();
        }
    }

    @Test
    void leaves_an_address_that_somebody_living_uses_whole_though_a_treated_name_stands_in_it() {
        try (Salon salon = Salon.open("""
                update customer set email = 'anna.schmidt@mail.example' where id in (1, 2);
                update note set text = 'erreichbar unter anna.schmidt@mail.example' where id = 2
                """)) {
            String map = Salon.wholeMap()
                    .replace("note: {keep: all, text: redact}", "note: {keep: all, text: {redact: anywhere}}");
            salon.runAll(map);

            assertThat(salon.prove(map).findings()).isEmpty();
            assertThat(salon.database()
                            .count("select count(*) from note where text like '%unter anna.schmidt@mail.example'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void does_not_take_a_living_persons_longer_name_for_a_leftover() {
        try (Salon salon = Salon.open(
                "update customer set first_name = 'Anna Maria', last_name = 'Meier-Schmidt' where id = 2",
                "update colour_stock set remark = 'für Meier-Schmidt, Anna Maria'")) {
            salon.runAll(Salon.wholeMap());

            assertThat(salon.prove(Salon.wholeMap()).findings()).isEmpty();
        }
    }

    @Test
    void reports_a_namesake_as_possible_and_does_not_turn_red() {
        try (Salon salon =
                Salon.open("update customer set first_name = 'Anna Maria', last_name = 'Schmidt' where id = 2")) {
            salon.runAll(Salon.wholeMap());

            ProofReport proof = salon.prove(Salon.wholeMap());

            assertThat(proof.findings()).isEmpty();
            assertThat(proof.hitsOf("possible")).isPositive();
        }
    }

    @Test
    void reports_a_statutory_record_as_kept_with_its_last_day_and_treats_one_out_of_its_period() {
        try (Salon salon = Salon.open()) {
            salon.runAll(Salon.wholeMap());

            ProofReport proof = salon.prove(Salon.wholeMap());

            assertThat(proof.green()).isTrue();
            assertThat(proof.hitsOf("kept")).isPositive();
            assertThat(proof.keptUntil()).containsExactly(java.util.Map.entry("2031-12-31", 1L));
            assertThat(proof.keptRecords()).hasSize(1);
            assertThat(salon.database().count("select count(*) from invoice where billing_name = 'Anna Maria Schmidt'"))
                    .isEqualTo(1);
            assertThat(salon.database()
                            .count("select count(*) from invoice where billing_name = 'Customer anonymised'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void does_not_take_a_longer_street_of_a_living_person_for_a_leftover() {
        try (Salon salon = Salon.open(
                "update customer set street = 'Alte Lindenstraße 12a', postal_code = '50667', town = 'Köln' where id = 2")) {
            salon.runAll(Salon.wholeMap());

            assertThat(salon.prove(Salon.wholeMap()).findings()).isEmpty();
        }
    }

    @Test
    void reports_what_the_business_writes_later_as_activity_after_anonymisation() {
        try (Salon salon = Salon.open()) {
            salon.runAll(Salon.wholeMap());
            salon.database()
                    .execute(
                            "insert into visit values (99, 1, '2026-11-20T10:00:00Z', 10)",
                            "insert into reminder values (99, 1, 'neu')");

            ProofReport proof = salon.prove(Salon.wholeMap());

            assertThat(proof.activityAfterAnonymisation()).isEqualTo(1);
            assertThat(salon.attached(Salon.wholeMap()).survey(each -> {}).activityAfterAnonymisation())
                    .isEqualTo(1);
            assertThat(proof.green()).isTrue();
        }
    }

    @Test
    void is_red_while_row_level_security_may_hide_rows_and_no_run_starts() {
        try (Salon salon = Salon.open(
                "alter table colour_stock enable row level security",
                "alter table colour_stock force row level security",
                "create role clerk login password 'secret' nosuperuser",
                "grant usage, create on schema public to clerk",
                "grant select, update, delete on all tables in schema public to clerk")) {
            Palimpsest clerk = salon.attached(Salon.wholeMap(), "clerk", "secret");

            assertThat(clerk.check().rights().missing()).anyMatch(missing -> missing.contains("public.colour_stock"));
            assertThat(clerk.check().rights().grants()).contains("ALTER ROLE \"clerk\" BYPASSRLS;");
            Preview preview = clerk.preview(Selection.eligible(), skipped -> {});
            assertThatThrownBy(() -> clerk.run(preview, preview.digest(), "test", RunEvent.Listener.none()))
                    .isInstanceOfSatisfying(
                            PalimpsestException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.DATABASE_RIGHTS_MISSING));
        }
    }
}
