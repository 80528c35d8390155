package dev.palimpsest.benchmarks.hand;

import dev.palimpsest.benchmarks.gym.Gym;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The preview by hand, on PostgreSQL: the survey, the keys of those who may go, what of theirs stands in every table, and
 * how many of them bear an identifier of somebody who stays.
 */
public final class HandPreview {
    private static final String FROZEN = """
            create temporary table frozen on commit drop as
            select k.id from inactive k
            where not exists (select from reason r where r.id = k.id)
            order by k.id limit ?
            """;

    private final HandSurvey survey;
    private final Statements statements;

    /** @param connection without auto-commit; its time zone is UTC */
    public HandPreview(Connection connection, LocalDate today) {
        this.survey = new HandSurvey(connection, today);
        this.statements = survey.statements();
    }

    /** What a human looks at before a run. */
    public record Frozen(List<Long> keys, SortedMap<String, Long> rows, SortedMap<String, Long> shared) {}

    /**
     * Freezes and counts.
     *
     * @param limit at most so many people, those with the lowest keys
     */
    public Frozen preview(int limit) throws SQLException {
        survey.judge();
        statements.update(FROZEN, limit);
        statements.update("create unique index on frozen (id)");
        statements.update("analyze frozen");
        SortedMap<String, Long> rows = new TreeMap<>();
        for (String table : Gym.TABLES) {
            String link = table.equals("member") ? "id" : "member_id";
            statements.read(
                    row -> rows.put(table, row.getLong(1)),
                    "select count(*) from " + table + " t join frozen f on f.id = t." + link);
        }
        SortedMap<String, Long> shared = new TreeMap<>();
        for (String column : List.of("email", "phone", "iban")) {
            statements.read(row -> shared.put(column, row.getLong(1)), sharing(column));
        }
        List<Long> keys = statements.numbers("select id from frozen order by id");
        statements.commit();
        return new Frozen(keys, rows, shared);
    }

    private static String sharing(String column) {
        return """
                select count(distinct f.id)
                from frozen f
                join member m on m.id = f.id
                join member other on other.%1$s = m.%1$s and other.id <> m.id
                where not exists (select from frozen g where g.id = other.id)
                """.formatted(column);
    }
}
