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
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGPoolingDataSource;

@Tag("database")
final class EvidenceTest {

    @Test
    void is_red_when_the_traces_of_a_single_person_are_gone() {
        try (Salon salon = Salon.open()) {
            salon.runAll(Salon.wholeMap());
            salon.database().execute("delete from palimpsest_trace");

            assertThat(salon.prove(Salon.wholeMap()).findings()).anyMatch(finding -> finding.contains("traces"));
        }
    }

    @Test
    void shows_no_amounts_of_a_few_people_and_keeps_none_in_the_database() {
        try (Salon salon = Salon.open()) {
            salon.runAll(Salon.wholeMap());

            ProofReport proof = salon.prove(Salon.wholeMap());

            assertThat(proof.statistics())
                    .isNotEmpty()
                    .allMatch(
                            each -> each.before().signum() == 0 && each.after().compareTo(BigDecimal.ZERO) == 0);
            assertThat(salon.database().count("select count(*) from palimpsest_statistic"))
                    .isZero();
        }
    }

    @Test
    void keeps_the_red_report_beside_the_green_one_so_that_the_chain_can_be_followed() {
        try (Salon salon = Salon.open("update colour_stock set remark = 'fragt nach Anna Maria Schmidt'")) {
            salon.runAll(Salon.wholeMap());
            ProofReport red = salon.prove(Salon.wholeMap());
            salon.database().execute("update colour_stock set remark = null");
            ProofReport green = salon.prove(Salon.wholeMap());

            assertThat(red.green()).isFalse();
            assertThat(green.green()).isTrue();
            assertThat(salon.home().resolve("reports/" + red.run() + "-1.json")).exists();
            assertThat(green.previous()).isNotNull();
        }
    }

    @Test
    void a_map_of_other_people_cannot_resume_the_run() {
        try (Salon salon = Salon.open(
                "create table trainer (id bigint primary key, name text, email text, hired_on date)",
                "insert into trainer values (1, 'Tina Trainer', 'tina@mail.example', '2026-11-01')")) {
            salon.runAll(Salon.wholeMap());
            String trainers = """
                    palimpsest: 1
                    name: trainers
                    jurisdiction: DE
                    schema: public
                    subject:
                      table: trainer
                      key: id
                      title: [name]
                      inactive-for: P1Y
                      identifiers: {email: email}
                    activity:
                      hired: {table: trainer, at: hired_on}
                    treatment:
                      trainer: {email: erase, name: erase, keep: [hired_on]}
                    """;

            assertThatThrownBy(() -> salon.attached(trainers).resume(Optional.empty(), RunEvent.Listener.none()))
                    .isInstanceOfSatisfying(
                            PalimpsestException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.RUN_UNKNOWN));
            assertThat(salon.database().count("select count(*) from trainer where email is null"))
                    .isZero();
        }
    }

    @Test
    void a_map_that_knows_people_by_another_column_cannot_resume_the_run() {
        try (Salon salon = Salon.open(
                "alter table customer add column other bigint not null generated always as (id + 1) stored",
                "alter table customer add unique (other)")) {
            String map = Salon.wholeMap();
            salon.runAll(map);

            assertThatThrownBy(() -> salon.attached(map.replace("key: id", "key: other"))
                            .resume(Optional.empty(), RunEvent.Listener.none()))
                    .isInstanceOf(PalimpsestException.class);
            assertThat(salon.database().count("select count(*) from customer where id = 2 and email is not null"))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_preview_of_a_day_to_come_cannot_be_run() {
        try (Salon salon = Salon.open()) {
            Clock later = Clock.fixed(Instant.parse("2099-01-01T10:00:00Z"), ZoneOffset.UTC);
            Preview preview = salon.attached(Salon.wholeMap()).with(later).preview(Selection.eligible(), skipped -> {});
            assertThat(preview.keys()).hasSize(2);

            assertThatThrownBy(() -> salon.attached(Salon.wholeMap())
                            .run(preview, preview.digest(), "test", RunEvent.Listener.none()))
                    .isInstanceOfSatisfying(
                            PalimpsestException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.PREVIEW_EXPIRED));
            assertThat(salon.database().count("select count(*) from customer where email is null"))
                    .isZero();
        }
    }

    @Test
    void the_date_a_period_is_counted_from_must_be_kept() {
        try (Salon salon = Salon.open()) {
            String map = Salon.wholeMap()
                    .replace("billing_email: erase", "billing_email: erase\n    issued_on: {generalise: year}");

            assertThatThrownBy(() -> salon.attached(map).check())
                    .isInstanceOf(PalimpsestException.class)
                    .hasMessageContaining("PAL-MAP-014")
                    .hasMessageContaining("issued_on");
        }
    }

    @Test
    void a_column_that_says_whose_a_row_is_must_be_kept() {
        try (Salon salon = Salon.open()) {
            String map = Salon.wholeMap()
                    .replace(
                            "note: {keep: all, text: redact}",
                            "note: {via: customer_id, where: \"text is not null\", keep: all, text: redact}");

            assertThatThrownBy(() -> salon.attached(map).check())
                    .isInstanceOf(PalimpsestException.class)
                    .hasMessageContaining("PAL-MAP-014")
                    .hasMessageContaining("note.text");
        }
    }

    @Test
    void a_mark_too_long_for_its_column_costs_the_mark_and_not_the_text() {
        try (Salon salon = Salon.open(
                "alter table colour_stock alter column remark type varchar(34)",
                "update colour_stock set remark = 'K-100201 mag Rot, sonst nur Blau.'")) {
            String map = Salon.wholeMap()
                    .replace(
                            "note: {keep: all",
                            "colour_stock: {remark: {redact: anywhere, mark: \"[entfernt, siehe Akte]\"}}\n  note: {keep: all");
            salon.runAll(map);

            assertThat(salon.database().rows("select remark from colour_stock").toString())
                    .contains("* mag Rot, sonst nur Blau.");
        }
    }

    @Test
    @SuppressWarnings("deprecation") // the driver's own pool is enough to keep a connection open
    void a_proof_that_fails_gives_its_lock_back_to_the_pool() throws IOException {
        try (Salon salon = Salon.open()) {
            salon.runAll(Salon.wholeMap());
            PGPoolingDataSource pool = new PGPoolingDataSource();
            pool.setDataSourceName("a pool");
            pool.setUrl(salon.database().url());
            pool.setUser(salon.database().user());
            pool.setPassword(salon.database().password());
            Path reports = salon.home().resolve("reports");
            Palimpsest pooled = salon.attached(Salon.wholeMap(), pool);
            Files.delete(reports);
            Files.writeString(reports, "in the way");

            assertThatThrownBy(() -> pooled.prove(Optional.empty())).isInstanceOf(PalimpsestException.class);

            assertThat(salon.database().count("select count(*) from pg_locks where locktype = 'advisory'"))
                    .isZero();
            pool.close();
        }
    }
}
