package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.survey.Assessment;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same map and the same data give the same outcomes on both databases, tried with businesses nobody thought up. */
@Tag("database")
final class BothDatabasesTest {
    private static final long SEED = Long.getLong("seed", 20261122);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @TempDir
    private Path directory;

    private long treated;
    private long skipped;
    private long failed;
    private long residuals;

    @Test
    void tell_the_same_of_random_businesses() {
        play(6);
    }

    @Test
    @Tag("slow")
    void tell_the_same_of_random_businesses_in_a_campaign() {
        play(Integer.getInteger("campaign", 100));
    }

    private void play(int businesses) {
        for (int i = 0; i < businesses; i++) {
            long seed = SEED + i;
            RandomBusiness business = new RandomBusiness(seed);
            try {
                Map<String, List<String>> one = story(business, Product.POSTGRESQL, seed);
                Map<String, List<String>> other = story(business, Product.MARIADB, seed);
                one.forEach((chapter, lines) ->
                        assertThat(other.get(chapter)).as(chapter).isEqualTo(lines));
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError(
                        "with -Dseed=" + seed + "\n" + business.map() + "\n" + broken.getMessage(), broken);
            }
        }
        System.out.println("seeds " + SEED + " to " + (SEED + businesses - 1) + ": on each database " + treated / 2
                + " people treated, " + skipped / 2 + " skipped, " + failed / 2 + " failed; " + residuals / 2
                + " residuals found");
    }

    /** Everything that is told of a business from check to proof, in words that are the same on every database. */
    private Map<String, List<String>> story(RandomBusiness business, Product product, long seed) {
        List<String> statements = new ArrayList<>(business.statements(product));
        statements.addAll(business.leaflets(product));
        statements.add(business.refusal(3));
        try (TestDatabase database = product.create(statements.toArray(String[]::new))) {
            Story story = new Story(product == Product.POSTGRESQL ? "public." : database.name() + ".");
            Palimpsest palimpsest = attach(database, business, directory.resolve(product + " " + seed));
            story.add("rights", palimpsest.check().rights().missing());
            survey(story, "first survey", palimpsest);
            Preview preview = palimpsest.preview(Selection.eligible(), each -> {});
            tell(story, preview);
            if (preview.keys().isEmpty()) {
                return story.chapters;
            }
            database.execute(business.meanwhile().toArray(String[]::new));
            tell(story, palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none()));
            story.add("contents", business.read(database).comparable());
            story.add(
                    "receipts",
                    database.rows(
                            "select subject_key, outcome, case when outcome <> 'failed' then reason end, kept_until"
                                    + " from palimpsest_receipt order by subject_key"));
            survey(story, "second survey", palimpsest);
            tell(story, palimpsest.prove(Optional.empty()));
            return story.chapters;
        }
    }

    private static Palimpsest attach(TestDatabase database, RandomBusiness business, Path home) {
        return Palimpsest.attach(
                        database.dataSource(), PrivacyMapReader.read("random.yaml", business.map()), Home.at(home))
                .with(RunSettings.STANDARD.withChunkSize(7).withBrake(1))
                .with(Clock.fixed(
                        LocalDate.of(2026, 11, 22).atTime(12, 0).atZone(ZONE).toInstant(), ZONE));
    }

    /** What was told, chapter by chapter. */
    private record Story(String schema, Map<String, List<String>> chapters) {
        Story(String schema) {
            this(schema, new LinkedHashMap<>());
        }

        void add(String chapter, List<?> lines) {
            chapters.put(
                    chapter,
                    lines.stream()
                            .map(line -> String.valueOf(line).replace(schema, ""))
                            .toList());
        }

        /** Of lines in no certain order. */
        void addSorted(String chapter, Stream<?> lines) {
            add(chapter, lines.map(String::valueOf).sorted().toList());
        }
    }

    private static void survey(Story story, String name, Palimpsest palimpsest) {
        List<String> assessments = new ArrayList<>();
        story.add(name, List.of(palimpsest.survey(each -> assessments.add(told(each)))));
        story.addSorted(name + ", each", assessments.stream());
    }

    private static String told(Assessment each) {
        return each.key().value() + " " + each.verdict() + " " + each.state() + " " + each.permitted() + " "
                + each.lastActivity() + " " + each.lastActivityBy() + " " + each.activityAfterAnonymisation() + " "
                + each.blockedBy().stream()
                        .map(by -> by.blocker() + by.until() + by.shown())
                        .sorted()
                        .toList();
    }

    private static void tell(Story story, Preview preview) {
        story.add("frozen", preview.keys());
        story.add(
                "effects",
                preview.tables().stream()
                        .map(effect -> effect.table() + " " + effect.action() + " " + effect.rows() + " "
                                + effect.kept() + " " + new java.util.TreeMap<>(effect.treatments()))
                        .toList());
        story.add("blocked", List.of(preview.blocked()));
        // InnoDB gives every foreign key its index
        story.add(
                "warnings",
                preview.warnings().stream()
                        .filter(warning -> !warning.startsWith("no index leads"))
                        .toList());
    }

    private void tell(Story story, RunResult run) {
        treated += run.done();
        skipped += run.skipped();
        failed += run.failed();
        story.add("outcomes", List.of(run.done(), run.skipped(), run.failed(), run.rows(), run.keptUntil()));
        story.addSorted("reasons", run.reasons().entrySet().stream());
        // behind the code stands the database's own state
        story.addSorted(
                "failures",
                run.failures().entrySet().stream()
                        .map(failure -> failure.getKey().replaceFirst(" .*", "") + " " + failure.getValue()));
        story.addSorted("swept", run.swept().entrySet().stream());
    }

    private void tell(Story story, ProofReport proof) {
        residuals += proof.residualCount();
        story.add("proof", List.of(proof.green(), proof.residualCount(), proof.keptUntil(), proof.reasons()));
        story.add("findings", proof.findings());
        story.addSorted(
                "residuals",
                proof.residuals().stream()
                        .map(residual -> residual.table() + " " + residual.column() + " " + residual.what() + " "
                                + residual.key().replaceFirst("row-.*", "row")));
        story.addSorted("hits", proof.hits().stream());
        story.addSorted("treatments", proof.treatments().stream());
        story.addSorted(
                "statistics",
                proof.statistics().stream()
                        .map(statistic -> statistic.table() + " " + statistic.measure() + " "
                                + plain(statistic.before()) + " " + plain(statistic.after())));
        story.addSorted("kept records", proof.keptRecords().stream());
        story.add(
                "searched",
                List.of(
                        proof.searched().tables(),
                        proof.searched().rows(),
                        proof.searched().fingerprints(),
                        proof.searched().notRead()));
        story.add("afterwards", List.of(proof.activityAfterAnonymisation(), proof.risk()));
    }

    private static String plain(java.math.BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
