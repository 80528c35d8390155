package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.preview.Preview;
import dev.palimpsest.proof.ProofReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subjects that the data stand against fail alone; everybody else in their chunk is done. */
@Tag("database")
final class SplitTest {
    @TempDir
    private Path directory;

    @AutoClose
    private Studio studio;

    private final List<RunEvent> events = new ArrayList<>();

    @BeforeEach
    void open() {
        studio = Studio.open(directory);
    }

    private RunResult run() {
        Preview preview = studio.preview();
        return studio.palimpsest().run(preview, preview.digest(), "test", events::add);
    }

    private long splits() {
        return events.stream().filter(RunEvent.Split.class::isInstance).count();
    }

    @Test
    void three_of_a_thousand_fail_alone_in_a_logarithmic_number_of_transactions() {
        // given
        studio.fill(1_000);
        studio.database()
                .execute("alter table member add constraint stays_a_person check"
                        + " (id not in (17, 333, 800) or first_name <> 'Member')");
        // when
        RunResult result = run();
        // then
        assertThat(result.done()).isEqualTo(997);
        assertThat(result.failures())
                .isEqualTo(Map.of("PAL-DB-006 (table public.member, constraint stays_a_person, SQLState 23514)", 3L));
        assertThat(studio.rows("select subject_key from palimpsest_receipt where outcome = 'failed' order by 1"))
                .containsExactly("17", "333", "800");
        assertThat(splits()).isLessThanOrEqualTo(3 * 10);
        assertThat(result.chunks()).isLessThanOrEqualTo(3 * 10 + 1);
        // and what failed is as it was
        assertThat(studio.rows("select first_name, last_name, email from member where id = 333"))
                .containsExactly("Fiddd|Laddd|m333@example.org");
        assertThat(studio.rows("select body from message where member_id = 333"))
                .hasSize(1);
        assertThat(studio.palimpsest().prove(Optional.empty()).findings()).isEmpty();
    }

    @Test
    void a_refusal_at_commit_splits_too() {
        // given
        studio.fill(40);
        studio.database()
                .execute(
                        "create function refuse() returns trigger language plpgsql as $$ begin"
                                + " if new.id = 7 then raise exception 'not %', old.last_name; end if; return null; end $$",
                        "create constraint trigger refuse after update on member deferrable initially deferred"
                                + " for each row execute function refuse()");
        // when
        RunResult result = run();
        // then
        assertThat(result.done()).isEqualTo(39);
        assertThat(result.failures()).isEqualTo(Map.of("PAL-DB-006 (SQLState P0001)", 1L));
        assertThat(studio.outcome(7)).startsWith("failed");
    }

    @Test
    void a_trigger_that_swallows_a_change_makes_its_subject_fail() {
        // given
        studio.fill(40);
        studio.database()
                .execute(
                        "create function swallow() returns trigger language plpgsql as $$ begin"
                                + " if old.member_id = 7 then return null; end if; return new; end $$",
                        "create trigger swallow before update on check_in for each row execute function swallow()");
        // when
        RunResult result = run();
        // then
        assertThat(result.done()).isEqualTo(39);
        assertThat(studio.outcome(7)).startsWith("failed: PAL-RUN-012");
        assertThat(studio.rows("select first_name from member where id = 7")).containsExactly("Fih");
    }

    @Test
    void a_rule_that_swallows_a_redaction_makes_its_subject_fail() {
        // given
        studio.fill(40);
        studio.database()
                .execute("create rule keep_note as on update to note where old.member_id = 7 do instead nothing");
        // when
        RunResult result = run();
        // then
        assertThat(result.done()).isEqualTo(39);
        assertThat(studio.outcome(7)).startsWith("failed: PAL-RUN-012");
    }

    @Test
    void a_rule_that_swallows_a_deletion_makes_its_subject_fail() {
        // given
        studio.fill(40);
        studio.database()
                .execute("create rule keep_message as on delete to message where old.member_id = 7 do instead nothing");
        // when
        RunResult result = run();
        // then
        assertThat(result.done()).isEqualTo(39);
        assertThat(studio.outcome(7)).startsWith("failed: PAL-RUN-012");
    }

    @Test
    void a_trigger_that_changes_a_kept_amount_makes_its_subject_fail() {
        // given
        studio.fill(40);
        studio.database()
                .execute(
                        "create function refund() returns trigger language plpgsql as $$ begin"
                                + " update line set amount = 0 from invoice where invoice.id = invoice_id"
                                + " and member_id = new.id and new.id = 7; return null; end $$",
                        "create trigger refund after update on member for each row execute function refund()");
        // when
        RunResult result = run();
        // then
        assertThat(result.done()).isEqualTo(39);
        assertThat(studio.outcome(7)).startsWith("failed: PAL-RUN-013").doesNotContain("9.99");
        assertThat(studio.rows("select amount from line where number = 'I7/1'")).containsExactly("9.99");
    }

    @Test
    void a_trigger_that_puts_the_old_value_back_turns_the_proof_red() {
        // given
        studio.fill(40);
        studio.database()
                .execute(
                        "create function put_back() returns trigger language plpgsql as $$ begin"
                                + " if old.id = 7 then new.email = old.email; end if; return new; end $$",
                        "create trigger put_back before update on member for each row execute function put_back()");
        // when
        RunResult result = run();
        ProofReport proof = studio.palimpsest().prove(Optional.empty());
        // then
        assertThat(result.done()).isEqualTo(40);
        assertThat(proof.green()).isFalse();
        assertThat(proof.residuals())
                .anySatisfy(residual -> assertThat(residual.key()).isEqualTo("7"));
    }

    @Test
    void fractional_numbers_whose_sum_depends_on_their_order_are_no_changed_statistic() {
        // given sums that differ in the last digits when rows are added up in another order
        studio.fill(1);
        studio.database()
                .execute(
                        "alter table check_in add rating double precision",
                        "insert into check_in (member_id, at, rating) select 1, timestamp '2021-03-04' + i * interval '1 hour',"
                                + " case i % 3 when 0 then 1e16 when 1 then -1e16 else 0.1 + i end"
                                + " from generate_series(1, 500) i",
                        "update check_in set rating = 'NaN' where id = 1");
        // when
        RunResult result = run();
        // then
        assertThat(result.failures()).isEmpty();
        assertThat(result.done()).isEqualTo(1);
    }
}
