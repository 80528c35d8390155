package dev.palimpsest.benchmarks.hand;

import dev.palimpsest.benchmarks.gym.Gym;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The preview by hand, on PostgreSQL: the survey of everybody; how many cannot go, by reason; the keys of those who may; what of
 * theirs stands in every table, is kept by law or names a file; and how many of them bear an e-mail address, telephone number
 * or account of somebody who stays, however it is written.
 */
public final class HandPreview {
    private static final String FROZEN = """
            create temporary table frozen on commit drop as
            select k.id from inactive k
            where not exists (select from reason r where r.id = k.id)
            order by k.id limit ?
            """;

    private static final String BLOCKED = "select blocker, count(distinct id) from reason group by blocker";

    private static final String ROWS = "select count(*), %3$s, %4$s from %1$s t join frozen f on f.id = t.%2$s";

    /** What German law wants kept of invoices: to the end of the eighth year after theirs. */
    private static final int YEARS_KEPT = 8;

    /** Identifiers as one compares them, by kind: the key of whose it is, and where it stands. */
    private static final Map<String, String> BORNE = Map.of(
            "email", "select id, lower(btrim(email)) as value from member",
            "phone",
                    "select id, case when p like '+49%' then substr(p, 4) when p like '0049%' then substr(p, 5)"
                            + " when p like '0%' and p not like '00%' then substr(p, 2) else p end as value"
                            + " from (select id, translate(phone, ' -/().', '') as p from member) m",
            "iban",
                    "select id, upper(replace(iban, ' ', '')) as value from member union all"
                            + " select member_id, upper(replace(iban, ' ', '')) from account");

    private static final String SHARED = """
            with mine as materialized (select b.* from frozen f join (%1$s) b on b.id = f.id),
            others as materialized (
                select o.value from (%1$s) o
                where o.value in (select value from mine) and not exists (select from frozen g where g.id = o.id))
            select count(distinct mine.id) from mine where mine.value in (select value from others)
            """;

    private final HandSurvey survey;
    private final Statements statements;
    private final LocalDate today;

    /** @param connection without auto-commit; its time zone is UTC */
    public HandPreview(Connection connection, LocalDate today) {
        this.survey = new HandSurvey(connection, today);
        this.statements = survey.statements();
        this.today = today;
    }

    /** Rows of the people who go: how many, how many of them the law wants kept, how many of the others name a file. */
    public record Counts(long rows, long kept, long files) {}

    /**
     * What a human looks at before a run.
     *
     * @param blocked how many cannot go, by reason
     */
    public record Frozen(
            List<Long> keys,
            SortedMap<String, Long> blocked,
            SortedMap<String, Counts> tables,
            SortedMap<String, Long> shared) {}

    /**
     * Freezes and counts.
     *
     * @param limit at most so many people, those with the lowest keys
     */
    public Frozen preview(int limit) throws SQLException {
        survey.judge();
        SortedMap<String, Long> blocked = new TreeMap<>();
        statements.read(row -> blocked.put(row.getString(1), row.getLong(2)), BLOCKED);
        statements.update(FROZEN, limit);
        statements.update("create unique index on frozen (id)");
        statements.update("analyze frozen");
        SortedMap<String, Counts> tables = new TreeMap<>();
        for (String table : Gym.TABLES) {
            statements.read(
                    row -> tables.put(table, new Counts(row.getLong(1), row.getLong(2), row.getLong(3))),
                    ROWS.formatted(table, table.equals("member") ? "id" : "member_id", kept(table), files(table)));
        }
        SortedMap<String, Long> shared = new TreeMap<>();
        for (Map.Entry<String, String> kind : BORNE.entrySet()) {
            statements.read(
                    row -> {
                        if (row.getLong(1) > 0) {
                            shared.put(kind.getKey(), row.getLong(1));
                        }
                    },
                    SHARED.formatted(kind.getValue()));
        }
        List<Long> keys = statements.numbers("select id from frozen order by id");
        statements.commit();
        return new Frozen(keys, blocked, tables, shared);
    }

    private String kept(String table) {
        return table.equals("invoice")
                ? "count(*) filter (where t.issued_at >= timestamptz '" + (today.getYear() - YEARS_KEPT)
                        + "-01-01 00:00+00')"
                : "0";
    }

    private static String files(String table) {
        return table.equals("document")
                ? "count(*) filter (where lower(t.filename) ~ '[.](pdf|docx?|odt|txt|jpe?g|png|tif)$')"
                : "0";
    }
}
