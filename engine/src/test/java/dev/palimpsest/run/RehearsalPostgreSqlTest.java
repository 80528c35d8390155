package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.ledger.NotDone;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What PostgreSQL asks only at the commit is asked in a rehearsal, too. */
@Tag("database")
final class RehearsalPostgreSqlTest {
    @TempDir
    private Path directory;

    @AutoClose
    private Studio studio;

    @BeforeEach
    void open() {
        studio = Studio.open(directory).fill(30);
    }

    @Test
    void whoever_a_deferred_constraint_refuses_is_found_and_a_run_fails_exactly_them() {
        studio.database()
                .execute(
                        "create function wait_and_refuse() returns trigger language plpgsql as $$ begin if new.id = 11 then"
                                + " raise exception using errcode = '23514', table = 'member', constraint = 'late';"
                                + " end if; return new; end $$",
                        "create constraint trigger late after update on member deferrable initially deferred for each row"
                                + " execute function wait_and_refuse()");
        Preview preview = studio.preview();

        RehearsalResult rehearsal = studio.palimpsest().rehearse(preview);

        assertThat(rehearsal.done()).isEqualTo(29);
        assertThat(rehearsal.refused()).extracting(NotDone::key).containsExactly(new SubjectKey("11"));
        assertThat(studio.run(preview).failures()).isEqualTo(rehearsal.failures());
        assertThat(studio.outcome(11)).startsWith("failed");
    }

    @Test
    void names_table_and_constraint_where_the_database_does() {
        studio.database()
                .execute("alter table member add constraint stays_a_person check (id <> 17 or first_name <> 'Member')");

        assertThat(studio.palimpsest().rehearse(studio.preview()).failures())
                .containsOnlyKeys("PAL-DB-006 (table public.member, constraint stays_a_person, SQLState 23514)");
    }
}
