package dev.palimpsest.ledger;

import static dev.palimpsest.ClubFixture.keys;
import static dev.palimpsest.ClubFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.database.Dialects;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.run.RunResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
final class ReceiptsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T11:00:00Z");

    @AutoClose
    private final ClubFixture club = ClubFixture.create();

    @TempDir
    private Path directory;

    private final OwnTables tables = new OwnTables(new TableName("public", "member"));
    private Session session;

    @BeforeEach
    void open() throws SQLException {
        Connection connection = club.database().connection();
        connection.setAutoCommit(false);
        session = new Session(connection, Dialects.of(connection));
        new OwnSchema(tables, session).create(Instant.EPOCH);
    }

    private RunRecord begin(String id, SubjectKey... keys) throws SQLException {
        RunRecord run = new RunRecord(
                new RunId(id),
                null,
                "club",
                "map",
                "plan",
                "preview of " + id,
                LocalDate.of(2026, 11, 22),
                LocalDate.of(2026, 2, 22),
                List.of(),
                keys.length,
                10,
                false,
                RunRecord.Status.RUNNING,
                "test",
                null,
                NOON);
        assertThat(new Runs(tables, session).begin(run, "id", List.of(keys))).isTrue();
        return run;
    }

    @Test
    void what_is_signed_is_counted_and_told() throws SQLException {
        Receipts receipts = new Receipts(tables, session, begin("a"));

        receipts.sign(
                List.of(
                        Receipt.done(new SubjectKey("1"), LocalDate.of(2034, 12, 31), false, Seen.NOTHING),
                        Receipt.done(new SubjectKey("2"), null, false, Seen.NOTHING),
                        Receipt.skipped(new SubjectKey("3"), "contract"),
                        Receipt.skipped(new SubjectKey("4"), "contract"),
                        Receipt.failed(new SubjectKey("5"), "PAL-DB-006")),
                NOON);

        assertThat(receipts.counts()).isEqualTo(Map.of(Outcome.DONE, 2L, Outcome.SKIPPED, 2L, Outcome.FAILED, 1L));
        assertThat(receipts.reasons(Outcome.SKIPPED)).isEqualTo(Map.of("contract", 2L));
        assertThat(receipts.reasons(Outcome.FAILED)).isEqualTo(Map.of("PAL-DB-006", 1L));
        assertThat(receipts.keptUntil()).isEqualTo(Map.of(LocalDate.of(2034, 12, 31), 1L));
        assertThat(receipts.notDone()).extracting(each -> each.key().value()).containsExactly("3", "4", "5");
        assertThat(receipts.done("", 10)).isEqualTo(keys(1, 2));
        assertThat(receipts.done("1", 10)).isEqualTo(keys(2));
    }

    @Test
    void nothing_to_sign_is_nothing() throws SQLException {
        Receipts receipts = new Receipts(tables, session, begin("a"));

        receipts.sign(List.of(), NOON);

        assertThat(receipts.counts().values()).containsOnly(0L);
    }

    @Test
    void a_subject_is_done_once_among_all_runs() throws SQLException {
        new Receipts(tables, session, begin("a"))
                .sign(List.of(Receipt.done(new SubjectKey("1"), null, false, Seen.NOTHING)), NOON);
        Receipts second = new Receipts(tables, session, begin("b"));

        SQLException refused = catchThrowableOfType(
                SQLException.class,
                () -> second.sign(List.of(Receipt.done(new SubjectKey("1"), null, false, Seen.NOTHING)), NOON));

        assertThat(refused.getSQLState()).isEqualTo("23505");
    }

    @Test
    void a_subject_may_be_skipped_many_times_and_done_later() throws SQLException {
        new Receipts(tables, session, begin("a")).sign(List.of(Receipt.skipped(new SubjectKey("1"), "busy")), NOON);
        new Receipts(tables, session, begin("b")).sign(List.of(Receipt.skipped(new SubjectKey("1"), "busy")), NOON);

        new Receipts(tables, session, begin("c"))
                .sign(List.of(Receipt.done(new SubjectKey("1"), null, false, Seen.NOTHING)), NOON);

        assertThat(club.database().rows("select 1")).isNotEmpty();
    }

    @Test
    void the_same_key_of_another_subjects_table_is_somebody_else() throws SQLException {
        new Receipts(tables, session, begin("a"))
                .sign(List.of(Receipt.done(new SubjectKey("1"), null, false, Seen.NOTHING)), NOON);
        OwnTables trainers = new OwnTables(new TableName("public", "trainer"));
        RunRecord run = begin("b");

        new Receipts(trainers, session, run)
                .sign(List.of(Receipt.done(new SubjectKey("1"), null, false, Seen.NOTHING)), NOON);

        assertThat(new Receipts(trainers, session, run).counts()).containsEntry(Outcome.DONE, 1L);
    }

    @Test
    void a_preview_is_spent_once() throws SQLException {
        RunRecord run = begin("a", new SubjectKey("1"));

        assertThat(new Runs(tables, session).begin(run, "id", keys(1))).isFalse();
        assertThat(new Runs(tables, session).ofPreview("preview of a")).contains(run);
        assertThat(new Runs(tables, session).find(new RunId("a"))).contains(run);
        assertThat(new Runs(tables, session).find(new RunId("b"))).isEmpty();
    }

    @Test
    void what_remains_is_what_has_no_receipt_in_the_order_of_the_preview() throws SQLException {
        SubjectKey[] frozen = IntStream.rangeClosed(1, 45_000)
                .mapToObj(i -> new SubjectKey("k" + (45_001 - i)))
                .toArray(SubjectKey[]::new);
        RunRecord run = begin("a", frozen);
        Runs runs = new Runs(tables, session);
        new Receipts(tables, session, run)
                .sign(
                        List.of(
                                Receipt.done(frozen[0], null, false, Seen.NOTHING),
                                Receipt.failed(frozen[2], "PAL-DB-006")),
                        NOON);

        List<Runs.Frozen> next = runs.remaining(run.id(), -1, 2);

        assertThat(next).extracting(Runs.Frozen::key).containsExactly(frozen[1], frozen[3]);
        assertThat(runs.remaining(run.id(), next.getLast().position(), 1))
                .extracting(Runs.Frozen::key)
                .containsExactly(frozen[4]);
        assertThat(runs.remaining(run.id(), -1, 100_000)).hasSize(44_998).doesNotHaveDuplicates();
    }

    @Test
    void a_run_keeps_the_time_it_was_first_over() throws SQLException {
        RunRecord run = begin("a");
        Runs runs = new Runs(tables, session);
        runs.mark(run.id(), RunRecord.Status.FINISHED, NOON);
        runs.mark(run.id(), RunRecord.Status.PROVED, NOON.plusSeconds(60));
        session.connection().commit();

        assertThat(club.database().rows("select status, finished_at at time zone 'UTC' from palimpsest_run"))
                .containsExactly("PROVED|2026-11-22 11:00:00");
    }

    // what the receipts of a run say until when records are kept

    private RunResult treat() {
        Palimpsest palimpsest = club.attach(directory);
        return run(palimpsest);
    }

    @Test
    void the_newest_statutory_record_decides_until_when() {
        club.member(1, "Anna", "Brandt")
                .invoice(10, 1, "2019-06-30", "Anna Brandt")
                .invoice(11, 1, "2023-06-30", "Anna Brandt")
                .member(2, "Bert", "Claasen")
                .invoice(20, 2, "2012-06-30", "Bert Claasen")
                .member(3, "Cora", "Dietz");

        assertThat(treat().keptUntil()).isEqualTo(Map.of(LocalDate.of(2031, 12, 31), 1L));
        assertThat(club.database().rows("select subject_key, kept_until from palimpsest_receipt order by 1"))
                .containsExactly("1|2031-12-31", "2|null", "3|null");
    }

    @Test
    void a_record_without_a_date_is_kept_until_somebody_dates_it_whatever_else_there_is() {
        club.member(1, "Anna", "Brandt")
                .invoice(10, 1, "2019-06-30", "Anna Brandt")
                .invoice(11, 1, "2019-07-31", "Anna Brandt")
                .sql("update invoice set issued_on = null where id = 11");

        assertThat(treat().keptUntil()).isEqualTo(Map.of(LocalDate.of(9999, 12, 31), 1L));
        assertThat(club.database().rows("select billing_name from invoice where id = 11"))
                .containsExactly("Anna Brandt");
        assertThat(ClubFixture.prove(club.attach(directory)).keptRecords())
                .singleElement()
                .satisfies(kept -> assertThat(kept.lastDay()).isNull());
    }
}
