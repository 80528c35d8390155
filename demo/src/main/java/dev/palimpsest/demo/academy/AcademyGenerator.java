package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.Business.Order;
import dev.palimpsest.demo.generator.PostgresLoad;
import dev.palimpsest.demo.generator.Resources;
import java.sql.Connection;
import java.sql.SQLException;

/** Makes up the people first and then streams one table after the other with COPY. */
final class AcademyGenerator {
    private final Order order;

    AcademyGenerator(Order order) {
        this.order = order;
    }

    AcademyContents generate(Connection connection) throws SQLException {
        Roster roster = new Roster(order);
        Load load = new Load(order, roster, connection);
        new PostgresLoad(connection)
                .load(Resources.text(Academy.class, "schema.sql"), Academy.ZONE.getId(), () -> fill(load));
        return new AcademyContents(order, roster, load.rows, load.planted);
    }

    private static void fill(Load load) throws SQLException {
        new PeopleTables(load).write();
        new CourseTables(load).write();
        new FinanceTables(load).write();
        new TextTables(load).write();
        new FileTable(load).write();
        new LogTable(load).write();
    }
}
