package dev.palimpsest.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest extends EmbeddedDatabaseContract<RunningPostgres> {
    @Override
    EmbeddedDatabase<RunningPostgres> at(Path place) {
        return EmbeddedPostgres.at(place);
    }

    @Override
    EmbeddedDatabase<RunningPostgres> temporary() {
        return EmbeddedPostgres.temporary();
    }

    @Override
    String existingDatabase() {
        return "postgres";
    }

    @Override
    Path versionFile(Path data) {
        return data.resolve("PG_VERSION");
    }

    @Override
    Path processFile() {
        return directory.resolve("data/postmaster.pid");
    }

    @Test
    void is_durable_checked_and_utf8_unless_told_otherwise() throws SQLException {
        try (RunningPostgres server = EmbeddedPostgres.at(directory).start()) {
            assertThat(ask(server, "postgres", "show fsync")).isEqualTo("on");
            assertThat(ask(server, "postgres", "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(server, "postgres", "show data_checksums")).isEqualTo("on");
            assertThat(ask(server, "postgres", "show server_encoding")).isEqualTo("UTF8");
            assertThat(ask(server, "postgres", "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server, "postgres", "select datlocale from pg_database where datname = 'template1'"))
                    .isEqualTo("C.UTF-8");
        }
    }

    @Test
    void takes_settings() throws SQLException {
        try (RunningPostgres server = EmbeddedPostgres.at(directory)
                .durable(false)
                .setting("shared_buffers", "64MB")
                .setting("search_path", "\"it's\"")
                .start()) {
            assertThat(ask(server, "postgres", "show fsync")).isEqualTo("off");
            assertThat(ask(server, "postgres", "show shared_buffers")).isEqualTo("64MB");
            assertThat(ask(server, "postgres", "show search_path")).isEqualTo("\"it's\"");
        }
    }

    @Test
    void refuses_settings_that_would_open_it() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> EmbeddedPostgres.at(directory).setting("listen_addresses", "*"));
    }
}
