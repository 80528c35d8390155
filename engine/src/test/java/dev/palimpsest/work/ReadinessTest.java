package dev.palimpsest.work;

import static dev.palimpsest.ClubFixture.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.check.CheckResult;
import dev.palimpsest.export.ExportOrder;
import dev.palimpsest.export.ExportResult;
import dev.palimpsest.ledger.HoldReason;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.merge.MergeRequest;
import dev.palimpsest.merge.Merger;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.run.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** No verb does what it could only do in part: what row-level security hides, and what the map asks for in vain. */
@Tag("database")
final class ReadinessTest {
    private static final String CLERK = "clerk_of_readiness";
    private static final String MERGED =
            ClubFixture.mapWith("treatment:\n", "merge: {collisions: {account: new}}\ntreatment:\n");
    /** Whoever bears the word already may keep it. */
    private static final String[] NOBODY_IS_CALLED_FORMER = {
        "create domain word as varchar(80)",
        "alter table member alter first_name type word",
        "alter domain word add constraint no_former check (value <> 'Former') not valid"
    };

    @AutoClose
    private final ClubFixture club = ClubFixture.create();

    @TempDir
    private Path directory;

    private final MergeRequest request =
            new MergeRequest(keys(2).getFirst(), keys(1).getFirst(), MergeReason.DUPLICATE, false);

    @BeforeEach
    void hide_tasks_of_the_other_branch_from_the_clerk() {
        club.member(1, "Zebedäus", "Quastenflosser")
                .member(2, "Zebedäus", "Quastenflosser")
                .sql(
                        "do $$ begin create role " + CLERK + " login password 'secret' nosuperuser;"
                                + " exception when duplicate_object then null; end $$",
                        "alter table task add branch int not null default 1",
                        "insert into task (member_id, status, title, branch) values (2, 'DONE', 'a', 1), (2, 'DONE', 'b', 2)",
                        "grant usage, create on schema public to " + CLERK,
                        "grant select, insert, update, delete on all tables in schema public to " + CLERK,
                        "grant usage on all sequences in schema public to " + CLERK,
                        "create policy branch on task using (branch = 1)",
                        "alter table task enable row level security");
    }

    private Palimpsest as(DataSource source) {
        return as(source, ClubFixture.map());
    }

    private Palimpsest as(DataSource source, String map) {
        return club.attach(source, directory, map);
    }

    private DataSource clerk() {
        PGSimpleDataSource clerk = new PGSimpleDataSource();
        clerk.setUrl(club.database().url());
        clerk.setUser(CLERK);
        clerk.setPassword("secret");
        return clerk;
    }

    private static ErrorCode refusal(ThrowingCallable call) {
        return catchThrowableOfType(PalimpsestException.class, call).code();
    }

    @Test
    void nobody_is_merged_while_rows_may_be_hidden() {
        Palimpsest clerk = as(clerk());
        String before = club.everything();

        assertThat(refusal(() -> clerk.merge(request))).isEqualTo(ErrorCode.DATABASE_RIGHTS_MISSING);
        assertThat(refusal(() -> clerk.merge(request, Merger.YES, "test")))
                .isEqualTo(ErrorCode.DATABASE_RIGHTS_MISSING);
        assertThat(club.everything()).isEqualTo(before);

        as(club.database().dataSource(), MERGED).merge(request, Merger.YES, "test");
        assertThat(club.database().rows("select member_id from task order by id"))
                .containsExactly("1", "1");
    }

    @Test
    void a_merge_asks_for_the_right_to_move_rows_that_a_run_leaves_alone() {
        club.sql(
                "alter table task disable row level security", "revoke update on invoice_line, contract from " + CLERK);
        club.contract(2, "2020-01-01", "2021-01-01");
        String map = ClubFixture.mapWith(
                        "contract: {number: {random: text}, keep: [starts_on, ends_on]}", "contract: {keep: all}")
                .replaceAll("(?s) {2}contract:\\n {4}table: contract.*?fix: [^\\n]*\\n", "");

        PalimpsestException refused = catchThrowableOfType(
                PalimpsestException.class, () -> as(clerk(), map).merge(request, Merger.YES, "test"));

        assertThat(refused.code()).isEqualTo(ErrorCode.DATABASE_RIGHTS_MISSING);
        assertThat(refused).hasMessageContaining("UPDATE").hasMessageContaining("contract");
        assertThat(refused.getMessage()).doesNotContain("invoice_line");
    }

