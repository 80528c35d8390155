package dev.palimpsest.benchmarks;

import dev.palimpsest.benchmarks.corpus.IdentityJob;
import dev.palimpsest.benchmarks.gym.Gym;
import dev.palimpsest.benchmarks.gym.Gym.Product;
import dev.palimpsest.benchmarks.gym.Variant;
import dev.palimpsest.benchmarks.job.GrowthJob;
import dev.palimpsest.benchmarks.job.Order;
import dev.palimpsest.benchmarks.job.PreviewJob;
import dev.palimpsest.benchmarks.job.RunJob;
import dev.palimpsest.benchmarks.job.StartJob;
import dev.palimpsest.benchmarks.job.SurveyJob;
import dev.palimpsest.benchmarks.loops.InnerLoops;
import dev.palimpsest.benchmarks.place.Place;
import dev.palimpsest.benchmarks.place.Scratch;
import dev.palimpsest.benchmarks.report.Growth;
import dev.palimpsest.benchmarks.report.GrowthPicture;
import dev.palimpsest.benchmarks.report.JobResult;
import dev.palimpsest.benchmarks.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palimpsest bench}: where the benchmarks begin. */
@Command(
        name = "palimpsest bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures the verbs against the same work written by hand in SQL, both in turn on the same data, and"
                        + " prints the ratio beside what is promised. Ratios can be compared between machines, seconds cannot.",
        optionListHeading = "%nOptions:%n",
        footer = {"", "Exit codes: 0 every promise is kept, 1 one is not, 2 wrong use or nothing measured."})
public final class Bench implements Callable<Integer> {
    private static final int WRONG = 2;

