package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.proof.ProofReport;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promise of a run beside a business that goes on: a fact whose writing was done before a chunk's locks is honoured,
 * though its transaction is still open; one that comes later is reported; nothing of the business is lost, and nobody in
 * the business is refused anything. Clerks act between the run's own statements: each notes something down about one
 * member before one of them, writes a fact of another member before a later one, and ends the transaction before a third.
 */
@Tag("database")
@ParameterizedClass
@EnumSource
final class ConcurrentBusinessTest {
    private static final long SEED = Long.getLong("seed", 20261122);
    private static final int MEMBERS = 8;
    private static final int CLERKS = 4;

    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Studio studio;

    private final Random random = new Random(SEED);
    private final Map<Fact, Tally> tallies = new EnumMap<>(Fact.class);

    @BeforeEach
    void open() {
        studio = Studio.open(product, directory);
    }

    @Test
    void honours_or_reports_every_fact_whenever_it_is_written() throws SQLException {
        play(Integer.getInteger("schedules", 9));
    }

    @Test
    @Tag("slow")
    void honours_or_reports_every_fact_in_a_campaign() throws SQLException {
        play(Integer.getInteger("campaign", 100));
    }

    private static final class Tally {
        private int honoured;
        private int reported;
        private int takenBack;
    }

    private void play(int schedules) throws SQLException {
        System.out.println("seed " + SEED);
        studio.fill(MEMBERS);
        int length = statementsOf(studio.preview());
        for (int i = 0; i < schedules; i++) {
            play(i, length);
        }
        tallies.forEach((fact, tally) -> System.out.printf(
                "%-22s honoured %4d, reported %4d, taken back %4d%n",
                fact, tally.honoured, tally.reported, tally.takenBack));
    }

    private int statementsOf(Preview preview) {
        int[] statements = new int[1];
        studio.palimpsest(new Watched(studio.database().dataSource(), sql -> statements[0]++))
                .run(preview, preview.digest(), "test", RunEvent.Listener.none());
        return statements[0];
    }

    private void play(int number, int length) throws SQLException {
        // given
        studio.fill(MEMBERS).with(settings());
        Preview preview = studio.preview();
        assertThat(preview.keys()).hasSize(MEMBERS);
        List<Deal> deals = new ArrayList<>();
        for (int member = 1; member <= CLERKS; member++) {
            deals.add(new Deal(number, member, length));
        }
        // when
        RunResult result = studio.palimpsest(
                        new Watched(studio.database().dataSource(), sql -> deals.forEach(deal -> deal.before(sql))))
                .run(preview, preview.digest(), "test", RunEvent.Listener.none());
        deals.forEach(Deal::ends);
        // then
        assertThat(result.done() + result.skipped())
                .as("%s of %s", result, deals)
                .isEqualTo(MEMBERS);
        List<Long> active = new ArrayList<>();
        for (Deal deal : deals) {
            deal.check().ifPresent(active::add);
            deal.clerk.close();
        }
        assertThat(studio.activeAfterwards()).as("reported of %s", deals).isEqualTo(active);
        if (result.done() == 0) {
            // a writer without a foreign key who never ended: there is nothing to prove
            return;
        }
        ProofReport proof = studio.palimpsest().prove(Optional.empty());
        assertThat(proof.findings()).as("findings of %s", deals).isEmpty();
        assertThat(proof.activityAfterAnonymisation()).isEqualTo(active.size());
    }

    private RunSettings settings() {
        int chunkSize = List.of(1, 3, 1_000).get(random.nextInt(3));
        return new RunSettings(chunkSize, 2, Duration.ofMillis(20), 2, Duration.ofMillis(1), 1);
    }

    /** One business transaction beside the run; one member each. */
    private final class Deal {
        private final Fact fact;
        private final long member;
        private final String tag;
        private final int touchesBefore;
        private final int writesBefore;
        private final int endsBefore;
        private final boolean commits;
        private final Clerk clerk = new Clerk(studio.database());

        private int statement;
        private boolean touched;
        private boolean written;
        private boolean ended;
        private boolean writtenBeforeLocks;
        private boolean endedBeforeLocks;

        Deal(int number, long member, int length) {
            this.fact = Fact.values()[random.nextInt(Fact.values().length)];
            this.member = member;
            this.tag = "new" + number + "/" + member;
            this.touchesBefore = random.nextInt(length);
            this.writesBefore = touchesBefore + random.nextInt(length / 2);
            this.endsBefore = writesBefore + (random.nextInt(12) == 0 ? 1_000_000 : random.nextInt(length / 2));
            this.commits = random.nextInt(4) != 0;
        }

        void before(String sql) {
            statement++;
            if (statement >= touchesBefore) {
                touches();
            }
            if (statement >= writesBefore) {
                writes();
            }
            if (statement >= endsBefore) {
                ends();
            }
            boolean locks = studio.locksMembers(sql);
            if (locks && studio.outcome(member).isEmpty()) {
                writtenBeforeLocks = written && clerk.isIdle();
                endedBeforeLocks = ended && clerk.isIdle();
            }
        }

        /** Holds a row that the run treats, so that whoever waits for the other would wait in a circle. */
        private void touches() {
            if (!touched) {
                touched = true;
                clerk.does("update note set body = concat(body, ' (called)') where member_id = " + neighbour());
            }
        }

        private long neighbour() {
            return member + CLERKS;
        }

        private void writes() {
            touches();
            if (!written) {
                written = true;
                clerk.does(fact.write(member, tag, (int) member));
            }
        }

        void ends() {
            writes();
            if (!ended) {
                ended = true;
                if (commits) {
                    clerk.commits();
                } else {
                    clerk.rollsBack();
                }
            }
        }

        /** The member, if the run treated them and the fact came later. */
        Optional<Long> check() {
            clerk.finishes();
            assertThat(clerk.refusals()).as("refused to the clerk of %s", this).isEmpty();
            assertThat(studio.count(fact.found(member, tag, (int) member)))
                    .as("what the business wrote in %s", this)
                    .isEqualTo(commits ? 1 : 0);
            assertThat(studio.count(
                            "select count(*) from note where body like '%(called)' and member_id = " + neighbour()))
                    .as("what the clerk noted down in %s", this)
                    .isEqualTo(commits ? 1 : 0);
            boolean done = studio.outcome(member).equals("done");
            Tally tally = tallies.computeIfAbsent(fact, any -> new Tally());
            if (!commits) {
                tally.takenBack++;
                assertThat(studio.outcome(member)).as("outcome of %s", this).isIn("done", "skipped: busy");
                return Optional.empty();
            }
            if (done) {
                tally.reported++;
                assertThat(writtenBeforeLocks || endedBeforeLocks)
                        .as("%s was overlooked", this)
                        .isFalse();
                return Optional.of(member);
            }
            tally.honoured++;
            return Optional.empty();
        }

        @Override
        public String toString() {
            return fact + " of " + member + " before statement " + writesBefore + ", "
                    + (commits ? "committed" : "taken back") + " before " + endsBefore + ": " + studio.outcome(member);
        }
    }
}