    @Test
    void check_lists_apart_what_only_a_merge_needs() {
        club.sql("alter table task disable row level security", "revoke update on contract from " + CLERK);
        String map = ClubFixture.mapWith(
                        "contract: {number: {random: text}, keep: [starts_on, ends_on]}", "contract: {keep: all}")
                .replaceAll("(?s) {2}contract:\\n {4}table: contract.*?fix: [^\\n]*\\n", "");

        CheckResult check = as(clerk(), map).check();

        assertThat(check.isReady()).isTrue();
        assertThat(check.rights().missing()).isEmpty();
        assertThat(check.rightsToMerge().missing()).singleElement().asString().contains("UPDATE", "contract");
        assertThat(check.rightsToMerge().grants())
                .singleElement()
                .asString()
                .startsWith("GRANT UPDATE")
                .contains("contract");
        assertThat(as(club.database().dataSource(), map).check().rightsToMerge().areEnough())
                .isTrue();
    }

    @Test
    void an_export_that_may_lack_rows_says_so_everywhere() throws IOException {
        Path out = directory.resolve("out");

        ExportResult result = as(clerk()).export(ExportOrder.of(keys(2), out, "en"));

        assertThat(result.complete()).isFalse();
        assertThat(result.hidden()).containsExactly("task");
        assertThat(Files.readString(out.resolve("export-2.json")))
                .contains("\"everything\" : false")
                .contains("\"hidden\" : [ \"task\" ]");
        assertThat(Files.readString(out.resolve("export-2.html")))
                .contains("may not be everything")
                .doesNotContain("Everything that is stored");
        assertThat(as(club.database().dataSource())
                        .export(ExportOrder.of(keys(2), directory.resolve("whole"), "en"))
                        .complete())
                .isTrue();
        assertThat(Files.readString(directory.resolve("whole/export-2.html"))).contains("Everything that is stored");
    }

    @Test
    void the_safe_copy_before_a_run_is_refused_rather_than_incomplete() {
        Preview preview = as(clerk()).preview(Selection.eligible(), skipped -> {});
        Path out = directory.resolve("out");

        assertThat(preview.warnings())
                .anyMatch(warning -> warning.contains("row-level security may hide rows of task"));
        assertThat(refusal(() -> as(clerk()).exportFirst(preview, preview.digest(), "test", out, "en")))
                .isEqualTo(ErrorCode.DATABASE_RIGHTS_MISSING);
        assertThat(out).doesNotExist();
    }

    @Test
    void a_run_is_not_resumed_and_not_proved_green_while_rows_may_be_hidden() {
        Palimpsest owner = as(club.database().dataSource());
        Preview preview = owner.preview(Selection.eligible(), skipped -> {});
        owner.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        club.sql("grant select, insert, update, delete on all tables in schema public to " + CLERK);

        assertThat(refusal(() -> as(clerk()).resume(Optional.empty(), RunEvent.Listener.none())))
                .isEqualTo(ErrorCode.DATABASE_RIGHTS_MISSING);
        ProofReport proof = as(clerk()).prove(Optional.empty());
        assertThat(proof.green()).isFalse();
        assertThat(proof.findings()).anyMatch(finding -> finding.contains("task: row-level security may hide rows"));
    }

    @Test
    void a_merge_and_a_resumed_run_ask_whether_the_database_bears_the_map() {
        DataSource source = club.database().dataSource();
        Preview preview = as(source).preview(Selection.eligible(), skipped -> {});
        as(source).run(preview, preview.digest(), "test", RunEvent.Listener.none());
        club.sql(NOBODY_IS_CALLED_FORMER);

        assertThat(refusal(() -> as(source).merge(request, Merger.YES, "test")))
                .isEqualTo(ErrorCode.MAP_UNBEARABLE_TREATMENT);
        assertThat(refusal(() -> as(source).resume(Optional.empty(), RunEvent.Listener.none())))
                .isEqualTo(ErrorCode.MAP_UNBEARABLE_TREATMENT);
    }

    @Test
    void a_survey_names_a_condition_that_the_database_refuses_with_its_place() {
        String map = ClubFixture.mapWith("\"balance <> 0\"", "\"balanse <> 0\"");

        assertThat(refusal(() -> as(club.database().dataSource(), map).survey(each -> {})))
                .isEqualTo(ErrorCode.MAP_PREDICATE_REFUSED);
    }

    @Test
    void a_hold_protects_people_also_while_the_database_does_not_bear_a_value_of_the_map() {
        club.sql(NOBODY_IS_CALLED_FORMER);
        Palimpsest palimpsest = as(club.database().dataSource());

        assertThat(refusal(palimpsest::check)).isEqualTo(ErrorCode.MAP_UNBEARABLE_TREATMENT);
        assertThat(palimpsest.holds().place(keys(1), HoldReason.values()[0], "AZ 1", null, "test"))
                .hasSize(1);
    }
}
