package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import java.nio.file.Path;
import java.util.Map;
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
