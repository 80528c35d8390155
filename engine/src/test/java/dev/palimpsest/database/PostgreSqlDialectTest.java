package dev.palimpsest.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PostgreSqlDialectTest extends DialectContract {
    PostgreSqlDialectTest() {
        super(Product.POSTGRESQL);
    }

    @Test
    void a_writer_of_a_partition_is_seen_at_the_partition() throws SQLException {
        execute(
                session,
                "create table entry (day date, member_id bigint) partition by range (day)",
                "create table entry_2026 partition of entry for values from ('2026-01-01') to ('2027-01-01')");
        session.connection().commit();
        TableName partition = new TableName("public", "entry_2026");
        Session other = another();

        execute(other, "insert into entry values ('2026-11-22', 1)");
        assertThat(writers(partition)).hasSize(1);
        other.connection().commit();

        execute(other, "insert into entry_2026 values ('2026-11-22', 1)");
        assertThat(writers(partition)).hasSize(1);
        other.connection().rollback();
        assertThat(writers(partition)).isEmpty();
    }

    @Test
    void rows_of_partitions_are_locked_and_told_apart() throws SQLException {
        execute(
                session,
                "create table entry (id int, day date, member_id bigint) partition by range (day)",
                "create table entry_2025 partition of entry for values from ('2025-01-01') to ('2026-01-01')",
                "create table entry_2026 partition of entry for values from ('2026-01-01') to ('2027-01-01')",
                // the first row of either partition has the same address
                "insert into entry values (1, '2025-05-05', 1), (2, '2026-05-05', 2)");
        session.connection().commit();
        Session other = another();
        execute(other, "update entry set id = 3 where member_id = 2");
        session.execute(dialect.fillChunkTable(keys(1, 2), keyType()));

        Dialect.RowsToLock entries = new Dialect.RowsToLock(
                SchemaReader.read(session.connection()).require(new TableName("public", "entry")),
                Sql.of("(select palimpsest_key as palimpsest_ref, palimpsest_key from " + chunk() + ") palimpsest_way"),
                Sql.of("entry.member_id = palimpsest_way.palimpsest_ref"));
        assertThat(dialect.lockRows(session, entries, keys(1, 2), keyType(), false))
                .containsExactlyElementsOf(keys(2));
    }

    @Test
    void who_locks_a_whole_table_counts_as_a_writer() throws SQLException {
        Session other = another();
        execute(other, "lock table visit in exclusive mode");

        assertThat(writers(table("visit"))).hasSize(1);
    }

    @Test
    void a_reader_for_update_is_no_writer() throws SQLException {
        Session other = another();
        execute(other, "select * from visit for update");

        assertThat(writers(table("visit"))).isEmpty();
    }

    @Test
    void infinite_dates_stay_so_when_coarsened_to_months() throws SQLException {
        assertThat(list(
                        session,
                        Sql.of("select cast("
                                + dialect.startOfWeekInMonth("date 'infinity'", ColumnFamily.DATE, ZoneId.of("UTC"))
                                + " as text)")))
                .isEqualTo(List.of("infinity"));
    }

    @Test
    void a_table_can_be_vacuumed_and_a_stored_view_refreshed() throws SQLException {
        execute(session, "create materialized view visits as select count(*) as n from visit");
        execute(session, "delete from visit");
        session.connection().commit();
        session.connection().setAutoCommit(true);

        session.execute(dialect.refresh(new TableName("public", "visits")));
        for (Sql sql : dialect.vacuum(session, table("visit"))) {
            session.execute(sql);
        }

        assertThat(list(session, Sql.of("select n from visits"))).containsExactly("0");
    }

    // writers

    @Test
    void a_writer_is_under_way_from_its_first_write_to_its_end() throws SQLException {
        Session other = another();
        assertThat(writers(table("visit"))).isEmpty();

        execute(other, "select * from visit");
        assertThat(writers(table("visit"))).isEmpty();

        execute(other, "insert into visit values (99, 3, '2026-11-22')");
        assertThat(writers(table("visit"))).hasSize(1);
        assertThat(writers(table("member"))).isEmpty();
        assertThat(writers(table("member"), table("visit"))).hasSize(1);

        other.connection().commit();
        assertThat(writers(table("visit"))).isEmpty();

        execute(other, "update visit set day = '2026-11-23'");
        other.connection().rollback();
        assertThat(writers(table("visit"))).isEmpty();
    }

    @Test
    void our_own_writing_is_nobodys_to_wait_for() throws SQLException {
        execute(session, "update visit set day = '2026-11-23'");

        assertThat(writers(table("visit"))).isEmpty();
    }

    @Test
    void another_transaction_of_the_same_writer_is_another_mark() throws SQLException {
        Session other = another();
        execute(other, "update visit set day = '2026-11-23' where id = 11");
        List<String> first = writers(table("visit"));
        other.connection().commit();
        execute(other, "update visit set day = '2026-11-24' where id = 11");

        assertThat(writers(table("visit"))).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    List<String> writers(TableName... tables) throws SQLException {
        return list(session, dialect.writersUnderWay(List.of(tables)));
    }
}
