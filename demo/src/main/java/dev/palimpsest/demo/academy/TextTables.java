package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Mention;
import dev.palimpsest.demo.generator.TableRows;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes mailings and who got them, notes, the planners' handover book and an old export: free text about everybody. */
final class TextTables {
    private static final int MAILINGS = 24;
    private static final List<String> SUBJECTS = List.of(
            "Uw certificaat verloopt binnenkort",
            "Nieuwe data in het voorjaar",
            "Wijziging van de locatie",
            "Nieuwsbrief");
    private static final List<String> NOTES = List.of(
            "Belde over de routebeschrijving, gemaild.",
            "Praktijkdeel overgedaan, nu geslaagd.",
            "Wil de theorie liever klassikaal.",
            "Veiligheidsschoenen vergeten, geleend uit de kast.");

    private final Load load;

    TextTables(Load load) {
        this.load = load;
    }

    void write() throws SQLException {
        load.table("mailing", "id,onderwerp,tekst,verzonden_op", this::mailings);
        load.table(
                "mailing_ontvanger",
                "id,mailing_id,deelnemer_id,adres,aanhef,geopend_op,foutmelding",
                this::recipients);
        load.table("notitie", "id,deelnemer_id,auteur,tekst,gemaakt_op", this::notes);
        load.table("overleg", "id,auteur,tekst,gemaakt_op", this::handovers);
        load.table("export_register", "id,naam,email,gemaakt_op", this::register);
    }

    private static String desk(Dice dice) {
        return dice.pick("planning1", "planning2", "secretariaat", "examens");
    }

    private void mailings(TableRows rows) {
        for (int i = 0; i < MAILINGS; i++) {
            rows.number(i + 1)
                    .text(SUBJECTS.get(i % SUBJECTS.size()))
                    .text("Beste cursist,\nop de website staan de nieuwe data. Tot ziens bij een van onze cursussen.")
                    .time(load.today.minusMonths(MAILINGS - i).atTime(10, 0))
                    .endRow();
        }
    }

    private void recipients(TableRows rows) {
        for (Participant person : load.roster.people) {
            String email = person.contact().email();
            Dice dice = load.dice(Topic.MAILINGS, person.id());
            LocalDateTime opened = person.dossier().mailOpened();
            if (email != null) {
                for (int i = dice.below(3); i > 0; i--) {
                    recipient(rows, person, email, null, null, dice);
                }
            }
            if (opened != null) {
                recipient(rows, person, email == null ? "per post" : email, opened, null, dice);
            }
            Mention<Participant> mention = load.mentions.in(Surface.BOUNCE, person);
            if (mention != null) {
                String about = load.about(mention, "mailing_ontvanger", "foutmelding", rows.rows() + 1, person.id());
                String answer = "Doorgestuurd naar <" + about + ">: postvak vol.";
                recipient(rows, person, email == null ? "onbekend" : email, null, answer, dice);
            }
        }
        for (Mention<Participant> mention : load.mentions.unlinked(Surface.TYPED_RECIPIENT)) {
            String address = load.about(mention, "mailing_ontvanger", "adres", rows.rows() + 1, null);
            rows.number(rows.rows() + 1)
                    .number(1 + rows.rows() % MAILINGS)
                    .number((Long) null)
                    .text(address)
                    .text(null)
                    .time(null)
                    .text(null)
                    .endRow();
        }
    }

    private void recipient(
            TableRows rows,
            Participant person,
            String address,
            @Nullable LocalDateTime opened,
            @Nullable String answer,
            Dice dice) {
        long id = rows.rows() + 1;
        String name = dice.chance(0.5)
                ? person.name().first()
                : load.own(person, Form.FULL_NAME, "mailing_ontvanger", "aanhef", id);
        rows.number(id)
                .number(1 + dice.below(MAILINGS))
                .number(person.id())
                .text(address)
                .text("Beste " + name)
                .time(opened)
                .text(answer)
                .endRow();
    }

    private void notes(TableRows rows) {
        for (Participant person : load.roster.people) {
            if (person.isTrainer()) {
                continue;
            }
            Dice dice = load.dice(Topic.TEXTS, person.id());
            if (dice.chance(0.35)) {
                String text = dice.pick(NOTES);
                if (dice.chance(0.25)) {
                    Form form = dice.pick(Form.FULL_NAME, Form.LAST_FIRST, Form.MOBILE_INTERNATIONAL, Form.EMAIL);
                    String own = load.own(person, form, "notitie", "tekst", rows.rows() + 1);
                    text += own.isEmpty() ? "" : " Gegevens nagekeken: " + own + ".";
                }
                note(rows, person, text, dice);
            }
            Mention<Participant> mention = load.mentions.in(Surface.NOTE, person);
            if (mention != null) {
                load.about(mention, "notitie", "tekst", rows.rows() + 1, person.id());
                note(rows, person, Sentences.about(mention), dice);
            }
        }
    }

    private void note(TableRows rows, Participant person, String text, Dice dice) {
        rows.number(rows.rows() + 1)
                .number(person.id())
                .text(desk(dice))
                .text(text)
                .time(load.sometime(dice))
                .endRow();
    }

    private void handovers(TableRows rows) {
        Dice dice = load.dice(Topic.TEXTS, -1);
        for (Mention<Participant> mention : load.mentions.unlinked(Surface.HANDOVER)) {
            handover(rows, "Beamer in lokaal 2 is stuk, leverancier komt donderdag.", dice);
            load.about(mention, "overleg", "tekst", rows.rows() + 1, null);
            handover(rows, "Overdracht: " + Sentences.about(mention), dice);
        }
    }

    private void handover(TableRows rows, String text, Dice dice) {
        rows.number(rows.rows() + 1)
                .text(desk(dice))
                .text(text)
                .time(load.sometime(dice))
                .endRow();
    }

    private void register(TableRows rows) {
        for (Mention<Participant> mention : load.mentions.unlinked(Surface.REGISTER)) {
            long id = rows.rows() + 1;
            Mention<Participant> name = new Mention<>(
                    Form.FULL_NAME, mention.of(), mention.of().name().full());
            rows.number(id)
                    .text(load.about(name, "export_register", "naam", id, null))
                    .text(load.about(mention, "export_register", "email", id, null))
                    .time(load.today.minusMonths(20).atTime(3, 0))
                    .endRow();
        }
    }
}
