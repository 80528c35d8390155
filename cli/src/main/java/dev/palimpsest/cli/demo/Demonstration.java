package dev.palimpsest.cli.demo;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.DemoDocument;
import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.terminal.Numbers;
import dev.palimpsest.cli.terminal.Progress;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.demo.gym.Gym;
import dev.palimpsest.demo.gym.GymContents;
import dev.palimpsest.demo.gym.GymSize;
import dev.palimpsest.embedded.EmbeddedPostgres;
import dev.palimpsest.embedded.RunningPostgres;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.LocalDate;

/** Starts the database, makes the business, and has the story told. */
public final class Demonstration {
    private final Terminal terminal;
    private final DemoSettings settings;

    public Demonstration(Terminal terminal, DemoSettings settings) {
        this.terminal = terminal;
        this.settings = settings;
    }

    /** Returns whether everybody who was to go has gone and the proof is green. */
    public boolean tell() {
        Stopwatch stopwatch = new Stopwatch();
        try (Progress progress = Progress.onlyLive(terminal);
                DirectoryLock lock = DirectoryLock.of(settings.directory())) {
            progress.doing("Starting PostgreSQL");
            prepare();
            RunningPostgres server = start();
            try {
                return tell(server, progress, stopwatch);
            } finally {
                if (settings.ending() == DemoSettings.Ending.KEEP) {
                    server.keepRunning();
                    server.close();
                } else {
                    server.stop();
                }
            }
        }
    }

    private boolean tell(RunningPostgres server, Progress progress, Stopwatch stopwatch) {
        progress.doing("Making a gym with " + Numbers.grouped(settings.subjects()) + " members");
        Stopwatch making = new Stopwatch();
        GymContents gym = create(server);
        DemoDocument.Generated generated = new DemoDocument.Generated(gym.rows(), making.seconds());
        Palimpsest palimpsest = Palimpsest.attach(
                server.dataSource(settings.database()),
                PrivacyMapReader.read(settings.map()),
                Home.at(settings.home()));
        Access access = new Access(server, settings);
        Narrator narrator = settings.json() ? Narrator.SILENT : new StoryTeller(terminal, settings, access);
        DemoDocument story = new Story(palimpsest, settings, narrator, progress).play(generated, access, stopwatch);
        progress.close();
        if (settings.json()) {
            Document.print(terminal.out(), story);
        }
        return story.run().complete() && story.proof().green();
    }

    private void prepare() {
        try {
            Gym.writeMap(settings.map());
        } catch (IOException refused) {
            throw new PalimpsestException(
                    ErrorCode.HOME_UNUSABLE,
                    settings.directory() + " cannot be written. Name another directory with --dir.");
        }
    }

    private RunningPostgres start() {
        return EmbeddedPostgres.at(settings.postgres()).start();
    }

    private GymContents create(RunningPostgres server) {
        // The story anonymises the gym, so each telling begins with a new one.
        server.dropDatabase(settings.database());
        server.createDatabase(settings.database());
        GymSize size = GymSize.of(settings.subjects()).withSeed(settings.seed());
        try {
            return Gym.create(server.dataSource(settings.database()), size, LocalDate.now(Gym.ZONE));
        } catch (SQLException refused) {
            throw ConnectionFailure.duringWork(refused, "making the gym");
        }
    }

    /** Stops a server that was kept running. */
    public void stop() {
        if (Files.exists(settings.postgres())) {
            try (DirectoryLock lock = DirectoryLock.of(settings.directory())) {
                start().stop();
            }
        }
        terminal.out()
                .println("Nothing of the demo is running any more. Its files are in " + settings.directory() + ".");
    }
}
