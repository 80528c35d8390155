package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Mention;
import dev.palimpsest.demo.generator.TableRows;
import dev.palimpsest.demo.gym.Affairs.Task;
import dev.palimpsest.demo.gym.Person.Status;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes tasks, notes, messages, the handover book and an old newsletter list: free text about everybody. */
final class TextTables {
    private static final List<String> NOTES = List.of(
            "War wegen der Beitragserhöhung am Tresen, ruhig geblieben.",
            "Einweisung an den Geräten gemacht, alles verstanden.",
            "Bittet um Pause wegen einer Operation am Knie.",
            "Hat die Trinkflasche liegen lassen, liegt im Fundkorb.");
    private static final List<String> MESSAGES = List.of(
            "dein Kurs am Donnerstag fällt leider aus.",
            "wir haben dich lange nicht gesehen und freuen uns auf dich.",
            "im Anhang findest du die Bestätigung deiner Kündigung.",
            "denk bitte an die neuen Öffnungszeiten.");

    private final Load load;

    TextTables(Load load) {
        this.load = load;
    }

    void write() throws SQLException {
        load.table("task", "id,member_id,title,body,status,due_on,assigned_to,created_at", this::tasks);
        load.table("note", "id,member_id,author,text,created_at", this::notes);
        load.table("message", "id,member_id,channel,recipient,subject,body,sent_at", this::messages);
        load.table("staff_note", "id,club_id,author,text,created_at", this::handovers);
        load.table("newsletter_export", "id,list,email,name,exported_at", this::newsletter);
    }

    private LocalDateTime sometime(Dice dice) {
        return load.today.minusDays(dice.between(5, 1200)).atTime(dice.between(8, 20), dice.below(60));
    }

    private static String desk(Dice dice) {
        return dice.pick("empfang1", "empfang2", "empfang3", "leitung");
    }

    private void tasks(TableRows rows) {
        for (Person person : load.roster.people) {
            Dice dice = load.dice(Topic.TEXTS, person.id());
            if (person.affairs().task() != Task.NONE) {
                long id = rows.rows() + 1;
                String body = "Bitte melden bei " + load.own(person, Form.FULL_NAME, "task", "body", id)
                        + ", es geht um die Kündigung.";
                task(
                        rows,
                        person,
                        body,
                        person.affairs().task() == Task.OPEN ? dice.pick("OPEN", "IN_PROGRESS") : "DONE",
                        dice);
            }
            Mention<Person> mention = load.mentions.in(Surface.TASK, person);
            if (mention != null) {
                load.planted.add(mention.at("task", "body", rows.rows() + 1, person.id()));
                task(rows, person, Sentences.about(mention), "DONE", dice);
            }
        }
    }

    private void task(TableRows rows, Person person, String body, String status, Dice dice) {
        LocalDateTime created = sometime(dice);
        rows.number(rows.rows() + 1)
                .number(person.id())
                .text(dice.pick("Rückruf", "Vertrag prüfen", "Unterlagen nachfordern"))
                .text(body)
                .text(status)
                .date(created.toLocalDate().plusDays(7))
                .text(desk(dice))
                .time(created)
                .endRow();
    }

    private void notes(TableRows rows) {
        for (Person person : load.roster.people) {
            if (person.status() == Status.STAFF) {
                continue;
            }
            Dice dice = load.dice(Topic.TEXTS, person.id() << 20);
            if (dice.chance(0.4)) {
                long id = rows.rows() + 1;
                String text = dice.pick(NOTES);
                if (dice.chance(0.2)) {
                    Form form = dice.pick(
                            Form.FULL_NAME, Form.LAST_FIRST, Form.MOBILE_INTERNATIONAL, Form.EMAIL, Form.IBAN_GROUPED);
                    String own = load.own(person, form, "note", "text", id);
                    text += own.isEmpty() ? "" : " Angaben geprüft: " + own + ".";
                }
                note(rows, person, text, dice);
            }
            Mention<Person> mention = load.mentions.in(Surface.NOTE, person);
            if (mention != null) {
                load.planted.add(mention.at("note", "text", rows.rows() + 1, person.id()));
                note(rows, person, Sentences.about(mention), dice);
            }
        }
    }

    private void note(TableRows rows, Person person, String text, Dice dice) {
        rows.number(rows.rows() + 1)
                .number(person.id())
                .text(desk(dice))
                .text(text)
                .time(sometime(dice))
                .endRow();
    }

    private void messages(TableRows rows) {
        for (Person person : load.roster.people) {
            Dice dice = load.dice(Topic.TEXTS, person.id() << 21);
            String email = person.contact().email();
            if (email != null && dice.chance(0.5)) {
                long id = rows.rows() + 1;
                String greeting =
                        dice.chance(0.5) ? load.own(person, Form.FULL_NAME, "message", "body", id) : "zusammen";
                message(rows, person.id(), email, "Hallo " + greeting + ",\n" + dice.pick(MESSAGES), dice);
            }
            Mention<Person> mention = load.mentions.in(Surface.MESSAGE, person);
            if (mention != null) {
                load.planted.add(mention.at("message", "body", rows.rows() + 1, person.id()));
                String recipient = email == null ? "unbekannt" : email;
                message(rows, person.id(), recipient, "Hallo,\nzur Info: " + Sentences.about(mention), dice);
            }
        }
        for (Mention<Person> mention : load.mentions.unlinked(Surface.TYPED_RECIPIENT)) {
            Dice dice = load.dice(Topic.TEXTS, mention.of().id() << 22);
            load.planted.add(mention.at("message", "recipient", rows.rows() + 1, null));
            message(rows, null, mention.written(), "Guten Tag,\nwie besprochen die Preisliste.", dice);
        }
    }

    private void message(TableRows rows, @Nullable Long member, String to, String body, Dice dice) {
        rows.number(rows.rows() + 1)
                .number(member)
                .text("MAIL")
                .text(to)
                .text(dice.pick("Dein Studio informiert", "Kurzmeldung", "Deine Anfrage"))
                .text(body)
                .time(sometime(dice))
                .endRow();
    }

    private void handovers(TableRows rows) {
        Dice dice = load.dice(Topic.TEXTS, -1);
        for (Mention<Person> mention : load.mentions.unlinked(Surface.STAFF_NOTE)) {
            handover(rows, "Laufband sieben quietscht, Techniker kommt.", dice);
            load.planted.add(mention.at("staff_note", "text", rows.rows() + 1, null));
            handover(rows, "Übergabe: " + Sentences.about(mention), dice);
        }
    }

    private void handover(TableRows rows, String text, Dice dice) {
        rows.number(rows.rows() + 1)
                .number(dice.between(1, 4))
                .text(desk(dice))
                .text(text)
                .time(sometime(dice))
                .endRow();
    }

    private void newsletter(TableRows rows) {
        LocalDate exported = load.today.minusMonths(14);
        for (Mention<Person> mention : load.mentions.unlinked(Surface.NEWSLETTER)) {
            long id = rows.rows() + 1;
            Mention<Person> name = new Mention<>(
                    Form.FULL_NAME, mention.of(), mention.of().name().full());
            load.planted.add(mention.at("newsletter_export", "email", id, null));
            load.planted.add(name.at("newsletter_export", "name", id, null));
            rows.number(id)
                    .text("Winteraktion")
                    .text(mention.written())
                    .text(name.written())
                    .time(exported.atTime(3, 0))
                    .endRow();
        }
    }
}
