package dev.palimpsest.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.database.SchemaReader;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Storage that cannot keep what a run promises, as MariaDB has it, is refused before anything is done. */
@Tag("database")
final class StorageTest {
    private static final String VISIT = "visit: {remark: erase, keep: [day]}";

    @AutoClose
    private final TestDatabase database =
            TestDatabase.mariadb("""
            create table member (
                id bigint primary key, name varchar(40) not null, email varchar(40), number varchar(20) not null unique,
                born date, status varchar(10))
            """, """
            create table visit (
                id bigint primary key, member_id bigint not null, day date not null, remark text,
                foreign key (member_id) references member (id))
            """, "create table log (id bigint primary key, line text)");

    private Plan compile(String map) {
        return PlanCompiler.compile(SmallMap.read(map), SchemaReader.read(database.connection()), SmallMap.TODAY);
    }

    private List<Problem> problems(String map) {
        return catchThrowableOfType(PalimpsestException.class, () -> compile(map))
                .problems();
    }

    private void assertRefused(String map, String... words) {
        assertThat(problems(map)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.MAP_UNSAFE_TABLE);
            assertThat(problem.message()).contains(words);
        });
    }

    @Test
    void takes_tables_with_transactions() {
        assertThat(compile(SmallMap.MAP).tables()).hasSize(2);
    }

    @Test
    void a_treated_table_without_transactions_is_refused_with_the_way_out() {
        database.execute("drop table visit", """
                create table visit (
                    id bigint primary key, member_id bigint not null, day date not null, remark text) engine = MyISAM
                """);
        String map = SmallMap.with("visit: {remark", "visit: {via: member_id, remark")
                .replace("{table: visit, at: day}", "{table: visit, via: member_id, at: day}")
                .replace("planned: {table: visit,", "planned: {table: visit, via: member_id,");

        assertRefused(map, "visit has no transactions", "alter table visit engine = InnoDB");

        database.execute("alter table visit engine = InnoDB");
        assertThat(compile(map).tables()).hasSize(2);
    }

    @Test
    void a_subject_table_without_transactions_is_refused_once() {
        database.execute("drop table visit", "alter table member engine = Aria", """
                create table visit (
                    id bigint primary key, member_id bigint not null, day date not null, remark text)
                """);
        String map = SmallMap.with("visit: {remark", "visit: {via: member_id, remark")
                .replace("{table: visit, at: day}", "{table: visit, via: member_id, at: day}")
                .replace("planned: {table: visit,", "planned: {table: visit, via: member_id,");

        assertRefused(map, "member has no transactions");
    }

    @Test
    void a_swept_table_without_transactions_is_refused_and_one_that_is_only_read_is_not() {
        database.execute("alter table log engine = MyISAM");

        assertRefused(SmallMap.with(VISIT, VISIT + "\n  log: {line: {redact: anywhere}}"), "log has no transactions");
        assertThat(compile(SmallMap.MAP).tables()).hasSize(2);
    }

    @Test
    void a_table_that_keeps_its_history_is_refused_only_where_something_is_to_be_gone() {
        database.execute("alter table log add system versioning");

        assertRefused(
                SmallMap.with(VISIT, VISIT + "\n  log: {line: {redact: anywhere}}"),
                "log keeps the former values",
                "alter table log drop system versioning");
        assertThat(compile(SmallMap.MAP).tables()).hasSize(2);
    }

    @Test
    void a_trigger_that_cannot_be_read_is_a_warning() {
        database.execute(
                "create trigger noted after update on visit for each row insert into log values (new.id, 'x')",
                "create or replace user clerk_of_plans identified by 'clerk'",
                "grant select, references, update on `" + database.name() + "`.* to clerk_of_plans");

        Plan blind = PlanCompiler.compile(
                SmallMap.read(SmallMap.MAP),
                SchemaReader.read(database.connection("clerk_of_plans", "clerk")),
                SmallMap.TODAY);

        assertThat(blind.warnings())
                .anySatisfy(
                        warning -> assertThat(warning).contains("[noted] of table visit do cannot be read", "TRIGGER"));
        assertThat(compile(SmallMap.MAP).warnings())
                .noneSatisfy(warning -> assertThat(warning).contains("cannot be read"));
    }
}
