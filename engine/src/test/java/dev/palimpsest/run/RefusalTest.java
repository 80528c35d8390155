package dev.palimpsest.run;

import static dev.palimpsest.ClubFixture.TODAY;
import static dev.palimpsest.ClubFixture.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.PreviewFile;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a run does not begin, and who drops out of one that does. */
@Tag("database")
final class RefusalTest {
    @AutoClose
    private final ClubFixture club = ClubFixture.create();

    @TempDir
    private Path directory;

    private Palimpsest palimpsest;
    private Preview preview;

    @BeforeEach
    void lookAtAPreview() {
        palimpsest = club.attach(directory);
        club.member(1, "Anna", "Brandt").member(2, "Bert", "Claasen");
        preview = palimpsest.preview(Selection.eligible(), skipped -> {});
    }

    private void assertRefused(Palimpsest by, Preview which, String digest, ErrorCode code) {
        String before = club.checksum();
        PalimpsestException refused = catchThrowableOfType(
                PalimpsestException.class, () -> by.run(which, digest, "test", RunEvent.Listener.none()));

        assertThat(refused).as("a refusal").isNotNull();
        assertThat(refused.code()).isEqualTo(code);
        assertThat(club.checksum()).isEqualTo(before);
    }

    @Test
    void another_digest_than_the_previews() {
        assertRefused(palimpsest, preview, preview.digest().replaceFirst("^.", "x"), ErrorCode.PREVIEW_NOT_CONFIRMED);
        assertRefused(palimpsest, preview, "", ErrorCode.PREVIEW_NOT_CONFIRMED);
        assertRefused(palimpsest, preview, preview.digest().substring(0, 12), ErrorCode.PREVIEW_NOT_CONFIRMED);
    }

