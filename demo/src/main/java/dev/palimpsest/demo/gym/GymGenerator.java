package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Expectation;
import dev.palimpsest.demo.generator.PostgresLoad;
import dev.palimpsest.demo.generator.Resources;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * Makes up the people first and then streams one table after the other with COPY; keys between tables, indexes and
 * triggers come afterwards. Memory grows with the number of people only, not with their visits.
 */
final class GymGenerator {
    private final GymSize size;
    private final LocalDate today;

    GymGenerator(GymSize size, LocalDate today) {
        this.size = size;
        this.today = today;
    }

    GymContents generate(Connection connection) throws SQLException {
        Roster roster = new Roster(size, today);
        History history = new History(size.seed(), today);
        Judge judge = new Judge(today, history);
        List<Expectation> expectations =
                roster.people.stream().map(judge::judge).toList();
        Load load = new Load(size, today, roster, history, connection);
        new PostgresLoad(connection)
                .load(Resources.text(GymGenerator.class, "schema.sql"), Gym.ZONE.getId(), () -> loadTables(load));
        return new GymContents(roster, expectations, load);
    }

    private void loadTables(Load load) throws SQLException {
        MemberTables members = new MemberTables(load);
        members.write();
        new CheckInTable(load, size.checkIns()).write();
        new CourseTables(load).write();
        new FinanceTables(load).write();
        new TextTables(load).write();
        new AppTables(load).write();
        new AuditTable(load, members.contractChanges).write();
    }
}
