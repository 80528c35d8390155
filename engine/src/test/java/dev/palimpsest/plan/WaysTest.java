package dev.palimpsest.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Dialects;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose rows are whose: the ways are tried on rows of two people, joined and looked up one by one. */
@Tag("database")
final class WaysTest {
    @AutoClose
    private final SmallMap.Undone database = SmallMap.undone();

    @BeforeEach
    void twoPeople() {
        database.execute(
                "insert into member (id, name, number) values (1, 'Anna', 'M-1'), (2, 'Bert', 'M-2')",
                "insert into visit (id, member_id, day) values (11, 1, '2025-01-01'), (12, 1, '2025-01-02'), (21, 2, '2025-01-01')");
    }

    private Plan plan(String... entries) {
        return database.compile(
                SmallMap.with("  visit: {remark", "  " + String.join("\n  ", entries) + "\n  visit: {remark"));
    }

    /** The keys of the table's rows that belong to Anna, by both forms of the way. */
    private List<String> annas(Plan plan, String table, String key) throws SQLException {
        Way way = plan.table(new TableName("public", table)).orElseThrow().requireWay();
        // the connection is the fixture's to close
        @SuppressWarnings("resource")
        Session session = new Session(database.connection(), Dialects.of(database.connection()));
        Dialect dialect = session.dialect();
        Dialect.KeySet keys =
                dialect.keys(List.of(new SubjectKey("1")), plan.subject().key().typeName());
        String column = dialect.asText(dialect.quote(way.table(), key));
        List<String> joined = session.list(
                new Sql()
                        .add(keys.with())
                        .add("select " + column + " from " + dialect.quote(way.table()) + " join ")
                        .add(way.source(keys.relation(), dialect))
                        .add(" on ")
                        .add(way.joined(dialect, SmallMap.TODAY))
                        .add(" order by 1"),
                row -> row.getString(1));
        List<String> lookedUp = session.list(
                Sql.of("select " + column + " from " + dialect.quote(way.table()) + " where ")
                        .add(way.correlated("cast('1' as bigint)", dialect, SmallMap.TODAY))
                        .add(" order by 1"),
                row -> row.getString(1));
        assertThat(lookedUp).isEqualTo(joined);
        return joined;
    }

    @Test
    void the_subjects_own_table_has_no_hop() throws SQLException {
        assertThat(annas(plan(), "member", "id")).containsExactly("1");
    }

    @Test
    void one_hop_over_the_foreign_key() throws SQLException {
        assertThat(annas(plan(), "visit", "id")).containsExactly("11", "12");
    }

    @Test
    void several_hops_over_foreign_keys() throws SQLException {
        database.execute(
                "create table line (id int primary key, visit_id bigint references visit)",
                "create table part (id int primary key, line_id int references line)",
                "create table crumb (id int primary key, part_id int references part)",
                "insert into line values (111, 11), (121, 12), (211, 21), (999, null)",
                "insert into part values (1111, 111), (2111, 211), (9991, 999)",
                "insert into crumb values (11111, 1111), (11112, 1111), (21111, 2111), (99999, null)");
        Plan plan = plan("line: {keep: all}", "part: {keep: all}", "crumb: {keep: all}");

        assertThat(annas(plan, "line", "id")).containsExactly("111", "121");
        assertThat(annas(plan, "part", "id")).containsExactly("1111");
        assertThat(annas(plan, "crumb", "id")).containsExactly("11111", "11112");
        assertThat(plan.table(new TableName("public", "crumb"))
                        .orElseThrow()
                        .requireWay()
                        .hops())
                .hasSize(4);
    }

    @Test
    void a_foreign_key_to_another_unique_column_than_the_key() throws SQLException {
        database.execute(
                "create table card (id int primary key, holder varchar(20) references member (number))",
                "create table swipe (id int primary key, card_id int references card)",
                "insert into card values (7, 'M-1'), (8, 'M-2')",
                "insert into swipe values (71, 7), (81, 8)");
        Plan plan = plan("card: {keep: all}", "swipe: {keep: all}");

        assertThat(annas(plan, "card", "id")).containsExactly("7");
        assertThat(annas(plan, "swipe", "id")).containsExactly("71");
    }

