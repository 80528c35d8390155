package dev.palimpsest.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedMariaDbTest extends EmbeddedDatabaseContract<RunningMariaDb> {
    @Override
    EmbeddedDatabase<RunningMariaDb> at(Path place) {
        return EmbeddedMariaDb.at(place);
    }

    @Override
    EmbeddedDatabase<RunningMariaDb> temporary() {
        return EmbeddedMariaDb.temporary();
    }

    @Override
    String existingDatabase() {
        return "mysql";
    }

    @Override
    Path versionFile(Path data) {
        return data.resolve("MARIADB_VERSION");
    }

    @Override
    Path processFile() {
        return directory.resolve("data/mariadbd.pid");
    }

    @Test
    void is_durable_and_utf8mb4_and_listens_to_this_machine_only_unless_told_otherwise() throws SQLException {
        try (RunningMariaDb server = EmbeddedMariaDb.at(directory).start()) {
            assertThat(variable(server, "innodb_flush_log_at_trx_commit")).isEqualTo("1");
            assertThat(variable(server, "innodb_doublewrite")).isEqualTo("1");
            assertThat(variable(server, "character_set_server")).isEqualTo("utf8mb4");
            assertThat(variable(server, "bind_address")).isEqualTo("127.0.0.1");
            assertThat(variable(server, "socket")).isEmpty();
            assertThat(variable(server, "innodb_buffer_pool_size")).isEqualTo("134217728");
        }
    }

    @Test
    void takes_settings() throws SQLException {
        String strange = "set @it = \"it's #1; \\\\\"";
        try (RunningMariaDb server = EmbeddedMariaDb.at(directory)
                .durable(false)
                .setting("innodb_buffer_pool_size", "64M")
                .setting("init_connect", strange)
                .start()) {
            assertThat(variable(server, "innodb_flush_log_at_trx_commit")).isEqualTo("0");
            assertThat(variable(server, "innodb_buffer_pool_size")).isEqualTo("67108864");
            assertThat(variable(server, "init_connect")).isEqualTo(strange);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind_address", "skip_grant_tables", "socket", "datadir", "user"})
    void refuses_settings_that_would_open_it(String name) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> EmbeddedMariaDb.at(directory).setting(name, "1"));
    }

    @Test
    void knows_time_zones_by_their_names() throws SQLException {
        try (RunningMariaDb server =
                EmbeddedMariaDb.at(directory).durable(false).start()) {
            assertThat(ask(server, "mysql", "select convert_tz('2026-07-01 12:00:00', 'UTC', 'Europe/Paris')"))
                    .startsWith("2026-07-01 14:00:00");
            assertThat(ask(server, "mysql", "select @@time_zone")).isEqualTo("+00:00");
        }
    }

    @Test
    void lets_nobody_in_without_the_password() throws SQLException {
        try (RunningMariaDb server =
                EmbeddedMariaDb.at(directory).durable(false).start()) {
            assertThat(ask(
                            server,
                            "mysql",
                            "select group_concat(concat(user, '@', host)) from global_priv"
                                    + " where json_value(priv, '$.account_locked') is null"))
                    .isEqualTo("palimpsest@127.0.0.1");
            for (String user : List.of("root", "mysql", "")) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("mysql"), user, ""))
                        .satisfies(refused -> assertThat(refused.getSQLState()).isEqualTo("28000"));
            }
        }
    }

    @Test
    void leaves_no_password_behind_from_its_creation() throws IOException {
        try (RunningMariaDb server =
                        EmbeddedMariaDb.at(directory).durable(false).start();
                var files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().equals(server.passwordFile().getFileName())) {
                    assertThat(Files.readString(file)).as(file.toString()).doesNotContain(server.password());
                }
            }
        }
    }

    @Test
    void says_what_to_install_where_there_is_no_mariadb() {
        assertThatExceptionOfType(EmbeddedDatabaseException.class)
                .isThrownBy(() -> MariaDbProgrammes.among(List.of(directory)))
                .withMessageContaining("sudo apt-get install mariadb-server");
    }

    @Test
    void says_what_is_missing_of_half_an_installation() throws IOException {
        Path programmes = Files.createDirectory(directory.resolve("sbin"));
        Files.createFile(
                programmes.resolve("mariadbd"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        MariaDbProgrammes found = MariaDbProgrammes.among(List.of(programmes));

        assertThat(found.base()).isEqualTo(directory);
        assertThatExceptionOfType(EmbeddedDatabaseException.class)
                .isThrownBy(found::creator)
                .withMessageContaining("mariadb-install-db")
                .withMessageContaining("sudo apt-get install mariadb-server");
    }

    private static String variable(RunningMariaDb server, String name) throws SQLException {
        return ask(server, "mysql", "select @@" + name);
    }
}
