package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.academy.Participant.Contact;
import dev.palimpsest.demo.academy.Participant.Employer;
import dev.palimpsest.demo.generator.Address;
import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Mention;
import dev.palimpsest.demo.generator.Phone;
import dev.palimpsest.demo.generator.TableRows;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes employers, participants and their accounts of the portal. */
final class PeopleTables {
    private static final List<String> REMARKS = List.of(
            "Examen mondeling, leest moeilijk.",
            "Vegetarische lunch.",
            "Alleen in de ochtend inplannen.",
            "Heeft eigen veiligheidsschoenen.",
            "Nederlands is niet de moedertaal, graag eenvoudig materiaal.");

    private final Load load;

    PeopleTables(Load load) {
        this.load = load;
    }

    void write() throws SQLException {
        load.table("werkgever", "id,naam,kvk_nummer,straat,postcode,plaats,factuur_email,klant_sinds", this::employers);
        load.table(
                "deelnemer",
                "id,deelnemernummer,voornaam,tussenvoegsel,achternaam,geslacht,geboortedatum,geboorteplaats,email,mobiel,"
                        + "straat,postcode,plaats,werkgever_id,personeelsnummer,status,kenmerken,opmerkingen,aangemaakt_op,"
                        + "gewijzigd_op",
                this::participants);
        load.table("gebruiker", "id,deelnemer_id,gebruikersnaam,wachtwoord_hash,laatste_login", this::users);
    }

    private void employers(TableRows rows) {
        for (Employer employer : load.roster.employers) {
            Address address = employer.address();
            rows.number(employer.id())
                    .text(employer.name())
                    .text(Long.toString(90_000_000 + employer.id() * 37))
                    .text(address.street())
                    .text(address.postalCode())
                    .text(address.city())
                    .text(employer.planningEmail().replace("planning@", "crediteuren@"))
                    .date(load.today.minusYears(9).plusDays(employer.id() % 300))
                    .endRow();
        }
    }

    private void participants(TableRows rows) {
        for (Participant person : load.roster.people) {
            Dice dice = load.dice(Topic.ROW, person.id());
            Address address = person.address();
            Contact contact = person.contact();
            LocalDateTime created = person.dossier().createdAt();
            Employer employer = person.employer();
            rows.number(person.id())
                    .text(person.number())
                    .text(person.name().first())
                    .text(person.infix())
                    .text(person.surname())
                    .text(person.gender() == 'F' ? "V" : "M")
                    .date(person.born())
                    .text(dice.pick(Rivierenland.REGION.towns()).name())
                    .text(contact.email())
                    .text(Phone.written(
                            contact.mobile(),
                            dice.pick(
                                    Phone.Style.HYPHEN,
                                    Phone.Style.PLAIN,
                                    Phone.Style.COMPACT,
                                    Phone.Style.INTERNATIONAL)))
                    .text(address.street())
                    .text(address.postalCode())
                    .text(address.city())
                    .number(employer == null ? null : (Long) employer.id())
                    .text(employer == null ? null : "P" + (20_000 + person.id() * 7))
                    .text(person.status().name())
                    .text(traits(person, dice))
                    .text(remarks(person, dice))
                    .time(created)
                    .time(created == null ? null : created.plusMinutes(dice.between(1, 400)))
                    .endRow();
        }
    }

    private String traits(Participant person, Dice dice) {
        StringBuilder json = new StringBuilder("{\"taal\": \"").append(dice.pick("nl", "nl", "nl", "pl", "en"));
        json.append("\"");
        Mention<Participant> contact = load.mentions.in(Surface.EMERGENCY_CONTACT, person);
        if (contact != null) {
            String written = load.about(contact, "deelnemer", "kenmerken", person.id(), person.id());
            json.append(", \"noodcontact\": {").append(written).append('}');
        }
        return json.append('}').toString();
    }

    private @Nullable String remarks(Participant person, Dice dice) {
        StringBuilder text = new StringBuilder(dice.chance(0.2) ? dice.pick(REMARKS) : "");
        if (!person.isTrainer() && dice.chance(0.05)) {
            Form form = dice.pick(Form.MOBILE_INTERNATIONAL, Form.EMAIL, Form.FULL_NAME, Form.ADDRESS);
            String own = load.own(person, form, "deelnemer", "opmerkingen", person.id());
            text.append(own.isEmpty() ? "" : " Telefonisch doorgegeven: " + own + ".");
        }
        Mention<Participant> mention = load.mentions.in(Surface.PARTICIPANT_REMARKS, person);
        if (mention != null) {
            load.about(mention, "deelnemer", "opmerkingen", person.id(), person.id());
            text.append(' ').append(Sentences.about(mention));
        }
        return text.isEmpty() ? null : text.toString().strip();
    }

    /** The name of the account is the person's own e-mail; whoever has none got one of the portal. */
    private void users(TableRows rows) {
        for (Participant person : load.roster.people) {
            LocalDateTime login = person.dossier().lastLogin();
            Dice dice = load.dice(Topic.ROW, -person.id());
            if (login == null && !dice.chance(0.1)) {
                continue;
            }
            String own = person.ownEmail();
            String name = person.name().inAddresses('.') + "." + person.id() + "@leerplan.example";
            rows.number(person.id())
                    .number(person.id())
                    .text(own == null ? name : own)
                    .text("$2b$12$" + letters(dice) + letters(dice))
                    .time(login)
                    .endRow();
        }
    }

    /** Only letters: a random row of digits could be taken for a telephone number. */
    private static String letters(Dice dice) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            text.append((char) ('a' + dice.below(26)));
        }
        return text.toString();
    }
}
