package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.preview.Preview;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What only PostgreSQL has in the way of a run: checks at commit, writers behind no foreign key, prepared
 * transactions, stored views, weak locks.
 */
@Tag("database")
final class BusyPostgreSqlTest {
    @TempDir
    private Path directory;

    @AutoClose
    private Studio studio;

    @BeforeEach
    void open() {
        studio = Studio.open(directory).fill(30);
    }

    @Test
    void skips_a_member_to_whom_somebody_is_about_to_refer() {
        try (Clerk clerk = new Clerk(studio.database()).does("select from member where id = 7 for key share")) {
            assertThat(studio.run(studio.preview()).reasons()).isEqualTo(Map.of("busy", 1L));
            assertThat(studio.outcome(7)).isEqualTo("skipped: busy");
            clerk.commits().finishes();
        }
    }

    @Test
    @Timeout(60)
    void ends_soon_beside_a_writer_who_never_ends_and_treats_nobody_behind_the_writers_back() {
        // given an open transaction on a table without a foreign key, and many chunks
        studio.fill(300).with(new RunSettings(5, 4, Duration.ofMillis(200), 3, Duration.ofMillis(10), 1));
        Preview preview = studio.preview();
        try (Clerk clerk = new Clerk(studio.database())
                .does("insert into task (member_id, number, status) values (7, 'T', 'OPEN')")) {
            // when
            RunResult result = studio.run(preview);
            // then
            assertThat(result.done()).isZero();
            assertThat(result.reasons()).isEqualTo(Map.of("busy", 300L));
            clerk.commits().finishes();
            assertThat(clerk.refusals()).isEmpty();
        }
    }

    @Test
    void waits_for_a_writer_whose_table_has_no_foreign_key() {
        // given
        Preview preview = studio.preview();
        List<RunEvent> waits = new ArrayList<>();
        try (Clerk clerk = new Clerk(studio.database())
                .does("insert into task (member_id, number, status) values (7, 'T', 'OPEN')")) {
            // when the writer commits while the run waits
            RunResult result = studio.palimpsest().run(preview, preview.digest(), "test", event -> {
                if (event instanceof RunEvent.Waiting) {
                    waits.add(event);
                    clerk.commits();
                }
            });
            // then
            assertThat(waits).isNotEmpty();
            assertThat(result.done()).isEqualTo(29);
            assertThat(studio.outcome(7)).isEqualTo("skipped: task");
        }
    }

    @Test
    @Timeout(30)
    void gives_way_to_a_writer_who_waits_for_it_while_it_waits_for_the_writer() {
        // given a run that would wait a minute for writers, and a writer whose commit looks for the locked member
        studio.with(new RunSettings(1_000, 6, Duration.ofMinutes(1), 3, Duration.ofMillis(20), 1));
        Preview preview = studio.preview();
        try (Clerk clerk = new Clerk(studio.database())
                .does("insert into credit (member_id, number, remaining) values (7, 'G', 2)")) {
            boolean[] committed = new boolean[1];
            Watched.Watcher commitUnderLock = sql -> {
                if (sql.contains("from pg_locks l") && !committed[0]) {
                    committed[0] = true;
                    clerk.commits();
                    assertThat(clerk.isIdle())
                            .as("the commit waits for the run")
                            .isFalse();
                }
            };
            // when
            RunResult result = studio.palimpsest(new Watched(studio.database().dataSource(), commitUnderLock))
                    .run(preview, preview.digest(), "test", RunEvent.Listener.none());
            // then
            clerk.finishes();
            assertThat(clerk.refusals()).isEmpty();
            assertThat(result.done()).isEqualTo(29);
            assertThat(studio.outcome(7)).isEqualTo("skipped: credit");
        }
    }

    @Test
    void waits_for_a_writer_who_prepares_a_two_phase_commit() throws SQLException {
        // given a writer who is under way when the run looks, and prepared when it looks again
        studio.with(new RunSettings(1_000, 1, Duration.ofMillis(200), 1, Duration.ofMillis(1), 1));
        Preview preview = studio.preview();
        try (Connection writer = studio.database().connection();
                Statement writes = writer.createStatement()) {
            writes.execute("begin");
            writes.execute("insert into task (member_id, number, status) values (7, 'T', 'OPEN')");
            int[] looks = new int[1];
            Watched.Watcher prepareMeanwhile = sql -> {
                if (sql.contains("from pg_locks l") && ++looks[0] == 2) {
                    writes.execute("prepare transaction 'later'");
                }
            };
            // when
            RunResult result = studio.palimpsest(new Watched(studio.database().dataSource(), prepareMeanwhile))
                    .run(preview, preview.digest(), "test", RunEvent.Listener.none());
            writes.execute("commit prepared 'later'");
            // then
            assertThat(result.done()).isZero();
            assertThat(result.reasons()).isEqualTo(Map.of("busy", 30L));
        }
    }

    @Test
    @Timeout(60)
    void does_not_hang_behind_a_reader_of_a_stored_view_and_holds_up_no_other_reader() {
        // given somebody who reads a stored view in a long transaction
        studio.database().execute("create materialized view names as select id, last_name from member");
        Preview preview = studio.preview();
        try (Clerk reader = new Clerk(studio.database()).does("select count(*) from names")) {
            // when
            RunResult result = studio.run(preview);
            // then
            assertThat(result.done()).isEqualTo(30);
            assertThat(result.notCleared()).hasSize(1).first().asString().contains("public.names");
            reader.commits();
        }
        // and afterwards the view is refreshed by another call
        assertThat(studio.palimpsest()
                        .resume(Optional.empty(), RunEvent.Listener.none())
                        .notCleared())
                .isEmpty();
        assertThat(studio.palimpsest().prove(Optional.empty()).findings()).isEmpty();
    }
}
