package dev.palimpsest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a preview stale, and what does not. */
@Tag("database")
final class DigestTest {
    private static final String MAP = SmallMap.with(
            SmallMap.with("keep: [born, status]}", "keep: all}"), "keep: [day]}", "keep: all}\n  entry: {keep: all}");

    @AutoClose
    private final SmallMap.Undone database = SmallMap.undone();

    private Plan before;

    @BeforeEach
    void compile() {
        database.execute(
                "create table entry (day date not null, member_id bigint references member) partition by range (day)",
                "create table entry_2025 partition of entry for values from ('2025-01-01') to ('2026-01-01')",
                "create function watch() returns trigger language plpgsql as $$ begin return new; end $$",
                "create trigger watch before update on member for each row execute function watch()");
        before = database.compile(MAP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table member add shoe_size int",
                "alter table visit add remark2 text",
                "alter table visit drop column remark; alter table visit add remark varchar",
                "alter table member alter status type varchar(20)",
                "alter table member alter born type timestamp",
                "alter table member alter status set not null",
                "alter table visit drop constraint visit_pkey",
                "alter table member add unique (status)",
                "create unique index on member (status)",
                "alter table visit drop constraint visit_member_id_fkey, add foreign key (member_id) references member on delete cascade",
                "alter table visit alter constraint visit_member_id_fkey deferrable",
                "create or replace function watch() returns trigger language plpgsql as $$ begin new.status = 'X'; return new; end $$",
                "create trigger again after update on visit for each row execute function watch()",
                "drop trigger watch on member",
                "alter table member disable trigger watch",
                "create rule quiet as on update to visit do instead nothing",
            })
    void a_change_of_a_mapped_or_linked_table_changes_the_digest(String change) {
        database.execute(change);

        Plan after = database.compile(MAP);

        assertThat(after.schemaDigest()).isNotEqualTo(before.schemaDigest());
        assertThat(after.digest()).isNotEqualTo(before.digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table weather (day date primary key)",
                "create table entry_2026 partition of entry for values from ('2026-01-01') to ('2027-01-01')",
                "drop table entry_2025",
                "create index on visit (day)",
                "drop index if exists visit_day_idx",
                "insert into member (id, name, number) values (1, 'Anna', 'M-1')",
                "analyze member",
                "comment on table member is 'people'",
                "create view members as select id from member",
                "create function other() returns trigger language plpgsql as $$ begin return null; end $$",
                "create schema shop create table member (id int)",
            })
    void a_change_elsewhere_does_not(String change) {
        database.execute(change);

        assertThat(database.compile(MAP).digest()).isEqualTo(before.digest());
    }

    @Test
    void another_map_has_another_digest() {
        Plan other = database.compile(SmallMap.with(MAP, "email: erase", "email: redact"));

        assertThat(other.digest()).isNotEqualTo(before.digest());
        assertThat(other.schemaDigest()).isEqualTo(before.schemaDigest());
    }

    @Test
    void another_day_has_the_same_digest() {
        assertThat(PlanCompiler.compile(SmallMap.read(MAP), before.schema(), SmallMap.TODAY.plusDays(1))
                        .digest())
                .isEqualTo(before.digest());
    }
}
