package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.preview.Preview;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The promise of {@link ConcurrentBusinessTest}, with desks that really work at the same time as the run. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class BusyOfficeTest {
    private static final long SEED = Long.getLong("seed", 20261122);
    private static final int MEMBERS = 180;
    private static final int DESKS = 3;

    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Studio studio;

    private int written;
    private int honoured;
    private int reported;
    private int takenBack;
    private long treated;

    @Test
    void honours_or_reports_every_fact_of_a_busy_office() throws Exception {
        play(3);
    }

    @Test
    @Tag("slow")
    void honours_or_reports_every_fact_of_a_busy_office_in_a_campaign() throws Exception {
        play(Integer.getInteger("campaign", 40));

        assertThat(treated).as("people treated beside the desks").isPositive();
    }

    private void play(int rounds) throws Exception {
        System.out.println("seed " + SEED);
        studio = Studio.open(product, directory);
        Random random = new Random(SEED);
        for (int round = 0; round < rounds; round++) {
            studio.fill(MEMBERS)
                    .with(new RunSettings(
                            List.of(1, 10, 60).get(round % 3), 6, Duration.ofMillis(100), 3, Duration.ofMillis(5), 1));
            play(random);
        }
        System.out.printf(
                "%d facts written: %d honoured, %d reported, %d taken back%n", written, honoured, reported, takenBack);
    }

    private void play(Random random) throws Exception {
        // given
        Preview preview = studio.preview();
        AtomicBoolean over = new AtomicBoolean();
        List<Desk> desks = new ArrayList<>();
        for (int i = 0; i < DESKS; i++) {
            desks.add(new Desk(i, random.nextLong()));
        }
        Locks locks = new Locks();
        // when
        RunResult result;
        try (ExecutorService office = Executors.newFixedThreadPool(DESKS)) {
            List<Future<?>> working = new ArrayList<>();
            for (Desk desk : desks) {
                working.add(office.submit(() -> {
                    while (!over.get()) {
                        desk.works();
                    }
                    return null;
                }));
            }
            try {
                result = studio.palimpsest(new Watched(studio.database().dataSource(), locks))
                        .run(preview, preview.digest(), "test", RunEvent.Listener.none());
            } finally {
                over.set(true);
            }
            for (Future<?> desk : working) {
                desk.get(60, TimeUnit.SECONDS);
            }
        }
        treated += result.done();
        // then
        assertThat(result.done() + result.skipped()).as("%s", result).isEqualTo(MEMBERS);
        Set<Long> active = new TreeSet<>();
        for (Desk desk : desks) {
            desk.connection.close();
            assertThat(desk.refusals).isEmpty();
            desk.notes.forEach(note -> check(note, locks).ifPresent(active::add));
        }
        assertThat(studio.activeAfterwards()).containsExactlyElementsOf(active);
        // on a slow machine the desks may have written of everybody before the run came to them
        assertThat(studio.palimpsest().prove(Optional.empty()).findings())
                .isEqualTo(
                        result.done() == 0 ? List.of("nobody was treated, so there is nothing to prove.") : List.of());
    }

    private Optional<Long> check(Note note, Locks locks) {
        written++;
        assertThat(studio.count(note.fact().found(note.member(), note.tag(), note.free())))
                .as("%s", note)
                .isEqualTo(note.committed() ? 1 : 0);
        Long lockedAt = locks.sentOfDone.get(note.member());
        if (!note.committed()) {
            takenBack++;
            return Optional.empty();
        }
        if (lockedAt == null) {
            honoured++;
            return Optional.empty();
        }
        reported++;
        assertThat(note.writtenAt()).as("%s was overlooked", note).isGreaterThan(lockedAt);
        return Optional.of(note.member());
    }

    /** A fact that a desk wrote; the time is that of the finished statement. */
    private record Note(Fact fact, long member, String tag, int free, long writtenAt, boolean committed) {}

    /** When the locks were sent under which each treated member was judged. */
    private final class Locks implements Watched.Watcher {
        private final Map<Long, Long> sentOfDone = new HashMap<>();
        private long sent;

        @Override
        public void before(String sql) {
            if (studio.locksMembers(sql)) {
                sent = System.nanoTime();
            }
        }

        @Override
        public void after(String sql) {
            if (sql.equals(Watched.COMMIT) && sent != 0) {
                studio.rows("select subject_key from palimpsest_receipt where outcome = 'done'")
                        .forEach(key -> sentOfDone.putIfAbsent(Long.parseLong(key), sent));
            }
        }
    }

    /** Works for its own third of the members, so that no desk is in another's way. */
    private final class Desk {
        private final int number;
        private final Random random;
        private final Connection connection = studio.database().connection();
        private final List<Note> notes = new ArrayList<>();
        private final List<SQLException> refusals = new ArrayList<>();
        private final Map<Long, Set<Fact>> used = new ConcurrentHashMap<>();
        private int free;

        Desk(int number, long seed) throws SQLException {
            this.number = number;
            this.random = new Random(seed);
            this.free = number * 13;
            connection.setAutoCommit(false);
            if (product == Product.POSTGRESQL) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("set deadlock_timeout = '20ms'");
                }
            }
        }

        void works() {
            List<Note> drafts = new ArrayList<>();
            boolean commits = random.nextInt(4) != 0;
            try (Statement statement = connection.createStatement()) {
                int acts = 1 + random.nextInt(3);
                for (int i = 0; i < acts; i++) {
                    act(statement, drafts);
                    LockSupport.parkNanos(random.nextInt(4) * 1_000_000L);
                }
                if (commits) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                drafts.forEach(draft -> notes.add(
                        new Note(draft.fact(), draft.member(), draft.tag(), draft.free(), draft.writtenAt(), commits)));
            } catch (SQLException refused) {
                refusals.add(refused);
            }
        }

        private void act(Statement statement, List<Note> drafts) throws SQLException {
            long member = 1 + number + (long) DESKS * random.nextInt(MEMBERS / DESKS);
            Fact fact = Fact.values()[random.nextInt(Fact.values().length)];
            boolean fromDonor = fact == Fact.INVOICE_TAKEN_OVER || fact == Fact.PARCEL_TAKEN_OVER;
            boolean first = used.computeIfAbsent(member, any -> EnumSet.noneOf(Fact.class))
                    .add(fact);
            if (random.nextInt(3) == 0 || !first || fromDonor && free >= (number + 1) * 13) {
                statement.execute("update note set body = concat(body, ' (called)') where member_id = " + member);
                return;
            }
            free += fromDonor ? 1 : 0;
            String tag = "desk" + number + "/" + drafts.size() + "/" + notes.size();
            for (String sql : fact.write(member, tag, free)) {
                statement.execute(sql);
            }
            drafts.add(new Note(fact, member, tag, free, System.nanoTime(), false));
        }
    }
}
