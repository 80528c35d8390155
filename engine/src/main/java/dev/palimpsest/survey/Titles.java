package dev.palimpsest.survey;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads how operators see subjects. */
public final class Titles {
    private Titles() {}

    public static Map<SubjectKey, String> of(Plan plan, Session session, List<SubjectKey> keys) throws SQLException {
        Dialect dialect = session.dialect();
        List<String> title = plan.subject().declaration().title();
        String key = "s." + dialect.quote(plan.subject().key().name());
        Dialect.KeySet keySet = dialect.keys(keys, plan.subject().key().typeName());
        Sql sql = new Sql().add(keySet.with()).add("select " + dialect.asText(key));
        title.forEach(column -> sql.add(", " + dialect.asText("s." + dialect.quote(column))));
        sql.add(" from " + dialect.quote(plan.subject().table().name()) + " s join " + keySet.relation() + " k on "
                + key + " = k.palimpsest_key");
        Map<SubjectKey, String> titles = new LinkedHashMap<>();
        session.forEach(sql, row -> {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < title.size(); i++) {
                String part = row.getString(i + 2);
                if (part != null && !part.isBlank()) {
                    parts.add(part);
                }
            }
            titles.put(new SubjectKey(row.getString(1)), String.join(" ", parts));
        });
        return titles;
    }
}
