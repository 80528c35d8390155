package dev.palimpsest.ledger;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.text.ExactJson;
import dev.palimpsest.text.Sha256;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The decisions about what the proofs of one run have found, as the business database keeps them. */
public final class Decisions {
    private static final JsonMapper JSON =
            ExactJson.builder().disable(SerializationFeature.INDENT_OUTPUT).build();

    private final OwnTables tables;
    private final Session session;
    private final RunId run;

    public Decisions(OwnTables tables, Session session, RunId run) {
        this.tables = tables;
        this.session = session;
        this.run = run;
    }

    /** Writes decisions down, each in place of an earlier one about the same place. The caller commits. */
    public void write(List<Decision> decisions) throws SQLException {
        for (Decision each : decisions) {
            withdraw(each.table(), each.column(), each.key());
            session.update(Sql.of(
                    "insert into " + tables.decision(session)
                            + " (decision_id, run_id, table_name, column_name, row_key, decision, reason, columns_read,"
                            + " content, decided_by, decided_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    id(each.table(), each.column(), each.key()),
                    run.value(),
                    each.table(),
                    each.column(),
                    each.key(),
                    each.verdict().word(),
                    each.reason(),
                    JSON.writeValueAsString(each.columns()),
                    each.content(),
                    each.by(),
                    session.dialect().instant(each.at())));
        }
    }

    /** Takes a decision back; false when there is none. The caller commits. */
    public boolean withdraw(String table, String column, String key) throws SQLException {
        return session.update(Sql.of(
                        "delete from " + tables.decision(session) + " where decision_id = ?", id(table, column, key)))
                == 1;
    }

    /** All of the run, by place; none where the table of them was not made yet. */
    public List<Decision> all() throws SQLException {
        if (!tables.present(session).contains(tables.name("decision"))) {
            return List.of();
        }
        return session.list(
                Sql.of(
                        "select table_name, column_name, columns_read, row_key, decision, reason, content, decided_by,"
                                + " decided_at from " + tables.decision(session)
                                + " where run_id = ? order by table_name, column_name, row_key",
                        run.value()),
                row -> new Decision(
                        row.getString(1),
                        row.getString(2),
                        List.of(JSON.readValue(row.getString(3), String[].class)),
                        row.getString(4),
                        Decision.Verdict.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        session.dialect().instant(row, 9)));
    }

    /** The full names of the tables in which something was decided to be struck. */
    public Set<String> treatedTables() throws SQLException {
        return all().stream()
                .filter(each -> each.verdict() == Decision.Verdict.TREAT)
                .map(Decision::table)
                .collect(Collectors.toSet());
    }

    private String id(String table, String column, String key) {
        String place = JSON.writeValueAsString(List.of(run.value(), table, column, key));
        return Sha256.of(place);
    }
}
