package dev.palimpsest.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every embedded server keeps to. */
@Tag("database")
abstract class EmbeddedDatabaseContract<R extends RunningDatabase> {
    Path directory;

    abstract EmbeddedDatabase<R> at(Path place);

    abstract EmbeddedDatabase<R> temporary();

    abstract String existingDatabase();

    abstract Path versionFile(Path data);

    /** Its first line is the number of the server's process. */
    abstract Path processFile();

    @BeforeEach
    void make_a_directory() throws IOException {
        // Not a @TempDir: its parents bar the user that the server may have to run as.
        directory = Files.createTempDirectory("palimpsest-test-");
    }

    @AfterEach
    void delete_the_directory() throws IOException {
        Home.delete(directory);
    }

    @Test
    void keeps_rows_over_a_restart() throws SQLException {
        try (R first = at(directory).start()) {
            assertThat(first.createDatabase("gym")).isTrue();
            execute(first, "gym", "create table member (name text)");
            execute(first, "gym", "insert into member values ('Žofie')");
        }
        try (R second = at(directory).start()) {
            assertThat(second.adopted()).isFalse();
            assertThat(second.createDatabase("gym")).isFalse();
            assertThat(ask(second, "gym", "select name from member")).isEqualTo("Žofie");
        }
    }

    @Test
    void keeps_its_port_over_a_restart() {
        int first = portOfOneStart();

        assertThat(portOfOneStart()).isEqualTo(first);
    }

    @Test
    void takes_another_port_when_the_old_one_is_taken() throws IOException {
        int first = portOfOneStart();

        try (var socket = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            assertThat(portOfOneStart()).isNotEqualTo(socket.getLocalPort());
        }
    }

