package dev.palimpsest.benchmarks.hand;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The survey by hand, on PostgreSQL: the last activity of everybody inactive, every blocker with its reason, the counts.
 * The cut-off comes first, as an anti-join, so that maxima are sought for the inactive only.
 */
public final class HandSurvey {
    private static final String INACTIVE = """
            create temporary table inactive on commit drop as
            with quiet as materialized (
                select m.id, m.created_at
                from member m
                where not exists (select from check_in c where c.member_id = m.id and c.at >= :cutoff)
                  and not exists (select from invoice i where i.member_id = m.id and i.issued_at >= :cutoff)
                  and not exists (select from booking b where b.member_id = m.id and b.at >= :cutoff)
                  and m.created_at < :cutoff)
            select q.id, coalesce(activity.last, q.created_at) as last
            from quiet q
            cross join lateral (
                select greatest(
                    (select max(c.at) from check_in c where c.member_id = q.id),
                    (select max(i.issued_at) from invoice i where i.member_id = q.id),
                    (select max(b.at) from booking b where b.member_id = q.id)) as last
                offset 0) activity
            """;

    private static final String REASONS = """
            create temporary table reason on commit drop as
            select k.id, 'open-invoice' as blocker, i.id as record
            from inactive k join invoice i on i.member_id = k.id and i.status = 'open'
            union all
            select k.id, 'running-contract', c.id
            from inactive k join contract c on c.member_id = k.id and c.status = 'running'
            union all
            select k.id, 'future-booking', b.id
            from inactive k join booking b on b.member_id = k.id and b.at > :today
            union all
            select k.id, 'balance', a.member_id
            from inactive k join account a on a.member_id = k.id and a.balance <> 0
            union all
            select k.id, 'open-task', t.id
            from inactive k join task t on t.member_id = k.id and t.status = 'open'
            """;

    private static final String COUNTS = """
            select blocker, count(distinct id) from reason group by blocker
            union all select 'inactive', count(*) from inactive
            union all select 'blocked', count(distinct id) from reason
            union all select 'all', count(*) from member
            """;

    private final Statements statements;
    private final LocalDate today;

    /** @param connection without auto-commit; its time zone is UTC */
    public HandSurvey(Connection connection, LocalDate today) {
        this.statements = new Statements(connection);
        this.today = today;
    }

    /** Returns how many are inactive, blocked, and held by each blocker. */
    public SortedMap<String, Long> survey() throws SQLException {
        judge();
        SortedMap<String, Long> counts = new TreeMap<>();
        statements.read(row -> counts.put(row.getString(1), row.getLong(2)), COUNTS);
        statements.commit();
        return counts;
    }

    /** Fills {@code inactive} and {@code reason} for this transaction. */
    void judge() throws SQLException {
        statements.update(dated(INACTIVE));
        statements.update("create unique index on inactive (id)");
        statements.update("analyze inactive");
        statements.update(dated(REASONS));
    }

    Statements statements() {
        return statements;
    }

    private String dated(String sql) {
        return dated(sql, today);
    }

    /** Parameters would hide the days from the planner, which then cannot know how many rows are older. */
    static String dated(String sql, LocalDate today) {
        return sql.replace(":cutoff", "timestamp with time zone '" + cutoff(today) + " 00:00+00'")
                .replace(":today", "timestamp with time zone '" + today + " 00:00+00'");
    }

    /** Whoever was active on this day or later is not inactive; the day before still counts as nine months ago. */
    static LocalDate cutoff(LocalDate today) {
        return today.minusMonths(9).plusDays(1);
    }
}
