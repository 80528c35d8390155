package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.database.Dialects;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.TableName;
import dev.palimpsest.ledger.OwnSchema;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that break in the middle of a run, and administrators' time limits. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class LostConnectionTest {
    private static final long SEED = Long.getLong("seed", 20261122);
    private static final int MEMBERS = 60;

    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Studio studio;

    private List<String> undisturbed = List.of();
    private int statements;

    @BeforeEach
    void runOnceUndisturbed() {
        studio = Studio.open(product, directory)
                .with(Studio.SETTINGS.withChunkSize(20))
                .fill(MEMBERS);
        Preview preview = studio.preview();
        studio.palimpsest(new Watched(studio.database().dataSource(), sql -> statements++))
                .run(preview, preview.digest(), "test", RunEvent.Listener.none());
        undisturbed = studio.dump();
        assertThat(undisturbed).contains("FINISHED");
    }

    @Test
    void resumes_to_the_same_end_wherever_the_connection_breaks() throws SQLException {
        breakAt(4);
    }

    @Test
    @Tag("slow")
    void resumes_to_the_same_end_wherever_the_connection_breaks_in_a_campaign() throws SQLException {
        breakAt(Integer.getInteger("campaign", 40));
    }

    private void breakAt(int times) throws SQLException {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < times; i++) {
            studio.fill(MEMBERS);
            Preview preview = studio.preview();
            int breaksBefore = random.nextInt(statements) + 1;
            Breaking run = new Breaking(breaksBefore);
            PalimpsestException thrown = catchThrowableOfType(
                    PalimpsestException.class,
                    () -> studio.palimpsest(new Watched(studio.database().dataSource(), run))
                            .run(preview, preview.digest(), "test", RunEvent.Listener.none()));
            if (thrown != null) {
                assertThat(thrown.code())
                        .as("broken before statement %s", breaksBefore)
                        .isEqualTo(ErrorCode.DATABASE_LOST);
            }
            finish(preview, breaksBefore);
        }
    }

    private void finish(Preview preview, int where) {
        if (studio.runExists()) {
            studio.palimpsest().resume(Optional.empty(), RunEvent.Listener.none());
        } else {
            studio.run(preview);
        }
        assertThat(studio.dump()).as("broken before statement %s", where).isEqualTo(undisturbed);
        assertThat(studio.palimpsest().prove(Optional.empty()).findings()).isEmpty();
    }

    @Test
    void asks_the_receipts_when_the_answer_to_a_commit_is_lost() throws SQLException {
        // given a commit that happens, of which the run never hears
        studio.fill(MEMBERS);
        Preview preview = studio.preview();
        Watched deaf = new Watched(studio.database().dataSource(), new Watched.Watcher() {
            private boolean receipts;

            @Override
            public void before(String sql) {
                receipts |= sql.startsWith("insert into") && sql.contains("palimpsest_receipt");
            }

            @Override
            public void after(String sql) throws SQLException {
                if (sql.equals(Watched.COMMIT) && receipts) {
                    throw new SQLException("connection reset", "08006");
                }
            }
        });
        // when
        PalimpsestException thrown = catchThrowableOfType(
                PalimpsestException.class,
                () -> studio.palimpsest(deaf).run(preview, preview.digest(), "test", RunEvent.Listener.none()));
        // then
        assertThat(thrown.code()).isEqualTo(ErrorCode.DATABASE_LOST);
        assertThat(studio.count("select count(*) from palimpsest_receipt")).isEqualTo(20);
        List<Long> remaining = new ArrayList<>();
        studio.palimpsest().resume(Optional.empty(), event -> {
            if (event instanceof RunEvent.Started started) {
                remaining.add(started.remaining());
            }
        });
        assertThat(remaining).containsExactly(40L);
        assertThat(studio.dump()).isEqualTo(undisturbed);
    }

    @Test
    void stops_at_an_administrators_time_limit_and_resumes_when_it_is_lifted() throws SQLException {
        // given a treatment that takes longer than the administrator allows
        studio.fill(MEMBERS);
        studio.database()
                .execute(
                        "create table slowness (seconds int)",
                        "insert into slowness values (5)",
                        product.trigger(
                                "slow",
                                "after update on member",
                                product == Product.POSTGRESQL
                                        ? "perform pg_sleep(seconds) from slowness;"
                                        : "do sleep((select seconds from slowness));"));
        Preview preview = studio.preview();
        // that nothing but the treatment can take so long
        createOwnTables();
        Settings limit =
                new Settings(product == Product.POSTGRESQL ? "statement_timeout = '2s'" : "max_statement_time = 2");
        // when
        PalimpsestException thrown;
        try (limit) {
            thrown = catchThrowableOfType(PalimpsestException.class, () -> studio.run(preview));
        }
        // then
        assertThat(thrown.code()).isEqualTo(ErrorCode.DATABASE_FAILED);
        assertThat(thrown)
                .hasMessageContaining("time limit")
                .hasMessageContaining(product == Product.POSTGRESQL ? "57014" : "70100");
        assertThat(studio.rows("select status from palimpsest_run")).containsExactly("RUNNING");
        assertThat(studio.count("select count(*) from palimpsest_receipt")).isZero();
        // when
        studio.database().execute("update slowness set seconds = 0");
        studio.palimpsest().resume(Optional.empty(), RunEvent.Listener.none());
        // then
        assertThat(studio.dump()).isEqualTo(undisturbed);
    }

    private void createOwnTables() throws SQLException {
        Connection connection = studio.database().connection();
        connection.setAutoCommit(false);
        OwnTables own = new OwnTables(new TableName(studio.database().schema(), "member"));
        new OwnSchema(own, new Session(connection, Dialects.of(connection))).create(Instant.EPOCH);
    }

    @Test
    void works_under_an_administrators_lock_timeout_and_default_isolation() {
        // given
        studio.fill(MEMBERS);
        // when
        try (Settings strict = product == Product.POSTGRESQL
                ? new Settings("lock_timeout = '10ms'", "default_transaction_isolation = 'serializable'")
                : new Settings("innodb_lock_wait_timeout = 1", "tx_isolation = 'serializable'")) {
            studio.run(studio.preview());
        }
        // then
        assertThat(studio.dump()).isEqualTo(undisturbed);
    }

    /** Ends every other session of the database before a statement, as an administrator would. */
    private final class Breaking implements Watched.Watcher {
        private final int breaksBefore;
        private int statement;

        Breaking(int breaksBefore) {
            this.breaksBefore = breaksBefore;
        }

        @Override
        public void before(String sql) {
            if (++statement == breaksBefore) {
                studio.disconnectOthers();
            }
        }
    }

    /** What an administrator sets for everybody who connects from now on, until it is closed. */
    private final class Settings implements AutoCloseable {
        private final List<String> names = new ArrayList<>();

        Settings(String... settings) {
            for (String setting : settings) {
                names.add(setting.substring(0, setting.indexOf(' ')));
                studio.database().execute(of(setting));
            }
        }

        private String of(String setting) {
            return product == Product.POSTGRESQL
                    ? "alter database " + studio.database().name() + " set " + setting
                    : "set global " + setting;
        }

        @Override
        public void close() {
            names.forEach(name -> studio.database().execute(of(name + " = default")));
        }
    }
}
