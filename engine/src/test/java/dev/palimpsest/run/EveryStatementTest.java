package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A run stopped between any two of its statements leaves whole people only, and resumes to the same end. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class EveryStatementTest {
    private static final long SEED = Long.getLong("seed", 20261122);
    private static final int SAMPLE = 24;
    /** People of a run, one chunk each. */
    private static final int PEOPLE = 2;

    private static final int MEMBERS = 900;

    /** What tells of one member, in words: as they were, treated, or something in between. */
    private static final String STATE = """
            select concat(case when m.last_name = 'was anonymised' then 'treated' else 'as before' end,
                case when m.first_name = 'Member' then ', treated' else ', as before' end,
                case when m.email is null then ', treated' else ', as before' end,
                case when m.number like 'M-%' then ', as before' else ', treated' end,
                case when (select count(*) from message where member_id = m.id) = 0 then ', treated' else ', as before' end,
                case when (select count(*) from check_in where member_id = m.id and at = timestamp '2021-03-01 00:00:00') = 1
                    then ', treated' else ', as before' end,
                case when (select body from note where member_id = m.id) like 'spoke with Fi%' then ', as before'
                    else ', treated' end,
                case when (select count(*) from palimpsest_receipt r where r.subject_key = MEMBER and r.outcome = 'done') = 1
                    then ', treated' else ', as before' end)
            from member m where m.id = MEMBER
            """;

    private static final String AS_BEFORE = String.join(", ", Collections.nCopies(8, "as before"));
    private static final String TREATED = String.join(", ", Collections.nCopies(8, "treated"));

    private static final int MOST_WAITS = 1_000;

    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Studio studio;

    private int next = 1;
    private int untouched;
    private int halfWay;
    private int over;

    @Test
    void leaves_whole_people_only_wherever_it_is_stopped() {
        int statements = open();
        System.out.println("seed " + SEED);
        List<Integer> all =
                new ArrayList<>(IntStream.rangeClosed(1, statements).boxed().toList());
        Collections.shuffle(all, new Random(SEED));
        stopAt(all.subList(0, SAMPLE));
    }

    @Test
    @Tag("slow")
    void leaves_whole_people_only_whichever_statement_is_the_last() {
        stopAt(IntStream.rangeClosed(1, open()).boxed().toList());
        assertThat(List.of(untouched, halfWay, over)).doesNotContain(0);
    }

    /** @return how many statements a run takes whose own tables are there already */
    private int open() {
        studio = Studio.open(product, directory)
                .with(Studio.SETTINGS.withChunkSize(1))
                .fill(MEMBERS);
        studio.run(preview());
        int[] statements = new int[1];
        Preview preview = preview();
        studio.palimpsest(new Watched(studio.database().dataSource(), sql -> statements[0]++))
                .run(preview, preview.digest(), "test", RunEvent.Listener.none());
        return statements[0];
    }

    /** For people who were in no run yet. */
    private Preview preview() {
        long[] people = IntStream.range(next, next + PEOPLE).asLongStream().toArray();
        next += PEOPLE;
        return studio.preview(people);
    }

    private void stopAt(List<Integer> statements) {
        assertThat(statements.size()).isLessThan(MEMBERS / PEOPLE - 2);
        long begun = System.nanoTime();
        statements.forEach(this::stopAt);
        System.out.printf(
                "%s: stopped before %d statements, with nobody treated %d times, some %d times, everybody %d times; %d s%n",
                product, statements.size(), untouched, halfWay, over, (System.nanoTime() - begun) / 1_000_000_000L);
    }

    private void stopAt(int statement) {
        Preview preview = preview();
        List<Long> people =
                preview.keys().stream().map(key -> Long.parseLong(key.value())).toList();
        int[] sent = new int[1];
        // when the connection is gone from one statement on
        PalimpsestException thrown = catchThrowableOfType(
                PalimpsestException.class,
                () -> studio.palimpsest(new Watched(studio.database().dataSource(), sql -> {
                            if (++sent[0] >= statement) {
                                throw new SQLException("cut", "08006");
                            }
                        }))
                        .run(preview, preview.digest(), "test", RunEvent.Listener.none()));
        // then
        if (thrown != null) {
            assertThat(thrown.code()).isEqualTo(ErrorCode.DATABASE_LOST);
        }
        List<String> states = states(people);
        assertThat(states).as("stopped before statement %s", statement).isSubsetOf(AS_BEFORE, TREATED);
        count(states);
        // and when somebody goes on
        List<String> run =
                studio.rows("select run_id from palimpsest_run where preview_digest = '" + preview.digest() + "'");
        if (run.isEmpty()) {
            studio.run(preview);
        } else {
            resume(new RunId(run.getFirst()));
        }
        assertThat(states(people))
                .as("resumed after a stop before statement %s", statement)
                .containsOnly(TREATED);
        assertThat(studio.rows(
                        "select body from note where member_id = " + Studio.DONOR + " and (" + naming(people) + ")"))
                .as("swept after a stop before statement %s", statement)
                .isEmpty();
    }

    /** The server may not have noticed yet that whoever was cut off is gone; the refusal says to wait. */
    private void resume(RunId run) {
        for (int waited = 0; true; waited++) {
            try {
                studio.palimpsest().resume(Optional.of(run), RunEvent.Listener.none());
                return;
            } catch (PalimpsestException refused) {
                if (refused.code() != ErrorCode.RUN_BUSY || waited > MOST_WAITS) {
                    throw refused;
                }
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
    }

    /** A condition for texts that hold the e-mail address of one of them. */
    private static String naming(List<Long> people) {
        return String.join(
                " or ",
                people.stream()
                        .map(member -> "body like '% m" + member + "@example.org%'")
                        .toList());
    }

    private List<String> states(List<Long> people) {
        return people.stream()
                .flatMap(member -> studio.rows(STATE.replace("MEMBER", "'" + member + "'")).stream())
                .toList();
    }

    private void count(List<String> states) {
        if (!states.contains(TREATED)) {
            untouched++;
        } else if (states.contains(AS_BEFORE)) {
            halfWay++;
        } else {
            over++;
        }
    }
}
