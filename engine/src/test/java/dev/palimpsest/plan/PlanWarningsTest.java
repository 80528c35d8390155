package dev.palimpsest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.database.TableName;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What fits, but is to be known before anybody runs it. */
@Tag("database")
final class PlanWarningsTest {
    @AutoClose
    private final SmallMap.Undone database = SmallMap.undone();

    @ParameterizedTest
    @CsvSource({"name, true", "status, false"})
    void a_never_that_names_a_treated_column_is_warned_of(String column, boolean warned) {
        Plan plan = database.compile(SmallMap.with("  key: id\n", "  key: id\n  never: \"" + column + " = 'x'\"\n"));

        assertThat(plan.warnings().stream().anyMatch(warning -> warning.startsWith("'never' names member." + column)))
                .isEqualTo(warned);
    }

    @Test
    void a_missing_index_a_trigger_and_a_missing_primary_key_are_warned_of() {
        database.execute(
                "create function nothing() returns trigger language plpgsql as $$ begin return new; end $$",
                "create trigger watch before update on member for each row execute function nothing()",
                "alter table visit drop constraint visit_pkey");

        Plan plan = database.compile(SmallMap.with("{remark", "{id: keep, remark"));

        assertThat(plan.warnings())
                .anyMatch(warning -> warning.contains("table member has triggers [watch]"))
                .anyMatch(warning -> warning.contains("table visit has no primary key"))
                .anyMatch(warning -> warning.contains("no index leads from the subject to visit by member_id"));
    }

    @Test
    void a_database_without_foreign_keys_to_the_subject_is_warned_of_with_the_tables_that_nobody_named() {
        database.execute("alter table visit drop constraint visit_member_id_fkey");

        assertThat(database.compile(SmallMap.with("visit: {remark", "visit: {via: member_id, remark"))
                        .warnings())
                .as("the only other table is named")
                .noneMatch(warning -> warning.contains("no foreign key leads to member"));

        database.execute("create table letter (id int primary key, member_id bigint, text text)");

        assertThat(database.compile(SmallMap.with("visit: {remark", "visit: {via: member_id, remark"))
                        .warnings())
                .anyMatch(warning -> warning.startsWith("no foreign key leads to member")
                        && warning.endsWith("Not named so far: letter."));
        assertThat(database.compile(SmallMap.with("visit: {remark", "letter: ignore\n  visit: {via: member_id, remark"))
                        .warnings())
                .noneMatch(warning -> warning.contains("no foreign key leads to member"));
    }

    @Test
    void one_foreign_key_to_the_subject_is_enough_to_rely_on_them() {
        database.execute("create table letter (id int primary key, member_id bigint, text text)");

        assertThat(database.compile(SmallMap.MAP).warnings())
                .noneMatch(warning -> warning.contains("no foreign key leads to member"));
    }

    @Test
    void the_column_without_an_index_on_a_longer_way_is_named() {
        database.execute(
                "create table remark (id int primary key, visit_id bigint references visit, text text)",
                "create index on remark (visit_id)");

        assertThat(database.compile(SmallMap.with("visit: {remark", "remark: {text: erase}\n  visit: {remark"))
                        .warnings())
                .anyMatch(warning -> warning.contains("to remark by visit.member_id"));
    }

    /** The usual index of tables that belong to several kinds of owners. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "owner_type, owner_id|owner_type = 'Member'|false",
                "owner_type, owner_id, at|note.owner_type = 'Member' and at is not null|false",
                "kind, owner_type, owner_id|owner_type = 'Member' and kind = 7|false",
                "owner_id, owner_type|owner_type = 'Member'|false",
                "owner_type, owner_id|owner_type <> 'Team'|true",
                "owner_type, owner_id|owner_type = 'Member' or kind = 7|true",
                "kind, owner_type, owner_id|owner_type = 'Member'|true",
                "owner_type, at, owner_id|owner_type = 'Member'|true"
            })
    void an_index_leads_behind_columns_that_the_condition_fixes(String columns, String where, boolean warned) {
        database.execute(
                "create table note (id int primary key, owner_type text, owner_id bigint, kind int, at date, text text)",
                "create index on note (" + columns + ")");

        Plan plan = database.compile(SmallMap.with(
                "  visit: {remark",
                "  note: {via: \"owner_id -> member.id\", where: \"" + where
                        + "\", text: redact, keep: [owner_type, kind, at]}\n  visit: {remark"));

        assertThat(plan.warnings().stream().anyMatch(warning -> warning.contains("to note by owner_id")))
                .isEqualTo(warned);
        assertThat(plan.table(new TableName("public", "note"))
                        .orElseThrow()
                        .requireWay()
                        .indexed())
                .isEqualTo(!warned);
    }
}
