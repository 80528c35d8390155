package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.Business;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Map;
import javax.sql.DataSource;

/** The gym among the demo's businesses. */
public final class GymBusiness implements Business {
    @Override
    public String id() {
        return "gym";
    }

    @Override
    public String called() {
        return "a gym";
    }

    @Override
    public String people() {
        return "members";
    }

    @Override
    public int usualSubjects() {
        return 5_000;
    }

    @Override
    public Server server() {
        return Server.POSTGRESQL;
    }

    @Override
    public ZoneId zone() {
        return Gym.ZONE;
    }

    @Override
    public String map() {
        return Gym.map();
    }

    @Override
    public Map<String, Long> create(DataSource database, Order order) throws SQLException {
        GymSize size = GymSize.of(order.subjects()).withSeed(order.seed());
        return Gym.create(database, size, order.today()).rows();
    }
}
