package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.academy.Enrolment.State;
import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Mention;
import dev.palimpsest.demo.generator.TableRows;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Writes courses, their sessions, who enrolled, who came, and the certificates. */
final class CourseTables {
    private record Session(LocalDate on, Course course) {}

    private static final int PLACES = 16;

    private final Load load;
    private final Map<Session, Long> sessions =
            new TreeMap<>(Comparator.comparing(Session::on).thenComparing(Session::course));

    CourseTables(Load load) {
        this.load = load;
    }

    void write() throws SQLException {
        for (Participant person : load.roster.people) {
            person.dossier().enrolments().forEach(each -> sessions.put(session(each), 0L));
        }
        load.table("cursus", "id,code,titel,geldig_maanden,prijs", this::courses);
        load.table("sessie", "id,cursus_id,docent_id,locatie,datum,plaatsen", this::sessions);
        load.table(
                "inschrijving", "id,sessie_id,deelnemer_id,datum,status,opmerking,ingeschreven_op", this::enrolments);
        load.table("aanwezigheid", "id,inschrijving_id,datum,aanwezig", this::attendance);
        load.table(
                "certificaat",
                "id,deelnemer_id,cursus_id,nummer,behaald_op,geldig_tot,herhaling_op",
                this::certificates);
    }

    private static Session session(Enrolment enrolment) {
        return new Session(enrolment.on(), enrolment.course());
    }

    private void courses(TableRows rows) {
        for (Course course : Course.values()) {
            rows.number(course.key())
                    .text(course.code)
                    .text(course.title)
                    .number(course.validMonths)
                    .cents(course.cents)
                    .endRow();
        }
    }

    private void sessions(TableRows rows) {
        sessions.replaceAll((session, none) -> {
            long id = rows.rows() + 1;
            rows.number(id)
                    .number(session.course().key())
                    .number(1 + id % load.roster.trainers)
                    .text(id % 3 == 0 ? "Utrecht, lokaal 2" : id % 3 == 1 ? "Dordrecht, praktijkhal" : "Bij de klant")
                    .date(session.on())
                    .number(PLACES)
                    .endRow();
            return id;
        });
    }

    private void enrolments(TableRows rows) {
        for (Participant person : load.roster.people) {
            Mention<Participant> mention = load.mentions.in(Surface.ENROLMENT_REMARK, person);
            Dice dice = load.dice(Topic.COURSES, person.id());
            for (Enrolment enrolment : person.dossier().enrolments()) {
                long id = rows.rows() + 1;
                String remark = null;
                if (mention != null) {
                    remark = "Vervangt " + load.about(mention, "inschrijving", "opmerking", id, person.id()) + ".";
                    mention = null;
                } else if (dice.chance(0.05)) {
                    remark = "Aangemeld door de werkgever, bevestiging verstuurd.";
                }
                rows.number(id)
                        .number(sessions.get(session(enrolment)))
                        .number(person.id())
                        .date(enrolment.on())
                        .text(enrolment.cancelled() ? "GEANNULEERD" : "BEVESTIGD")
                        .text(remark)
                        .time(enrolment.on().minusDays(dice.between(3, 60)).atTime(dice.between(8, 17), dice.below(60)))
                        .endRow();
            }
        }
    }

    private void attendance(TableRows rows) {
        long enrolmentId = 0;
        for (Participant person : load.roster.people) {
            for (Enrolment enrolment : person.dossier().enrolments()) {
                enrolmentId++;
                if (enrolment.state() == State.ATTENDED || enrolment.state() == State.ABSENT) {
                    rows.number(rows.rows() + 1)
                            .number(enrolmentId)
                            .date(enrolment.on())
                            .text(enrolment.attended() ? "t" : "f")
                            .endRow();
                }
            }
        }
    }

    private void certificates(TableRows rows) {
        for (Participant person : load.roster.people) {
            for (Enrolment enrolment : person.dossier().enrolments()) {
                if (enrolment.attended()) {
                    long id = rows.rows() + 1;
                    Course course = enrolment.course();
                    rows.number(id)
                            .number(person.id())
                            .number(course.key())
                            .text(course.code + "-" + (700_000 + id))
                            .date(enrolment.on())
                            .date(enrolment.on().plusMonths(course.validMonths))
                            .date(enrolment.refresherOn())
                            .endRow();
                }
            }
        }
    }
}
