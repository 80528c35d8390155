package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every business, tried with businesses nobody thought up. */
@Tag("database")
final class InvariantsTest {
    private static final long SEED = Long.getLong("seed", 20261122);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @TempDir
    private Path directory;

    private int treated;
    private int others;

    @Test
    void hold_for_random_businesses() {
        play(20);
    }

    @Test
    @Tag("slow")
    void hold_for_random_businesses_in_a_campaign() {
        play(Integer.getInteger("campaign", 1_000));
    }

    private void play(int businesses) {
        for (int i = 0; i < businesses; i++) {
            long seed = SEED + i;
            try {
                play(new RandomBusiness(seed), seed);
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError(
                        "with -Dseed=" + seed + "\n" + new RandomBusiness(seed).map() + "\n" + broken.getMessage(),
                        broken);
            }
        }
        System.out.println("seeds " + SEED + " to " + (SEED + businesses - 1) + ": " + treated + " people treated, "
                + others + " left");
    }

    private void play(RandomBusiness business, long seed) {
        List<String> statements = business.statements();
        try (TestDatabase one = TestDatabase.create(statements.toArray(String[]::new));
                TestDatabase other = TestDatabase.create(statements.toArray(String[]::new))) {
            // given
            Palimpsest palimpsest = attach(one, business.map(), "one" + seed, 1_000);
            Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
            List<String> keys = preview.keys().stream().map(SubjectKey::value).toList();
            List<String> statistics = read(one, business.statistics());
            List<String> rowsOfOthers = read(one, business.rowsOfOthers(keys));
            List<String> dangling = read(one, business.dangling());
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
            for (String key : keys) {
                assertThat(read(one, business.mentions(RandomBusiness.number(key))))
                        .as("mentions of %s", key)
                        .containsOnly("0");
            }
            // and the statistics, the links and everybody else's rows are as before
            assertThat(read(one, business.statistics())).isEqualTo(statistics);
            assertThat(read(one, business.dangling())).isEqualTo(dangling);
            assertThat(read(one, business.rowsOfOthers(keys))).isEqualTo(rowsOfOthers);
            others += rowsOfOthers.size();
            aSecondRunFindsNobody(one, palimpsest, business, keys.size());
            theSamePreviewGivesTheSameResult(one, other, business, preview, seed);
        }
    }

    private static void aSecondRunFindsNobody(
            TestDatabase database, Palimpsest palimpsest, RandomBusiness business, int treated) {
        List<String> before = read(database, business.dump());
        Preview second = palimpsest.preview(Selection.eligible(), skipped -> {});
        assertThat(second.keys()).isEmpty();
        assertThat(palimpsest.survey(assessment -> {}).verdicts()).containsEntry(Verdict.ANONYMISED, (long) treated);
        assertThat(read(database, business.dump())).isEqualTo(before);
    }

    /** Whatever the size of its chunks. */
    private void theSamePreviewGivesTheSameResult(
            TestDatabase one, TestDatabase other, RandomBusiness business, Preview preview, long seed) {
        Palimpsest again = attach(other, business.map(), "other" + seed, 3);
        assertThat(again.preview(Selection.eligible(), skipped -> {}).digest()).isEqualTo(preview.digest());
        again.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        assertThat(read(other, business.dump())).isEqualTo(read(one, business.dump()));
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

    private static List<String> read(TestDatabase database, List<String> queries) {
        List<String> rows = new ArrayList<>();
        queries.forEach(query -> rows.addAll(database.rows(query)));
        return rows;
    }
}
