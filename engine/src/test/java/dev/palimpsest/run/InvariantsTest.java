package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.survey.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every business, tried with businesses nobody thought up. */
@Tag("database")
final class InvariantsTest {
    private static final long SEED = Long.getLong("seed", 20261122);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @TempDir
    private Path directory;

    private int treated;
    private int others;

    @ParameterizedTest
    @EnumSource
    void hold_for_random_businesses(Product product) {
        play(product, 6);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("slow")
    void hold_for_random_businesses_in_a_campaign(Product product) {
        play(product, Integer.getInteger("campaign", 100));
    }

    private void play(Product product, int businesses) {
        for (int i = 0; i < businesses; i++) {
            long seed = SEED + i;
            RandomBusiness business = new RandomBusiness(seed);
            try {
                play(product, business, seed);
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError(
                        "with -Dseed=" + seed + "\n" + business.map() + "\n" + broken.getMessage(), broken);
            }
        }
        System.out.println(product + " seeds " + SEED + " to " + (SEED + businesses - 1) + ": " + treated
                + " people treated, " + others + " rows of others left");
    }

    private void play(Product product, RandomBusiness business, long seed) {
        String[] statements = business.statements(product).toArray(String[]::new);
        try (TestDatabase one = product.create(statements);
                TestDatabase other = product.create(statements)) {
            // given
            Palimpsest palimpsest = attach(one, business.map(), "one" + seed, 1_000);
            Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
            List<String> keys = preview.keys().stream().map(SubjectKey::value).toList();
            RandomBusiness.Contents before = business.read(one);
            if (keys.isEmpty()) {
                return;
            }
            // when
            RunResult result = palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
            // then everybody is treated, and it is proved
            treated += keys.size();
            assertThat(result.failures()).isEmpty();
            assertThat(result.done()).isEqualTo(keys.size());
            ProofReport proof = palimpsest.prove(Optional.empty());
            assertThat(proof.findings()).isEmpty();
            // and nothing is found of them by plain search, either
            RandomBusiness.Contents after = business.read(one);
            for (String key : keys) {
                assertThat(after.mentions(RandomBusiness.number(key)))
                        .as("mentions of %s", key)
                        .isEmpty();
            }
            // and the statistics, the links and everybody else's rows are as before
            assertThat(after.statistics()).isEqualTo(before.statistics());
            assertThat(after.dangling()).isEqualTo(before.dangling());
            assertThat(after.ofOthers(keys)).isEqualTo(before.ofOthers(keys));
            others += after.ofOthers(keys).size();
            aSecondRunFindsNobody(palimpsest, keys.size());
            assertThat(business.read(one).comparable()).isEqualTo(after.comparable());
            theSamePreviewGivesTheSameResult(other, business, preview, after, seed);
        }
    }

    private static void aSecondRunFindsNobody(Palimpsest palimpsest, int treated) {
        assertThat(palimpsest.preview(Selection.eligible(), skipped -> {}).keys())
                .isEmpty();
        Map<Verdict, Long> verdicts = palimpsest.survey(assessment -> {}).verdicts();
        assertThat(verdicts.get(Verdict.ANONYMISED) + verdicts.get(Verdict.RECORDS_KEPT))
                .isEqualTo(treated);
    }

    /** Whatever the size of its chunks. A schema of MariaDB bears its database's name, so that its tables are others. */
    private void theSamePreviewGivesTheSameResult(
            TestDatabase other, RandomBusiness business, Preview preview, RandomBusiness.Contents after, long seed) {
        Palimpsest again = attach(other, business.map(), "other" + seed, 3);
        Preview same = again.preview(Selection.eligible(), skipped -> {});
        assertThat(same.keys()).isEqualTo(preview.keys());
        // what a human confirms of one database is not confirmed of another, however equal they are
        assertThat(same.digest()).isNotEqualTo(preview.digest());
        if (other.product() == Product.POSTGRESQL) {
            assertThat(same.tables()).isEqualTo(preview.tables());
            assertThat(same.blocked()).isEqualTo(preview.blocked());
            assertThat(same.warnings()).isEqualTo(preview.warnings());
            assertThat(same.sharedIdentifiers()).isEqualTo(preview.sharedIdentifiers());
            assertThat(same.planDigest()).isEqualTo(preview.planDigest());
            assertThat(same.schemaDigest()).isEqualTo(preview.schemaDigest());
        }
        again.run(same, same.digest(), "test", RunEvent.Listener.none());
        assertThat(business.read(other).comparable()).isEqualTo(after.comparable());
    }

    private Palimpsest attach(TestDatabase database, String map, String home, int chunkSize) {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("random.yaml", map),
                        Home.at(directory.resolve(home)))
                .with(RunSettings.STANDARD.withChunkSize(chunkSize))
                .with(Clock.fixed(
                        LocalDate.of(2026, 11, 22).atTime(12, 0).atZone(ZONE).toInstant(), ZONE));
    }
}