    @Test
    void refuses_a_wrong_password() {
        try (R server = fast().start()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() ->
                            DriverManager.getConnection(server.jdbcUrl(existingDatabase()), server.user(), "wrong"))
                    .satisfies(refused -> assertThat(refused.getSQLState()).startsWith("28"));
        }
    }

    @Test
    void closes_its_directory_to_others() throws IOException {
        try (R server = fast().start()) {
            assertThat(modeOf(directory)).isEqualTo("rwx------");
            assertThat(modeOf(directory.resolve("data"))).isEqualTo("rwx------");
            assertThat(modeOf(server.passwordFile())).isEqualTo("rw-------");
            assertThat(Files.readString(server.passwordFile()).strip()).isEqualTo(server.password());
        }
    }

    @Test
    void adopts_a_server_that_was_kept_and_leaves_it_running() throws SQLException {
        int port;
        try (R first = fast().start()) {
            first.keepRunning();
            first.createDatabase("gym");
            port = first.port();
        }
        try (R second = fast().start()) {
            assertThat(second.adopted()).isTrue();
            assertThat(second.port()).isEqualTo(port);
            assertThat(second.createDatabase("gym")).isFalse();
        }
        R third = fast().start();
        assertThat(third.adopted()).isTrue();

        third.stop();

        assertThat(processFile()).doesNotExist();
    }

    @Test
    void recovers_committed_rows_after_the_server_was_killed() throws Exception {
        try (R first = at(directory).start()) {
            first.createDatabase("gym");
            execute(first, "gym", "create table member (id int)");
            execute(first, "gym", "insert into member values (1), (2), (3)");
            kill(pid());
        }
        try (R second = at(directory).start()) {
            assertThat(second.adopted()).isFalse();
            assertThat(ask(second, "gym", "select count(*) from member")).isEqualTo("3");
        }
    }

    @Test
    void is_not_misled_by_a_stale_file_that_names_a_living_process() throws IOException, SQLException {
        portOfOneStart();
        Files.writeString(
                processFile(),
                ProcessHandle.current().pid() + "\n" + directory + "/data\n1\n1\n\n127.0.0.1\n1 1\nready\n");

        try (R server = fast().start()) {
            assertThat(server.adopted()).isFalse();
            assertThat(ask(server, existingDatabase(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void starts_again_after_a_creation_that_was_cut_off() throws IOException, SQLException {
        portOfOneStart();
        Files.move(directory.resolve("data"), directory.resolve("data.unfinished"));
        Files.delete(versionFile(directory.resolve("data.unfinished")));

        try (R server = fast().start()) {
            assertThat(ask(server, existingDatabase(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void runs_two_servers_in_two_directories() throws IOException, SQLException {
        Path other = Files.createTempDirectory("palimpsest it's \"quoted\" $HOME ");
        try (R one = fast().start();
                R two = at(other).durable(false).start()) {
            assertThat(one.port()).isNotEqualTo(two.port());
            assertThat(one.password()).isNotEqualTo(two.password());
            assertThat(ask(one, existingDatabase(), "select 1")).isEqualTo(ask(two, existingDatabase(), "select 1"));
        } finally {
            Home.delete(other);
        }
    }

    @Test
    void refuses_a_second_start_in_the_same_process() {
        try (R server = fast().start()) {
            assertThat(server.adopted()).isFalse();
            assertThatExceptionOfType(EmbeddedDatabaseException.class)
                    .isThrownBy(() -> fast().start())
                    .withMessageContaining("already uses")
                    .withMessageContaining(directory.getFileName().toString());
        }
    }

    @Test
    void refuses_a_directory_that_holds_other_things() throws IOException {
        Files.writeString(directory.resolve("letter.txt"), "Dear");

        assertThatExceptionOfType(EmbeddedDatabaseException.class)
                .isThrownBy(() -> fast().start())
                .withMessageContaining("is not empty");
        assertThat(directory).isDirectoryContaining("glob:**letter.txt");
    }

    @Test
    void refuses_data_of_another_version() throws IOException {
        portOfOneStart();
        Files.writeString(versionFile(directory.resolve("data")), "9\n");

        assertThatExceptionOfType(EmbeddedDatabaseException.class)
                .isThrownBy(() -> fast().start())
                .withMessageContaining("was written by")
                .withMessageContaining(" 9,");
    }

    @Test
    void refuses_data_that_another_product_wrote() throws IOException {
        portOfOneStart();
        Files.delete(versionFile(directory.resolve("data")));

        assertThatExceptionOfType(EmbeddedDatabaseException.class)
                .isThrownBy(() -> fast().start())
                .withMessageContaining("was not written by an embedded");
    }

    @Test
    void says_what_the_log_says_when_it_cannot_start() {
        assertThatExceptionOfType(EmbeddedDatabaseException.class)
                .isThrownBy(() -> fast().setting("max_connections", "x").start())
                .withMessageContaining("did not start")
                .withMessageContaining("max_connections");
    }

    @Test
    void refuses_settings_that_are_none_or_have_a_line_break() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> fast().setting("port", "5432"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> fast().setting("max_connections\nport", "5432"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> fast().setting("max_connections", "1\nport=5432"));
    }

    @Test
    void writes_no_statements_and_no_data_into_its_log() throws IOException, SQLException {
        try (R server = fast().start()) {
            server.createDatabase("gym");
            execute(server, "gym", "create table member (id int)");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> execute(server, "gym", "insert into member values ('Erika Mustermann')"));

            assertThat(Files.readString(server.log())).isNotEmpty().doesNotContain("Mustermann");
        }
    }

    @Test
    void deletes_a_temporary_directory_at_the_end() {
        R server = temporary().start();
        Path home = server.log().getParent();
        assertThat(home).isDirectory();

        server.close();

        assertThat(home).doesNotExist();
    }

    @Test
    void drops_a_database_in_use() throws SQLException {
        try (R server = fast().start()) {
            server.createDatabase("a \"strange\" one");
            try (Connection left = server.dataSource("a \"strange\" one").getConnection()) {
                server.dropDatabase("a \"strange\" one");

                assertThat(left.isValid(1)).isFalse();
            }
            assertThat(server.createDatabase("a \"strange\" one")).isTrue();
        }
    }

    @Test
    void runs_as_nobody_where_root_may_not_make_user_namespaces() throws IOException, SQLException {
        assumeTrue(Account.self() == Account.ROOT, "only root has to step down");
        try (R first = fast().as(Account.NOBODY).start()) {
            first.createDatabase("gym");
            execute(first, "gym", "create table member (id int)");
            assertThat(Account.ownerOf(directory.resolve("data"))).isEqualTo(65534);
        }
        try (R second = fast().start()) {
            assertThat(ask(second, "gym", "select count(*) from member")).isEqualTo("0");
        }
    }

    @Test
    void stops_when_its_process_ends_without_closing_it() throws Exception {
        Process other = otherProcess("start");
        assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(other.exitValue()).isZero();
        assertThat(directory.resolve("data")).isDirectory();
        assertThat(processFile()).doesNotExist();
    }

    @Test
    void adopts_the_server_of_a_process_that_was_killed() throws Exception {
        Process other = otherProcess("wait");
        assertThat(other.inputReader().readLine()).isEqualTo("started");
        other.destroyForcibly().waitFor();

        R server = fast().start();
        assertThat(server.adopted()).isTrue();
        server.close();

        assertThat(processFile()).doesNotExist();
    }

    @Test
    void leaves_a_server_running_that_another_process_uses() throws Exception {
        Process other = otherProcess("wait");
        assertThat(other.inputReader().readLine()).isEqualTo("started");

        R server = fast().start();
        assertThat(server.adopted()).isTrue();
        server.close();

        assertThat(processFile()).exists();
        other.destroy();
        assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(processFile()).doesNotExist();
    }

    final EmbeddedDatabase<R> fast() {
        return at(directory).durable(false);
    }

    final int portOfOneStart() {
        try (R server = fast().start()) {
            return server.port();
        }
    }

    private Process otherProcess(String what) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        existingDatabase(),
                        directory.toString(),
                        what)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(processFile()).getFirst().strip());
    }

    private static void kill(long pid) throws InterruptedException {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        for (Duration waited = Duration.ZERO;
                process.isAlive() && waited.compareTo(Duration.ofSeconds(10)) < 0;
                waited = waited.plusMillis(10)) {
            Thread.sleep(10);
        }
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    static void execute(RunningDatabase server, String database, String sql) throws SQLException {
        try (Connection connection = server.dataSource(database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(RunningDatabase server, String database, String sql) throws SQLException {
        try (Connection connection = server.dataSource(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
