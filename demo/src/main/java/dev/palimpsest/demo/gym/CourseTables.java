package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.TableRows;
import dev.palimpsest.demo.gym.History.Booking;
import java.sql.SQLException;
import java.util.List;

/** Writes courses, each with an employee as trainer, and who booked them. */
final class CourseTables {
    private static final List<String> TITLES =
            List.of("Yoga sanft", "Rückenschule", "Spinning", "Pilates", "Zirkeltraining", "Bauch Beine Po");

    private final Load load;

    CourseTables(Load load) {
        this.load = load;
    }

    void write() throws SQLException {
        load.table("course", "id,club_id,title,weekday,starts_at,trainer_id", this::courses);
        load.table("course_booking", "id,course_id,member_id,takes_place_on,status,booked_at", this::bookings);
    }

    private void courses(TableRows rows) {
        for (int id = 1; id <= History.COURSES; id++) {
            rows.number(id)
                    .number(1 + id % 4)
                    .text(TITLES.get(id % TITLES.size()))
                    .number(1 + id % 7)
                    .text(id % 2 == 0 ? "18:30" : "10:00")
                    .number(1 + id % load.roster.employees)
                    .endRow();
        }
    }

    private void bookings(TableRows rows) {
        for (Person person : load.roster.people) {
            for (Booking booking : load.history.bookings(person)) {
                rows.number(rows.rows() + 1)
                        .number(booking.course())
                        .number(person.id())
                        .date(booking.on())
                        .text(booking.status())
                        .time(booking.on().minusDays(2).atTime(20, 15))
                        .endRow();
            }
        }
    }
}
