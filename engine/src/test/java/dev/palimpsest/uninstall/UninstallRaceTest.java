package dev.palimpsest.uninstall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.ledger.HoldReason;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody is just writing into the own tables is seen before they go, where the database can lock tables. */
@Tag("database")
final class UninstallRaceTest {
    @AutoClose
    private final ClubFixture club = ClubFixture.create(Product.POSTGRESQL);

    @TempDir
    private Path directory;

    @Test
    void a_hold_that_is_not_committed_yet_is_not_lost_unasked() throws SQLException {
        club.member(1, "Anna", "Brandt");
        Palimpsest palimpsest = club.attach(directory);
        palimpsest.holds().place(ClubFixture.keys(1), HoldReason.CLAIM, "", null, "test");
        palimpsest.holds().lift(ClubFixture.keys(1), "test");
        try (Connection writing = club.database().connection();
                Statement statement = writing.createStatement()) {
            writing.setAutoCommit(false);
            statement.execute("update palimpsest_hold set lifted_by = null, lifted_at = null");
            CompletableFuture<Uninstallation> uninstalling =
                    CompletableFuture.supplyAsync(() -> palimpsest.uninstall(Set.of()));
            while (club.database().count("select count(*) from pg_locks where not granted") == 0
                    && !uninstalling.isDone()) {
                Thread.onSpinWait();
            }
            writing.commit();

            PalimpsestException refused = refusal(uninstalling);

            assertThat(refused.code()).isEqualTo(ErrorCode.UNINSTALL_LOSES);
            assertThat(refused).hasMessageContaining("1 legal hold holds");
        }
        assertThat(palimpsest.uninstall().contents().activeHolds()).isEqualTo(1);
    }

    private static PalimpsestException refusal(CompletableFuture<Uninstallation> uninstalling) {
        try {
            throw new AssertionError("it was not refused: " + uninstalling.join());
        } catch (CompletionException failed) {
            return (PalimpsestException) failed.getCause();
        }
    }
}
