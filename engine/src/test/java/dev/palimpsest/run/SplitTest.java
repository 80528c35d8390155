package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.proof.ProofReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Subjects that the data stand against fail alone; everybody else in their chunk is done. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class SplitTest {
    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Studio studio;

    private final List<RunEvent> events = new ArrayList<>();

    @BeforeEach
    void open() {
        studio = Studio.open(product, directory);
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
                .isEqualTo(Map.of(
                        "PAL-DB-006 (table " + studio.database().schema()
                                + ".member, constraint stays_a_person, SQLState "
                                + (product == Product.POSTGRESQL ? "23514" : "23000") + ")",
                        3L));
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
    void a_trigger_that_raises_an_error_makes_its_subject_fail() {
        // given
        studio.fill(40);
        studio.database()
                .execute(product.trigger(
                        "refuse",
                        "after update on member",
                        "if new.id = 7 then "
                                + (product == Product.POSTGRESQL
                                        ? "raise exception 'not %', old.last_name;"
                                        : "signal sqlstate '45000' set message_text = 'no';")
                                + " end if;"));
        // when
        RunResult result = run();
        // then
        assertThat(result.done()).isEqualTo(39);
        assertThat(result.failures())
                .isEqualTo(Map.of(
                        "PAL-DB-006 (table " + studio.database().schema() + ".member, SQLState "
                                + (product == Product.POSTGRESQL ? "P0001" : "45000") + ")",
                        1L));
        assertThat(studio.outcome(7)).startsWith("failed");
        assertThat(studio.rows("select first_name from member where id = 7")).containsExactly("Fih");
    }

    @Test
    void a_trigger_that_changes_a_kept_amount_makes_its_subject_fail() {
        // given
        studio.fill(40);
        studio.database()
                .execute(product.trigger(
                        "refund",
                        "after update on member",
                        "update line set amount = 0 where new.id = 7 and invoice_id in"
                                + " (select id from invoice where member_id = new.id);"));
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
                .execute(product.trigger(
                        "put_back",
                        "before update on member",
                        "if old.id = 7 then set new.email = old.email; end if;"));
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
                        "insert into check_in (member_id, at, rating) values "
                                + IntStream.rangeClosed(1, 500)
                                        .mapToObj(i -> "(1, '2021-03-04 10:11:12', "
                                                + List.of("1e16", "-1e16", i + ".1")
                                                        .get(i % 3) + ")")
                                        .collect(Collectors.joining(", ")));
        if (product == Product.POSTGRESQL) {
            studio.database().execute("update check_in set rating = 'NaN' where id = 1");
        }
        // when
        RunResult result = run();
        // then
        assertThat(result.failures()).isEmpty();
        assertThat(result.done()).isEqualTo(1);
    }
}