    @Parameters(
            paramLabel = "JOB",
            arity = "0..1",
            defaultValue = "all",
            description =
                    "survey, preview, run, prove, or all of these; start: how long a user waits for a start; growth: what a"
                            + " person costs in gyms of several sizes; jmh: the inner loops; identity: what a sweep strikes and what it"
                            + " leaves in generated texts about people who went and people who stay (default: all).")
    private Job job = Job.ALL;

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many members the gym has; 40 check-ins come with each (default: 10000).")
    private long members;

    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "8000",
            description = "How many are treated by a run at most; 0 = all who may go (default: 8000).")
    private int people;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "How often (default: 5).")
    private int rounds;

    @Option(
            names = "--database",
            paramLabel = "NAME",
            defaultValue = "both",
            description = "postgresql, mariadb or both (default: both; survey and preview are measured on PostgreSQL).")
    private Wanted database = Wanted.BOTH;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many the bare reading opens; as many as the proof (default: 2).")
    private int connections;

    @Option(
            names = "--whole-process",
            description = "Measures the survey of the command line, too, from its start to its end.")
    private boolean wholeProcess;

    @Option(
            names = "--sizes",
            paramLabel = "N",
            split = ",",
            defaultValue = "10000,30000,100000",
            description = "The members of the gyms of 'growth' (default: 10000,30000,100000).")
    private List<Long> sizes = List.of();

    @Option(
            names = "--texts",
            paramLabel = "N",
            defaultValue = "20000",
            description = "How many texts 'identity' makes (default: 20000).")
    private int texts;

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many of the texts that went wrong 'identity' shows (default: 0).")
    private int examples;

    @Option(names = "--picture", paramLabel = "FILE", description = "Where 'growth' draws its picture, as SVG.")
    private @Nullable Path picture;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "Other people (default: 42).")
    private long seed;

    @Option(names = "--today", paramLabel = "DAY", description = "The business day (default: today).")
    private @Nullable LocalDate today;

    @Option(
            names = "--dir",
            paramLabel = "DIRECTORY",
            description = "Keeps servers and gym there for the next call on the same day (default: nothing is kept).")
    private @Nullable Path directory;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Measures on this server instead of an own one: jdbc:postgresql://HOST:PORT/ or"
                    + " jdbc:mariadb://HOST:PORT/. Its user, who may create databases, is --user with the password of"
                    + " PALIMPSEST_PASSWORD.")
    private @Nullable String url;

    @Option(names = "--user", paramLabel = "NAME", defaultValue = "", description = "The user of --url.")
    private String user = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json (default: text).")
    private Format format = Format.TEXT;

    private final PrintStream out;
    private final PrintStream progress;

    Bench(PrintStream out, PrintStream progress) {
        this.out = out;
        this.progress = progress;
    }

    /** What is measured. */
    enum Job {
        SURVEY,
        PREVIEW,
        RUN,
        PROVE,
        ALL,
        START,
        GROWTH,
        JMH,
        IDENTITY;

        boolean isWanted(Job one) {
            return this == one || this == ALL && one.compareTo(ALL) < 0;
        }
    }

    /** On which databases. */
    enum Wanted {
        POSTGRESQL,
        MARIADB,
        BOTH;

        boolean includes(Product product) {
            return this == BOTH || name().equals(product.name());
        }
    }

    /** How it is printed. */
    enum Format {
        TEXT,
        JSON
    }

    public static void main(String[] arguments) {
        System.setProperty("mariadb.logging.disable", "true");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream progress, String... arguments) {
        return new CommandLine(new Bench(out, progress))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    progress.println("Nothing can be said: " + failure);
                    failure.printStackTrace(progress);
                    return WRONG;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws SQLException, IOException {
        if (job == Job.JMH) {
            return InnerLoops.measure(out);
        }
        if (job == Job.IDENTITY) {
            return identify();
        }
        List<JobResult> results = new ArrayList<>();
        try (Scratch scratch = new Scratch()) {
            Order order = new Order(rounds, people, connections, scratch.directory(), progress);
            if (job == Job.GROWTH) {
                grow(order, results);
            } else {
                for (Product product : Product.values()) {
                    if (database.includes(product) && measuresOn(product)) {
                        try (Place place = place(product, members)) {
                            measure(place, order, results);
                        }
                    }
                }
            }
        }
        Report report = new Report(results);
        if (format == Format.JSON) {
            out.println(report.json());
        } else {
            report.print(out);
        }
        return report.isWithin() ? 0 : 1;
    }

    private int identify() {
        IdentityJob identity = new IdentityJob(texts, seed).measure();
        if (format == Format.JSON) {
            out.println(identity.json());
        } else {
            identity.print(out, examples);
        }
        return identity.isWithin() ? 0 : 1;
    }

    private boolean measuresOn(Product product) {
        boolean addressed = url == null || url.startsWith("jdbc:" + product.word());
        return addressed && (product == Product.POSTGRESQL || job.isWanted(Job.RUN) || job.isWanted(Job.PROVE));
    }

    private void grow(Order order, List<JobResult> results) throws SQLException, IOException {
        List<Growth.Size> measured = new ArrayList<>();
        for (long size : sizes) {
            try (Place place = place(Product.POSTGRESQL, size)) {
                // a quarter of the members may go: enough for two runs
                Order once = order.withAtMost((int) Math.min(Integer.MAX_VALUE, size / 10));
                measured.add(new GrowthJob(place, once).measure());
            }
        }
        Growth growth = new Growth(measured);
        results.addAll(growth.results());
        if (picture != null) {
            Files.writeString(picture, new GrowthPicture(growth).svg());
        }
    }

    private Place place(Product product, long size) throws SQLException {
        Gym gym = new Gym(size, seed, today == null ? LocalDate.now(ZoneOffset.UTC) : today);
        progress.println(String.format(Locale.ROOT, "%s: a gym of %,d members is made ...", product.word(), size));
        long begun = System.nanoTime();
        Place place = url == null
                ? Place.open(product, gym, directory, true)
                : Place.at(
                        product,
                        gym,
                        new Addressed(url, user, System.getenv().getOrDefault("PALIMPSEST_PASSWORD", "")));
        progress.println(String.format(
                Locale.ROOT, "%s: it stands after %.0f s", product.word(), (System.nanoTime() - begun) / 1e9));
        return place;
    }

    private void measure(Place place, Order order, List<JobResult> results) throws SQLException {
        if (place.product() == Product.POSTGRESQL) {
            if (job.isWanted(Job.SURVEY)) {
                results.addAll(new SurveyJob(place, order, wholeProcess).measure());
            }
            if (job.isWanted(Job.START)) {
                results.addAll(new StartJob(place, order).measure());
            }
            if (job.isWanted(Job.PREVIEW)) {
                results.addAll(new PreviewJob(place, order).measure());
            }
        }
        if (job.isWanted(Job.RUN) || job.isWanted(Job.PROVE)) {
            for (Variant variant : Variant.values()) {
                results.addAll(
                        new RunJob(place, order, variant).measure(job.isWanted(Job.RUN), job.isWanted(Job.PROVE)));
            }
        }
    }
}
