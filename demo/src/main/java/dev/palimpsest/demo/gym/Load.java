package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.CopyTable;
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

/** Everything that the tables' writers share while a gym is being loaded. */
final class Load {
    final long seed;
    final LocalDate today;
    final Roster roster;
    final History history;
    final Mentions<Person, Surface> mentions;
    final List<Planted> planted = new ArrayList<>();
    final Map<String, Long> rows = new TreeMap<>();

    private final Connection connection;

    Load(GymSize size, LocalDate today, Roster roster, History history, Connection connection) {
        this.seed = size.seed();
        this.today = today;
        this.roster = roster;
        this.history = history;
        this.mentions = new Gossip(roster, history).mentions(size.seed());
        this.connection = connection;
    }

    void table(String table, String columns, Consumer<TableRows> writer) throws SQLException {
        rows.put(table, CopyTable.fill(connection, table, columns, writer));
    }

    Dice dice(Topic topic, long key) {
        return Dice.of(seed, topic, key);
    }

    /** Notes that the text in this row of a member is about the same member. */
    String own(Person person, Form form, String table, String column, long key) {
        String written = form.of(person);
        if (written == null) {
            return "";
        }
        boolean ambiguous = form.isName() && person.hasNamesake();
        planted.add(new Planted(table, column, key, form, person.id(), person.id(), ambiguous, written));
        return written;
    }
}
