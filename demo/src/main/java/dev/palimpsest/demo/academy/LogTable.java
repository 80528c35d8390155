package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.generator.Address;
import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Mention;
import dev.palimpsest.demo.generator.TableRows;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes what the trigger would have written while people moved and planners changed remarks. */
final class LogTable {
    private final Load load;

    LogTable(Load load) {
        this.load = load;
    }

    void write() throws SQLException {
        load.table("logboek", "id,tabel,rij_id,oud,nieuw,door,op", this::rows);
    }

    private void rows(TableRows rows) {
        for (Participant person : load.roster.people) {
            Dice dice = load.dice(Topic.LOG, person.id());
            Mention<Participant> mention = load.mentions.in(Surface.PARTICIPANT_REMARKS, person);
            if (dice.chance(mention == null ? 0.1 : 0.6)) {
                change(rows, person, mention, dice);
            }
        }
    }

    private void change(TableRows rows, Participant person, @Nullable Mention<Participant> mention, Dice dice) {
        long id = rows.rows() + 1;
        String before = null;
        if (mention != null) {
            load.about(mention, "logboek", "oud", id, person.id());
            before = Sentences.about(mention);
        }
        load.own(person, Form.EMAIL, "logboek", "nieuw", id);
        rows.number(id)
                .text("deelnemer")
                .number(person.id())
                .text(row(person, before))
                .text(row(person, null))
                .text("leerplan")
                .time(load.sometime(dice))
                .endRow();
    }

    private static String row(Participant person, @Nullable String remarks) {
        Address address = person.address();
        return "{\"id\": " + person.id() + ", \"voornaam\": \"" + person.name().first() + "\", \"tussenvoegsel\": "
                + json(person.infix()) + ", \"achternaam\": \"" + person.surname() + "\", \"email\": "
                + json(person.contact().email()) + ", \"straat\": \"" + address.street() + "\", \"postcode\": \""
                + address.postalCode() + "\", \"plaats\": \"" + address.city() + "\", \"opmerkingen\": " + json(remarks)
                + "}";
    }

    private static String json(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }
}