    @Test
    void a_preview_with_another_key_than_the_human_confirmed() {
        Preview changed = new Preview(
                preview.name(),
                preview.database(),
                preview.mapName(),
                preview.mapDigest(),
                preview.schemaDigest(),
                preview.planDigest(),
                preview.moment(),
                preview.createdAt(),
                preview.expiresAt(),
                preview.withArchived(),
                preview.tables(),
                preview.blocked(),
                preview.warnings(),
                preview.sharedIdentifiers(),
                keys(1, 2, 3));

        assertRefused(palimpsest, changed, preview.digest(), ErrorCode.PREVIEW_NOT_CONFIRMED);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T12:00, true", "2026-11-23T12:00:01, false"})
    void a_preview_is_good_for_a_day(java.time.LocalDateTime when, boolean good) {
        Palimpsest then = palimpsest.with(ClubFixture.at(when));

        if (good) {
            assertThat(ClubFixture.run(then, preview).done()).isEqualTo(2);
        } else {
            assertRefused(then, preview, preview.digest(), ErrorCode.PREVIEW_EXPIRED);
        }
    }

    @Test
    void a_preview_that_was_spent() {
        assertThat(ClubFixture.run(palimpsest, preview).done()).isEqualTo(2);

        assertRefused(palimpsest, preview, preview.digest(), ErrorCode.PREVIEW_SPENT);

        PreviewFile.write(preview, directory.resolve("preview.json"));
        Preview again = PreviewFile.read(directory.resolve("preview.json"));
        assertRefused(palimpsest, again, again.digest(), ErrorCode.PREVIEW_SPENT);
    }

    @Test
    void another_map() {
        Palimpsest other = club.attach(directory, ClubFixture.mapWith("step: 10", "step: 5"));

        assertRefused(other, preview, preview.digest(), ErrorCode.PREVIEW_OTHER_MAP);
    }

    @Test
    void a_comment_in_the_map_is_another_map_too() {
        Palimpsest other = club.attach(directory, ClubFixture.map() + "# looked at again\n");

        assertRefused(other, preview, preview.digest(), ErrorCode.PREVIEW_OTHER_MAP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table check_in alter checked_in_at type timestamp",
                "alter table note alter member_id set not null",
                "create or replace function audit() returns trigger language plpgsql as $$ begin return new; end $$",
                "alter table invoice_line drop constraint invoice_line_invoice_id_fkey, add foreign key (invoice_id) references invoice on delete cascade",
            })
    void a_mapped_table_that_was_changed(String change) {
        club.sql(change);

        assertRefused(palimpsest, preview, preview.digest(), ErrorCode.PREVIEW_OTHER_SCHEMA);
    }

    @Test
    void a_column_that_nobody_has_decided_yet() {
        club.sql("alter table member add nickname text");

        assertRefused(palimpsest, preview, preview.digest(), ErrorCode.MAP_UNDECIDED_COLUMN);
    }

    @Test
    void a_linked_table_that_nobody_has_decided_yet() {
        club.sql("create table locker (id int primary key, member_id bigint references member)");

        assertRefused(palimpsest, preview, preview.digest(), ErrorCode.MAP_UNDECIDED_TABLE);
    }

    @Test
    void nobody_selected() {
        Preview nobody = palimpsest.preview(Selection.of(keys(77)), skipped -> {});

        assertThat(nobody.keys()).isEmpty();
        assertThat(nobody.blocked()).isEqualTo(Map.of("gone", 1L));
        assertRefused(palimpsest, nobody, nobody.digest(), ErrorCode.NOTHING_SELECTED);
    }

    @Test
    void a_run_nobody_knows() {
        PalimpsestException noneYet =
                catchThrowableOfType(PalimpsestException.class, () -> palimpsest.prove(Optional.empty()));
        PalimpsestException noSuch = catchThrowableOfType(
                PalimpsestException.class,
                () -> palimpsest.resume(Optional.of(new RunId("20261122-ffffff")), RunEvent.Listener.none()));

        assertThat(noneYet.code()).isEqualTo(ErrorCode.RUN_UNKNOWN);
        assertThat(noSuch.code()).isEqualTo(ErrorCode.RUN_UNKNOWN);
    }

    /** What changes between preview and run, and the reason with which the person drops out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into check_in (member_id, checked_in_at) values (1, '2026-11-22 08:00+01')|active",
                "insert into check_in (member_id, checked_in_at) values (1, '2026-02-23 08:00+01')|active",
                "insert into invoice values (9, 1, '2026-11-22', 'Anna Brandt', 5)|active",
                "insert into contract (member_id, number, starts_on) values (1, 'C', '2026-11-23')|contract",
                "update account set balance = 0.01 where member_id = 1|balance",
                "update account set balance = -1, dunning_level = 2 where member_id = 1|balance,dunning",
                "insert into collection (member_id) values (1)|collection",
                "insert into task (member_id, status) values (1, 'OPEN')|task",
                "update member set status = 'ACTIVE' where id = 1|kind",
                "update member set status = 'STAFF' where id = 1|never",
                "update member set status = 'ARCHIVED' where id = 1|archived",
                "delete from account where member_id = 1; delete from check_in where member_id = 1; delete from member where id = 1|gone",
                "delete from check_in where member_id = 1|unknown-activity",
            })
    void whoever_no_longer_qualifies_drops_out_with_the_reason(String change, String reason) {
        club.sql(change);
        List<String> anna = club.database().rows("select * from member where id = 1");

        RunResult result = ClubFixture.run(palimpsest.with(RunSettings.STANDARD.withBrake(1)), preview);

        assertThat(result.done()).isEqualTo(1);
        assertThat(result.skipped()).isEqualTo(1);
        assertThat(result.reasons()).isEqualTo(Map.of(reason, 1L));
        assertThat(club.database().rows("select * from member where id = 1")).isEqualTo(anna);
        assertThat(club.database().rows("select outcome, reason from palimpsest_receipt where subject_key = '1'"))
                .containsExactly("skipped|" + reason);
    }

    @Test
    void who_was_treated_by_another_run_meanwhile_drops_out() {
        ClubFixture.run(palimpsest, palimpsest.preview(Selection.of(keys(1)), skipped -> {}));

        RunResult result = ClubFixture.run(palimpsest.with(RunSettings.STANDARD.withBrake(1)), preview);

        assertThat(result.done()).isEqualTo(1);
        assertThat(result.reasons()).isEqualTo(Map.of("anonymised", 1L));
        assertThat(club.database().count("select count(*) from palimpsest_receipt where outcome = 'done'"))
                .isEqualTo(2);
    }

    @Test
    void the_previews_own_day_decides_even_past_midnight() {
        club.checkIn(1, "2026-02-23 12:00"); // too late for 22 November, early enough for the 23rd
        Palimpsest tomorrow = palimpsest
                .with(ClubFixture.at(TODAY.plusDays(1).atTime(0, 30)))
                .with(RunSettings.STANDARD.withBrake(1));

        assertThat(ClubFixture.run(tomorrow, preview).reasons()).isEqualTo(Map.of("active", 1L));
    }

    @Test
    void a_condition_that_the_database_does_not_understand_is_found_by_the_check() {
        Palimpsest wrong = club.attach(
                directory,
                ClubFixture.map()
                        .replace("\"balance <> 0\"", "\"ballance <> 0\"")
                        .replace("\"status = 'STAFF'\"", "\"status = 5\""));

        PalimpsestException refused = catchThrowableOfType(PalimpsestException.class, wrong::check);

        assertThat(refused.problems())
                .extracting(problem -> problem.code())
                .containsOnly(ErrorCode.MAP_PREDICATE_REFUSED);
        assertThat(refused.problems()).hasSize(2);
        assertThat(refused).hasMessageContaining("column \"ballance\" does not exist");
        assertThat(refused.problems())
                .allSatisfy(problem -> assertThat(problem.at().line()).isPositive());
    }
}