    @Test
    void an_intermediate_foreign_key_to_a_unique_column_that_is_not_the_primary_key() throws SQLException {
        database.execute(
                "alter table visit add ticket uuid unique",
                "update visit set ticket = ('00000000-0000-0000-0000-0000000000' || id)::uuid",
                "create table swipe (id int primary key, ticket uuid references visit (ticket))",
                "insert into swipe select id * 10, ticket from visit");
        Plan plan = database.compile(SmallMap.with(
                "visit: {remark: erase, keep: [day]}",
                "visit: {remark: erase, keep: [day, ticket]}\n  swipe: {keep: all}"));

        assertThat(annas(plan, "swipe", "id")).containsExactly("110", "120");
    }

    @Test
    void a_written_way_without_any_foreign_key() throws SQLException {
        database.execute(
                "create table task (id int primary key, member_id int)", // an int where the key is a bigint
                "create table step (id int primary key, task int)",
                "insert into task values (5, 1), (6, 2), (7, null)",
                "insert into step values (51, 5), (61, 6), (71, 7)");
        Plan plan = plan("task: {via: member_id, keep: all}", "step: {via: [task -> task.id, member_id], keep: all}");

        assertThat(annas(plan, "task", "id")).containsExactly("5");
        assertThat(annas(plan, "step", "id")).containsExactly("51");
    }

    @Test
    void a_written_way_that_ends_at_a_linked_table_goes_on_by_itself() throws SQLException {
        database.execute(
                "create table task (id int primary key, member_id bigint)",
                "create table step (id int primary key, task int)",
                "insert into task values (5, 1), (6, 2)",
                "insert into step values (51, 5), (61, 6)");
        Plan plan = plan("task: {via: member_id, keep: all}", "step: {via: task -> task.id, keep: all}");

        assertThat(annas(plan, "step", "id")).containsExactly("51");
    }

    @Test
    void a_polymorphic_owner_whose_key_is_a_text() throws SQLException {
        database.execute(
                "create table log (id int primary key, what text, row_id text)",
                "insert into log values (1, 'member', '1'), (2, 'visit', '1'), (3, 'member', '2'), (4, 'member', 'none'), (5, 'member', null)");
        Plan plan = plan("log: {via: row_id, where: \"what = 'member'\", keep: all}");

        assertThat(annas(plan, "log", "id")).containsExactly("1");
    }

    @Test
    void a_polymorphic_owner_behind_another_table() throws SQLException {
        database.execute(
                "create table log (id int primary key, what text, row_id varchar(30))",
                "insert into log values (1, 'visit', '11'), (2, 'visit', '21'), (3, 'member', '11'), (4, 'visit', 'none')");
        Plan plan = plan("log: {via: [row_id -> visit.id, member_id], where: \"what = 'visit'\", keep: all}");

        assertThat(annas(plan, "log", "id")).containsExactly("1");
    }

    @Test
    void what_lies_behind_a_polymorphic_owner_needs_a_condition_of_its_own() throws SQLException {
        database.execute(
                "create table remark (id int primary key, owner text, owner_id bigint)",
                "create table remark_line (id int primary key, remark_id int references remark)",
                "insert into remark values (1, 'member', 1), (2, 'course', 1), (3, 'member', 2)",
                "insert into remark_line values (10, 1), (20, 2), (30, 3)");
        String remark = "remark: {via: owner_id, where: \"owner = 'member'\", keep: all}";

        assertThatThrownBy(() -> plan(remark, "remark_line: {keep: all}"))
                .hasMessageContaining("PAL-MAP-016")
                .hasMessageContaining("the way from remark_line leads through remark");
        Plan plan = plan(
                remark,
                "remark_line: {where: \"remark_id in (select r.id from remark r where r.owner = 'member')\", keep: all}");

        assertThat(annas(plan, "remark_line", "id")).containsExactly("10");
    }

    @Test
    void a_condition_that_looks_into_other_tables() throws SQLException {
        database.execute(
                "create table gift (id int primary key, giver bigint references member, taker bigint references member)",
                "insert into gift values (1, 1, 2), (2, 2, 1)");
        Plan plan = plan(
                "gift: {via: giver, where: \"exists (select 1 from visit v where v.member_id = gift.giver)\", keep: all}");

        assertThat(annas(plan, "gift", "id")).containsExactly("1");
    }

