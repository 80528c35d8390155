package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.Business;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Map;
import javax.sql.DataSource;

/** The studio among the demo's businesses. */
public final class StudioBusiness implements Business {
    @Override
    public String id() {
        return "studio";
    }

    @Override
    public String called() {
        return "a studio";
    }

    @Override
    public String people() {
        return "customers";
    }

    @Override
    public int usualSubjects() {
        return 3_000;
    }

    @Override
    public Server server() {
        return Server.MARIADB;
    }

    @Override
    public ZoneId zone() {
        return Studio.ZONE;
    }

    @Override
    public String map() {
        return Studio.map();
    }

    @Override
    public Map<String, Long> create(DataSource database, Order order) throws SQLException {
        StudioSize size = new StudioSize(order.seed(), order.subjects());
        return Studio.create(database, size, order.today()).rows();
    }
}
