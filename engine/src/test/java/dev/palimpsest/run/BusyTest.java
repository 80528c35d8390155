package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.preview.Preview;
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
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody else holds is left alone, and nobody is held up by it, neither the run nor the business. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class BusyTest {
    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Studio studio;

    @BeforeEach
    void open() {
        studio = Studio.open(product, directory).fill(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from member where id = 7 for update",
                "update member set email = 'new@example.org' where id = 7",
                "insert into message (member_id, body) values (7, 'hello')",
                "select id from contract where member_id = 7 for update",
                "select id from line where invoice_id = 7 for update",
                "select id from note where member_id = 7 for update",
                "update message set body = 'hello again' where member_id = 7",
                "delete from check_in where member_id = 7"
            })
    void skips_only_the_member_of_whom_somebody_holds_a_row(String holding) {
        try (Clerk clerk = new Clerk(studio.database()).does(holding)) {
            // when
            RunResult result = studio.run(studio.preview());
            // then
            assertThat(result.done()).isEqualTo(29);
            assertThat(result.reasons()).isEqualTo(Map.of("busy", 1L));
            assertThat(studio.outcome(7)).isEqualTo("skipped: busy");
            assertThat(studio.rows("select first_name from member where id = 7"))
                    .containsExactly("Fih");
            clerk.commits().finishes();
            assertThat(clerk.refusals()).isEmpty();
        }
    }

    /** In small tables, too, which a database would rather read as a whole than by an index. */
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 30})
    void is_not_held_up_by_rows_of_those_whom_it_does_not_treat(int members) {
        // given somebody who holds a row of each table, and a run for three others
        studio.fill(members);
        Preview preview = studio.preview(1, 2, 3);
        List<RunEvent> waits = new ArrayList<>();
        try (Clerk clerk = new Clerk(studio.database())
                .does(Studio.BUSINESS.stream()
                        .map(table -> "select id from " + table + " where id = 4 for update")
                        .toArray(String[]::new))) {
            // when
            RunResult result = studio.palimpsest().run(preview, preview.digest(), "test", event -> {
                if (event instanceof RunEvent.Waiting) {
                    waits.add(event);
                }
            });
            // then
            assertThat(result.done()).isEqualTo(3);
            assertThat(waits).isEmpty();
            clerk.commits().finishes();
            assertThat(clerk.refusals()).isEmpty();
        }
    }

    @Test
    void treats_a_member_who_was_busy_and_is_free_later() {
        try (Clerk clerk =
                new Clerk(studio.database()).does("select id from contract where member_id = 7 for update")) {
            // given somebody who lets go when the others are done
            Preview preview = studio.preview();
            // when
            RunResult result = studio.palimpsest().run(preview, preview.digest(), "test", event -> {
                if (event instanceof RunEvent.Progress) {
                    clerk.rollsBack();
                }
            });
            // then
            assertThat(result.done()).isEqualTo(30);
            assertThat(studio.palimpsest().prove(Optional.empty()).findings()).isEmpty();
        }
    }

    @Test
    void the_sweep_comes_back_to_texts_that_somebody_held() {
        // given somebody who holds every text about others until the sweep has gone round once
        Preview preview = studio.preview();
        try (Clerk clerk = new Clerk(studio.database())
                .does("select id from note where member_id = " + Studio.DONOR + " for update")) {
            int[] rounds = new int[1];
            // when
            RunResult result = studio.palimpsest().run(preview, preview.digest(), "test", event -> {
                if (event instanceof RunEvent.Sweeping && ++rounds[0] == 2) {
                    clerk.rollsBack();
                }
            });
            // then
            assertThat(result.done()).isEqualTo(30);
            assertThat(result.swept().values()).containsExactly(10L);
            assertThat(studio.palimpsest().prove(Optional.empty()).findings()).isEmpty();
        }
    }
}
