package dev.palimpsest.run;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.PreviewFile;
import dev.palimpsest.problem.PalimpsestException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Runs or resumes in a process of its own that can be killed. Prints a line for every event, and how it ended. */
final class RunInAnotherProcess {
    static final String OVER = "over";

    private RunInAnotherProcess() {}

    /** Arguments: url, user, password, directory of the studio, chunk size, and the preview's file or nothing to resume. */
    public static void main(String[] arguments) throws SQLException {
        Palimpsest palimpsest = Studio.attach(
                source(arguments[0], arguments[1], arguments[2]),
                Path.of(arguments[3]),
                Studio.SETTINGS.withChunkSize(Integer.parseInt(arguments[4])));
        RunEvent.Listener print = event -> System.out.println(event.getClass().getSimpleName());
        try {
            if (arguments.length > 5) {
                Preview preview = PreviewFile.read(Path.of(arguments[5]));
                palimpsest.run(preview, preview.digest(), "test", print);
            } else {
                palimpsest.resume(Optional.empty(), print);
            }
            System.out.println(OVER);
        } catch (PalimpsestException refused) {
            System.out.println(refused.code());
        }
    }

    private static DataSource source(String url, String user, String password) throws SQLException {
        if (url.startsWith("jdbc:mariadb:")) {
            MariaDbDataSource source = new MariaDbDataSource(url);
            source.setUser(user);
            source.setPassword(password);
            return source;
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** Starts one; what it prints can be read from it. */
    static Process start(Studio studio, int chunkSize, Optional<Path> preview) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RunInAnotherProcess.class.getName(),
                studio.database().url(),
                studio.database().user(),
                studio.database().password(),
                studio.directory().toString(),
                Integer.toString(chunkSize)));
        preview.ifPresent(file -> command.add(file.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Reads its lines up to so many, or to its end. */
    static List<String> lines(Process process, int most) throws IOException {
        List<String> lines = new ArrayList<>();
        BufferedReader reader = process.inputReader();
        String line = "";
        while (lines.size() < most && line != null) {
            line = reader.readLine();
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }
}
