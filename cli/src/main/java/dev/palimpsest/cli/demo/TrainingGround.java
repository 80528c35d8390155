package dev.palimpsest.cli.demo;

import dev.palimpsest.demo.Business;
import dev.palimpsest.demo.gym.GymBusiness;
import dev.palimpsest.embedded.EmbeddedPostgres;
import dev.palimpsest.embedded.RunningDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the smallest gym in a database of its own and starts a command that trains on it; part of the build. The command is
 * a process of its own, because the classes that make the gym are not those that the programme needs.
 */
public final class TrainingGround {
    private static final long SEED = 42;
    private static final long PATIENCE_SECONDS = 90;

    private TrainingGround() {}

    /** A directory for files, then the command; how to attach is appended. Exits with 0 when the command did. */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Path directory = Path.of(arguments[0]);
        Business gym = new GymBusiness();
        Path map = Files.writeString(directory.resolve("gym.yaml"), gym.map());
        int code;
        try (RunningDatabase server = EmbeddedPostgres.temporary().start()) {
            server.createDatabase(gym.id());
            gym.create(
                    server.dataSource(gym.id()),
                    new Business.Order(Business.FEWEST, SEED, LocalDate.now(gym.zone()), directory.resolve("files")));
            List<String> command = new ArrayList<>(Arrays.asList(arguments).subList(1, arguments.length));
            command.addAll(List.of("--map", map.toString(), "--url", server.jdbcUrl(gym.id())));
            command.addAll(List.of(
                    "--user", server.user(), "--home", directory.resolve("home").toString()));
            code = run(command, server.password());
        }
        System.exit(code);
    }

    private static int run(List<String> command, String password) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("PALIMPSEST_PASSWORD", password);
        Process training = builder.start();
        if (training.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return training.exitValue();
        }
        training.destroyForcibly().waitFor();
        return 1;
    }
}
