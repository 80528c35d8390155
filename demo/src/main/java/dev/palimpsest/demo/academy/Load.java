package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.Business.Order;
import dev.palimpsest.demo.generator.CopyTable;
import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Mention;
import dev.palimpsest.demo.generator.Mentions;
import dev.palimpsest.demo.generator.Planted;
import dev.palimpsest.demo.generator.TableRows;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everything that the tables' writers share while an academy is being loaded. */
final class Load {
    final LocalDate today;
    final Path files;
    final Roster roster;
    final Mentions<Participant, Surface> mentions;
    final List<Planted> planted = new ArrayList<>();
    final Map<String, Long> rows = new TreeMap<>();

    private final long seed;
    private final Connection connection;

    Load(Order order, Roster roster, Connection connection) {
        this.seed = order.seed();
        this.today = order.today();
        this.files = order.files();
        this.roster = roster;
        this.mentions = Surface.mentions(order.seed(), roster);
        this.connection = connection;
    }

    void table(String table, String columns, Consumer<TableRows> writer) throws SQLException {
        rows.put(table, CopyTable.fill(connection, table, columns, writer));
    }

    Dice dice(Topic topic, long key) {
        return Dice.of(seed, topic, key);
    }

    LocalDateTime sometime(Dice dice) {
        return today.minusDays(dice.between(5, 1200)).atTime(dice.between(8, 17), dice.below(60));
    }

    /** Notes that the text in this row of a participant is about the same participant; empty where there is no such datum. */
    String own(Participant person, Form form, String table, String column, long key) {
        Mention<Participant> mention = Mention.of(person, form);
        return mention == null ? "" : about(mention, table, column, key, person.id());
    }

    /** Notes that this row says something about somebody. */
    String about(Mention<Participant> mention, String table, String column, long key, @Nullable Long host) {
        planted.add(mention.at(table, column, key, host));
        return mention.written();
    }
}