    @Test
    void of_two_ways_the_written_one() throws SQLException {
        database.execute(
                "create table gift (id int primary key, giver bigint references member, taker bigint references member)",
                "insert into gift values (1, 1, 2), (2, 2, 1)");

        assertThat(annas(plan("gift: {via: taker, keep: all}"), "gift", "id")).containsExactly("2");
    }

    @Test
    void a_row_that_refers_to_its_own_table_is_reached_by_its_own_link() throws SQLException {
        database.execute(
                "create table post (id int primary key, member_id bigint references member, answers int references post)",
                "insert into post values (1, 1, null), (2, 2, 1), (3, 1, 2)");

        assertThat(annas(plan("post: {keep: all}"), "post", "id")).containsExactly("1", "3");
    }

    @Test
    void a_subject_that_refers_to_another_subject_is_its_own() throws SQLException {
        database.execute(
                "alter table member add boss bigint references member", "update member set boss = 2 where id = 1");
        Plan plan = database.compile(SmallMap.with("keep: [born, status]", "boss: erase, keep: [born, status]"));

        assertThat(annas(plan, "member", "id")).containsExactly("1");
    }

    @Test
    void a_circle_of_tables_is_left_by_the_written_way() throws SQLException {
        database.execute(
                "create table team (id int primary key, captain int)",
                "create table player (id int primary key, team_id int references team, member_id bigint references member)",
                "alter table team add foreign key (captain) references player",
                "insert into team values (1, null), (2, null)",
                "insert into player values (10, 1, 1), (20, 2, 2)",
                "update team set captain = id * 10");
        Plan plan = plan("team: {keep: all}", "player: {via: member_id, keep: all}");

        assertThat(annas(plan, "player", "id")).containsExactly("10");
        assertThat(annas(plan, "team", "id")).containsExactly("1");
    }

    @Test
    void a_written_way_that_goes_round_in_a_circle_is_refused() {
        database.execute(
                "create table team (id int primary key, captain int)",
                "create table player (id int primary key, team_id int references team, member_id bigint references member)",
                "alter table team add foreign key (captain) references player");

        assertThatThrownBy(() -> plan("team: {keep: all}", "player: {via: team_id, keep: all}"))
                .isInstanceOf(PalimpsestException.class)
                .hasMessageContaining("PAL-MAP-016")
                .hasMessageContaining("circle");
    }

    @Test
    void a_partitioned_table_is_one_table() throws SQLException {
        database.execute(
                "create table entry (id int, day date, member_id bigint references member) partition by range (day)",
                "create table entry_2024 partition of entry for values from ('2024-01-01') to ('2025-01-01')",
                "create table entry_2025 partition of entry for values from ('2025-01-01') to ('2026-01-01') partition by list (member_id)",
                "create table entry_2025_rest partition of entry_2025 default",
                "create index on entry (member_id)",
                "insert into entry values (1, '2024-05-05', 1), (2, '2025-05-05', 1), (3, '2025-05-05', 2)");
        Plan plan = plan("entry: {keep: all}");

        assertThat(annas(plan, "entry", "id")).containsExactly("1", "2");
        assertThat(plan.table(new TableName("public", "entry"))
                        .orElseThrow()
                        .requireWay()
                        .indexed())
                .isTrue();
    }

    @Test
    void a_partitioned_subject() throws SQLException {
        database.execute(
                "alter table visit drop constraint visit_member_id_fkey",
                "alter table member rename to old_member",
                "create table member (id bigint primary key, name text not null, email text, number varchar(20) not null, born date, status text) partition by hash (id)",
                "create table member_0 partition of member for values with (modulus 2, remainder 0)",
                "create table member_1 partition of member for values with (modulus 2, remainder 1)",
                "insert into member select * from old_member",
                "alter table visit add foreign key (member_id) references member");

        assertThat(annas(plan(), "member", "id")).containsExactly("1");
        assertThat(annas(plan(), "visit", "id")).containsExactly("11", "12");
    }
}
