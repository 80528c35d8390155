package dev.palimpsest.cli.demo;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.DemoDocument;
import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.terminal.Numbers;
import dev.palimpsest.cli.terminal.Progress;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.demo.Business;
import dev.palimpsest.embedded.EmbeddedDatabaseException;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;

/** Starts the database, makes the business, and has the story told. */
public final class Demonstration {
    private final Terminal terminal;
    private final DemoSettings settings;

    public Demonstration(Terminal terminal, DemoSettings settings) {
        this.terminal = terminal;
        this.settings = settings;
    }

    /**
     * Returns whether everybody who was to go has gone and the proof is green.
     *
     * @throws PalimpsestException {@code PAL-DB-007} also when the server of its own does not start
     */
    public boolean tell() {
        try {
            return tellAll();
        } catch (EmbeddedDatabaseException refused) {
            throw inOurWords(refused);
        }
    }

    private static PalimpsestException inOurWords(EmbeddedDatabaseException refused) {
        return new PalimpsestException(ErrorCode.DATABASE_FAILED, String.valueOf(refused.getMessage()));
    }

    private boolean tellAll() {
        Stopwatch stopwatch = new Stopwatch();
        try (Progress progress = Progress.onlyLive(terminal);
                DirectoryLock lock = DirectoryLock.of(settings.directory())) {
            progress.doing("Starting " + DemoServer.called(settings.business().server()));
            prepare();
            DemoServer server = DemoServer.start(settings.business().server(), settings.directory());
            // after Ctrl-C the verb under way still needs it
            server.stopAfter(() -> terminal.awaitEnd(Terminal.SECONDS_TO_END));
            try {
                return tell(server, progress, stopwatch);
            } finally {
                if (settings.ending() == DemoSettings.Ending.KEEP) {
                    server.keep();
                } else {
                    server.stop();
                }
            }
        }
    }

    private boolean tell(DemoServer server, Progress progress, Stopwatch stopwatch) {
        Business business = settings.business();
        progress.doing("Making " + business.called() + " with " + Numbers.grouped(settings.subjects()) + " "
                + business.people());
        Stopwatch making = new Stopwatch();
        Map<String, Long> rows = create(server);
        DemoDocument.Generated generated = new DemoDocument.Generated(rows, making.seconds());
        Palimpsest palimpsest = Palimpsest.attach(
                        server.dataSource(settings.database()),
                        PrivacyMapReader.read(settings.map()),
                        Home.at(settings.home()))
                .with(terminal.watch());
        Access access = new Access(server, settings);
        Narrator narrator = settings.json() ? Narrator.SILENT : new StoryTeller(terminal, settings, access);
        Stage stage = new Stage(palimpsest, settings, narrator, progress);
        DemoDocument story = settings.play().story().on(stage).play(generated, access, stopwatch);
        progress.close();
        if (settings.json()) {
            Document.print(terminal.out(), story);
        }
        return story.run().complete() && story.proof().green();
    }

    private void prepare() {
        try {
            Files.writeString(settings.map(), settings.business().map());
        } catch (IOException refused) {
            throw new PalimpsestException(
                    ErrorCode.HOME_UNUSABLE,
                    settings.directory() + " cannot be written. Name another directory with --dir.");
        }
    }

    private Map<String, Long> create(DemoServer server) {
        // The story anonymises the business, so each telling begins with a new one.
        server.recreate(settings.database());
        Business business = settings.business();
        LocalDate today = LocalDate.now(business.zone());
        try {
            return business.create(
                    server.dataSource(settings.database()),
                    new Business.Order(settings.subjects(), settings.seed(), today, settings.files()));
        } catch (SQLException refused) {
            throw ConnectionFailure.duringWork(refused, "making " + business.called());
        }
    }

    /** Stops every server that was kept running in this directory. */
    public static void stop(Terminal terminal, Path directory) {
        if (Files.exists(directory)) {
            try (DirectoryLock lock = DirectoryLock.of(directory)) {
                DemoServer.stopAll(directory);
            } catch (EmbeddedDatabaseException refused) {
                throw inOurWords(refused);
            }
        }
        terminal.out().println("Nothing of the demo is running any more. Its files are in " + directory + ".");
    }
}
