package dev.palimpsest.survey;

import dev.palimpsest.database.Session;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads who subjects are, so that a human can see whom a number counts. */
public final class People {
    /** Keys looked up at a time. */
    private static final int BATCH = 5_000;

    private People() {}

    /** In the order of the keys; whoever is not there any more is left out. */
    public static List<Person> of(Plan plan, Moment moment, Session session, List<SubjectKey> keys)
            throws SQLException {
        OwnTables own = new OwnTables(plan.subject().table().name());
        Judgement judgement = new Judgement(plan, moment, own.exist(session));
        String type = plan.subject().key().typeName();
        List<Person> people = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += BATCH) {
            List<SubjectKey> batch = keys.subList(from, Math.min(keys.size(), from + BATCH));
            Map<SubjectKey, String> titles = Titles.of(plan, session, batch);
            Map<SubjectKey, LocalDate> days = new HashMap<>();
            judgement.lastDays(session, Subjects.of(session.dialect().keys(batch, type)), days::put);
            for (SubjectKey key : batch) {
                String title = titles.get(key);
                if (title != null) {
                    people.add(new Person(key, title, days.get(key)));
                }
            }
        }
        return people;
    }
}
