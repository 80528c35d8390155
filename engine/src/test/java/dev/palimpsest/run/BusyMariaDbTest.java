package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.preview.Preview;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** InnoDB's locking reads meet rows that nobody has committed yet: writers need not be waited for. */
@Tag("database")
final class BusyMariaDbTest {
    @TempDir
    private Path directory;

    @AutoClose
    private Studio studio;

    @BeforeEach
    void open() {
        studio = Studio.open(Product.MARIADB, directory).fill(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into task (member_id, number, status) values (7, 'T', 'OPEN')",
                "insert into parcel (member_id, number) values (7, 'P')",
                "update parcel set member_id = 7 where id = 3",
                "select id from member where id = 7 lock in share mode"
            })
    void only_the_member_of_whom_somebody_writes_is_busy_also_without_a_foreign_key(String writing) {
        try (Clerk clerk = new Clerk(studio.database()).does(writing)) {
            RunResult result = studio.run(studio.preview());

            assertThat(result.done()).isEqualTo(29);
            assertThat(studio.outcome(7)).isEqualTo("skipped: busy");
            clerk.commits().finishes();
            assertThat(clerk.refusals()).isEmpty();
        }
    }

    /** InnoDB would look for a deadlock at once, and choose whoever has changed less. */
    @ParameterizedTest
    @ValueSource(ints = {4, 30})
    void whoever_waits_for_the_run_is_not_refused_when_the_run_meets_what_they_hold(int members) {
        // given a row that a trigger writes to for everybody, which nobody could foresee
        studio.fill(members)
                .database()
                .execute(
                        "create table counter (n int)",
                        "insert into counter values (0)",
                        Product.MARIADB.trigger("counts", "after update on member", "update counter set n = n + 1;"));
        Preview preview = studio.preview();
        try (Clerk clerk = new Clerk(studio.database())) {
            boolean[] waits = new boolean[1];
            Watched.Watcher writeUnderLock = sql -> {
                if (!waits[0] && sql.startsWith("update") && sql.contains("first_name")) {
                    clerk.does(
                            "update counter set n = n + 1",
                            "insert into message (member_id, body) values (3, 'hello')");
                    waits[0] = !clerk.isIdle();
                }
            };
            // when
            RunResult result = studio.palimpsest(new Watched(studio.database().dataSource(), writeUnderLock))
                    .run(preview, preview.digest(), "test", event -> {
                        if (event instanceof RunEvent.Waiting && waits[0]) {
                            clerk.commits();
                        }
                    });
            // then
            clerk.finishes();
            assertThat(waits[0]).as("the clerk waited for the run").isTrue();
            assertThat(clerk.refusals()).isEmpty();
            assertThat(result.done()).isEqualTo(members);
            assertThat(studio.palimpsest().prove(Optional.empty()).findings()).isEmpty();
        }
    }

    /** As InnoDB says it under snapshot isolation; the counter is of a kind that no rollback takes back. */
    @Test
    void a_row_that_has_changed_since_it_was_read_is_tried_again() {
        // given a trigger that raises that error the first three times
        studio.database()
                .execute(
                        "create table attempt (n int) engine = MyISAM",
                        "insert into attempt values (0)",
                        Product.MARIADB.trigger(
                                "changed",
                                "before update on member",
                                "update attempt set n = n + 1; if (select n from attempt) <= 3 then"
                                        + " signal sqlstate 'HY000' set mysql_errno = 1020; end if;"));
        Preview preview = studio.preview();
        int[] waits = new int[1];
        // when
        RunResult result = studio.palimpsest().run(preview, preview.digest(), "test", event -> {
            waits[0] += event instanceof RunEvent.Waiting ? 1 : 0;
        });
        // then
        assertThat(waits[0]).isEqualTo(3);
        assertThat(result.done()).isEqualTo(30);
        assertThat(result.failed()).isZero();
        assertThat(studio.palimpsest().prove(Optional.empty()).findings()).isEmpty();
    }

    /** Without an index every row is met, and waited for by nobody. */
    @Test
    void a_writer_of_a_table_without_an_index_makes_everybody_busy_for_that_moment() {
        studio.database().execute("drop index task_member_id on task");
        try (Clerk clerk = new Clerk(studio.database())
                .does("insert into task (member_id, number, status) values (7, 'T', 'OPEN')")) {
            assertThat(studio.run(studio.preview()).reasons()).isEqualTo(Map.of("busy", 30L));
            clerk.rollsBack().finishes();
            assertThat(clerk.refusals()).isEmpty();
        }
    }
}
