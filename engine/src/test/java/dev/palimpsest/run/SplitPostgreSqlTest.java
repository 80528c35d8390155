package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only PostgreSQL can set against a treatment: checks at commit, triggers and rules that swallow a change. */
@Tag("database")
final class SplitPostgreSqlTest {
    @TempDir
    private Path directory;

    @AutoClose
    private Studio studio;

    @BeforeEach
    void open() {
        studio = Studio.open(directory);
    }

    private RunResult run() {
        return studio.run(studio.preview());
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
}
