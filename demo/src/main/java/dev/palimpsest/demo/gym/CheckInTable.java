package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.TableRows;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * Writes the visits in the order in which they happened, day by day: whether somebody comes on a day is answered by a
 * hash of both, so that nothing has to be sorted or kept.
 */
final class CheckInTable {
    private static final double AT_MOST_DAILY = 0.9;

    private final Load load;
    private final int[] first;
    private final int[] last;
    private final double[] chance;

    CheckInTable(Load load, long target) {
        this.load = load;
        List<Person> people = load.roster.people;
        first = new int[people.size()];
        last = new int[people.size()];
        chance = new double[people.size()];
        spread(people, target);
    }

    /** Chances that add up to the number of visits aimed at; the last visit of each person always happens. */
    private void spread(List<Person> people, long target) {
        double weight = 0;
        long certain = 0;
        for (int i = 0; i < people.size(); i++) {
            Membership life = people.get(i).membership();
            first[i] = Integer.MAX_VALUE;
            if (life.firstVisit() != null && life.lastVisit() != null) {
                first[i] = (int) life.firstVisit().toEpochDay();
                last[i] = (int) life.lastVisit().toLocalDate().toEpochDay();
                chance[i] = life.eagerness();
                weight += chance[i] * (last[i] - first[i]);
                certain++;
            }
        }
        double scale = Math.max(0, target - certain) / weight;
        for (int i = 0; i < chance.length; i++) {
            chance[i] = Math.min(AT_MOST_DAILY, chance[i] * scale);
        }
    }

    void write() throws SQLException {
        load.table("check_in", "id,member_id,club_id,gate,checked_in_at", this::rows);
    }

    private void rows(TableRows rows) {
        int today = (int) load.today.toEpochDay();
        for (int day = (int) load.today.minusYears(5).toEpochDay(); day <= today; day++) {
            byte[] date = LocalDate.ofEpochDay(day).toString().getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < first.length; i++) {
                if (first[i] <= day && day <= last[i]) {
                    visit(rows, i, day, date);
                }
            }
        }
    }

    private void visit(TableRows rows, int index, int day, byte[] date) {
        Person person = load.roster.people.get(index);
        long hash = Dice.mix(Dice.mix(load.seed + day) ^ (person.id() * 0x9E3779B97F4A7C15L));
        boolean lastTime = day == last[index];
        if (!lastTime && (hash >>> 11) * 0x1.0p-53 >= chance[index]) {
            return;
        }
        LocalDateTime leaving = person.membership().lastVisit();
        int second = lastTime && leaving != null
                ? leaving.toLocalTime().toSecondOfDay()
                : 6 * 3600 + Math.floorMod(Dice.mix(hash), 16 * 3600);
        rows.number(rows.rows() + 1)
                .number(person.id())
                .number(person.club())
                .number(1 + (hash & 1))
                .time(date, second)
                .endRow();
    }
}
