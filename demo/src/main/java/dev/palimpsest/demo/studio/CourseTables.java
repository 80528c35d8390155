package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.TableRows;
import dev.palimpsest.demo.studio.History.TenVisits;
import dev.palimpsest.demo.studio.History.Visit;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;

/** Writes activities, teachers, sessions, ten-visit cards, bookings and waiting lists. */
final class CourseTables {
    private record Activity(String name, String style, int minutes, int cents) {}

    private static final List<Activity> ACTIVITIES = List.of(
            new Activity("Hatha yoga", "yoga", 75, 1_600),
            new Activity("Vinyasa", "yoga", 60, 1_600),
            new Activity("Pilates tapis", "pilates", 60, 1_700),
            new Activity("Danse contemporaine", "danse", 90, 1_900),
            new Activity("Barre au sol", "danse", 60, 1_700),
            new Activity("Renforcement", "fitness", 45, 1_200));
    private static final List<String> TEACHERS = List.of(
            "Océane Marchal-Test",
            "Loris Vauthier-Test",
            "Inès Galland-Test",
            "Basile Rochat-Test",
            "Maëlle Perrod-Test");

    private final Load load;
    /** The customer's first ten-visit card, 0 for none. */
    private final int[] firstCards;

    private final int[] placesTaken;

    CourseTables(Load load) {
        this.load = load;
        this.firstCards = new int[load.roster.customers.size() + 1];
        this.placesTaken = new int[load.calendar.sessions() + 1];
    }

    void write() throws SQLException {
        load.table("activite", "id,nom,style,duree,tarif", this::activities);
        load.table("professeur", "id,prenom,nom,telephone,email", this::teachers);
        load.table("seance", "id,activite_id,professeur_id,debut,salle,statut", this::sessions);
        load.table("carnet", "id,client_numero,produit,visites,restantes,achete_le,expire_le", this::cards);
        load.table(
                "reservation",
                "id,client_id,seance_id,carnet_id,place,debut,statut,prix,source,annulee_le,modifie_le",
                this::bookings);
        load.table("liste_attente", "client_id,seance_id,rang,inscrit_le", this::waiting);
    }

    private void activities(TableRows rows) {
        for (Activity activity : ACTIVITIES) {
            rows.number(rows.rows() + 1)
                    .text(activity.name())
                    .text(activity.style())
                    .number(activity.minutes())
                    .cents(activity.cents())
                    .endRow();
        }
    }

    private void teachers(TableRows rows) {
        for (String teacher : TEACHERS) {
            int blank = teacher.indexOf(' ');
            rows.number(rows.rows() + 1)
                    .text(teacher.substring(0, blank))
                    .text(teacher.substring(blank + 1))
                    .text(null)
                    .text("cours" + (rows.rows() + 1) + "@studio.example")
                    .endRow();
        }
    }

    private static int activity(int session) {
        return Math.floorMod(Dice.mix(session), ACTIVITIES.size());
    }

    private void sessions(TableRows rows) {
        for (int session = 1; session <= load.calendar.sessions(); session++) {
            LocalDateTime at = load.calendar.at(session);
            rows.number(session)
                    .number(activity(session) + 1)
                    .number(session % TEACHERS.size() + 1)
                    .time(at)
                    .text(session % 2 == 0 ? "Grande salle" : "Petite salle")
                    .text(at.toLocalDate().isBefore(load.today) ? "terminée" : "prévue")
                    .endRow();
        }
    }

    private void cards(TableRows rows) {
        for (Customer customer : load.roster.customers) {
            for (TenVisits card : load.history.cards(customer)) {
                long id = rows.rows() + 1;
                if (firstCards[(int) customer.id()] == 0) {
                    firstCards[(int) customer.id()] = (int) id;
                }
                rows.number(id)
                        .number(customer.cardNumber())
                        .text("Carnet de dix séances")
                        .number(10)
                        .number(card.left())
                        .date(card.bought())
                        .date(card.expires())
                        .endRow();
            }
        }
    }

    private void bookings(TableRows rows) {
        for (Customer customer : load.roster.customers) {
            Dice dice = load.dice(Topic.SESSIONS, customer.id());
            int card = firstCards[(int) customer.id()];
            for (Visit visit : load.history.visits(customer)) {
                int session = load.calendar.session(visit.at());
                LocalDateTime booked = visit.at().minusDays(1).withHour(18);
                rows.number(rows.rows() + 1)
                        .number(customer.id())
                        .number(session)
                        .number(card > 0 && dice.chance(0.7) ? (Long) (long) card : null)
                        .number(visit.cancelled() ? null : (Long) (long) ++placesTaken[session])
                        .time(visit.at())
                        .text(visit.status())
                        .cents(ACTIVITIES.get(activity(session)).cents())
                        .text(dice.pick("site", "appli", "accueil"));
                if (visit.cancelled()) {
                    rows.time(booked);
                } else {
                    rows.text(Load.ZERO_TIME);
                }
                rows.time(booked).endRow();
            }
        }
    }

    /** Some once waited for a full session; whoever has two profiles, with both for the same one. */
    private void waiting(TableRows rows) {
        int[] ranks = new int[placesTaken.length];
        for (Customer customer : load.roster.customers) {
            Dice dice = load.dice(Topic.SESSIONS, -customer.id());
            Long other = customer.ties().otherProfile();
            LocalDateTime last = other == null
                    ? customer.life().lastVisit()
                    : load.roster
                            .customer(Math.min(customer.id(), other))
                            .life()
                            .lastVisit();
            if (last != null && (other != null || dice.chance(0.08))) {
                int session = load.calendar.session(last);
                rows.number(customer.id())
                        .number(session)
                        .number(++ranks[session])
                        .time(last.minusDays(2))
                        .endRow();
            }
        }
    }
}
