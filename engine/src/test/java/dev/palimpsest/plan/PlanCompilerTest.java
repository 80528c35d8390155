package dev.palimpsest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Refused;
import dev.palimpsest.database.TableName;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the compiler makes of a map that fits, and that it reports all that does not at once. */
@Tag("database")
final class PlanCompilerTest {
    @AutoClose
    private final SmallMap.Undone database = SmallMap.undone();

    @Test
    void the_small_map_fits() {
        Plan plan = database.compile(SmallMap.MAP);

        assertThat(plan.tables()).extracting(table -> table.name().name()).containsExactlyInAnyOrder("member", "visit");
    }

    @Test
    void every_problem_is_found_in_one_go_in_the_order_of_the_file() {
        String map = SmallMap.with(
                SmallMap.with("email: erase", "email: keep"), "visit: {remark: erase", "vist: {remark: erace");

        List<Problem> problems = Refused.by(() -> database.compile(map)).problems();

        assertThat(problems)
                .extracting(Problem::code)
                .containsExactly(
                        ErrorCode.MAP_UNDECIDED_TABLE, ErrorCode.MAP_IDENTIFIER_KEPT, ErrorCode.MAP_UNKNOWN_TABLE);
    }

    @Test
    void an_address_may_keep_its_coarse_parts_but_not_all() {
        Plan plan = database.compile(SmallMap.with("{email: email}", "{email: email, address: [name, status]}"));

        assertThat(plan.identifiers()).hasSize(3);
    }

    @Test
    void parts_of_one_row_are_read_together_and_others_are_joined() {
        Plan plan = database.compile(SmallMap.with(
                        "{email: email}",
                        "{name: [name, status, visit.remark, {column: visit.remark, where: \"day > :today\"}]}")
                .replace("keep: [born, status]", "status: erase, keep: [born]"));

        assertThat(plan.identifiers().getFirst().rows().map(row -> row.columns().size()))
                .containsExactly(2, 1, 1);
        assertThat(plan.conditions())
                .anyMatch(condition -> condition.predicate().sql().equals("day > :today"));
    }

    @Test
    void what_is_replaced_at_random_is_remembered_like_a_number() {
        Plan plan = database.compile(SmallMap.MAP);

        assertThat(plan.identifiers())
                .anySatisfy(source ->
                        assertThat(source.columns()).extracting("name").containsExactly("number"));
    }

    @Test
    void a_table_that_is_only_swept_needs_no_way() {
        database.execute("create table leaflet (id int primary key, text text, pages int)");

        Plan plan = database.compile(
                SmallMap.with("  visit: {remark", "  leaflet: {text: {redact: anywhere}}\n  visit: {remark"));

        TablePlan leaflet = plan.table(new TableName("public", "leaflet")).orElseThrow();
        assertThat(leaflet.way()).isNull();
        assertThat(leaflet.swept()).hasSize(1);
        assertThat(leaflet.treatsRows()).isFalse();
    }

    @Test
    void what_triggers_write_is_treated_after_them_and_rows_go_before_the_rows_they_refer_to() {
        database.execute(
                "create table line (id int primary key, visit_id bigint references visit)",
                "create table part (id int primary key, line_id int references line)",
                "create function nothing() returns trigger language plpgsql as $$ begin return new; end $$",
                "create trigger watch before update on member for each row execute function nothing()");

        Plan plan = database.compile(SmallMap.with(SmallMap.VISIT, "visit: delete\n  line: delete\n  part: delete"));

        assertThat(plan.tables())
                .extracting(table -> table.name().name())
                .containsExactly("member", "part", "line", "visit");
    }

    @Test
    void a_retention_rule_is_the_one_in_force_today() {
        Plan plan = database.compile(
                SmallMap.with("visit: {remark", "visit: {retain: {class: invoice, starts: day}, remark"));

        assertThat(plan.table(new TableName("public", "visit"))
                        .orElseThrow()
                        .retained()
                        .rule()
                        .id())
                .isEqualTo("DE-VOUCHER");
    }
}
