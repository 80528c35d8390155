package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Mentions;
import dev.palimpsest.demo.generator.Planted;
import dev.palimpsest.demo.generator.TableRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Everything that the tables' writers share while a studio is being loaded. */
final class Load {
    static final String ZERO_DATE = "0000-00-00";
    static final String ZERO_TIME = "0000-00-00 00:00:00";

    final long seed;
    final LocalDate today;
    final Roster roster;
    final History history;
    final Calendar calendar;
    final Mentions<Customer, Spot> mentions;
    final List<Planted> planted = new ArrayList<>();
    final Map<String, Long> rows = new TreeMap<>();

    private final Connection connection;

    Load(StudioSize size, LocalDate today, Roster roster, History history, Connection connection) {
        this.seed = size.seed();
        this.today = today;
        this.roster = roster;
        this.history = history;
        this.calendar = new Calendar(today);
        this.mentions = new Gossip(roster, history).mentions(size.seed());
        this.connection = connection;
    }

    void table(String table, String columns, Consumer<TableRows> writer) throws SQLException {
        rows.put(table, InsertTable.fill(connection, table, columns, writer));
    }

    Dice dice(Topic topic, long key) {
        return Dice.of(seed, topic, key);
    }

    /** Notes that the text in this row of a customer is about the same customer. */
    String own(Customer customer, Form form, String table, String column, long key) {
        String written = form.of(customer);
        if (written == null) {
            return "";
        }
        boolean ambiguous = form.isName() && customer.hasNamesake();
        planted.add(new Planted(table, column, key, form, customer.id(), customer.id(), ambiguous, written));
        return written;
    }
}
