package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Address;
import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Mention;
import dev.palimpsest.demo.generator.Name;
import dev.palimpsest.demo.generator.Phone;
import dev.palimpsest.demo.generator.TableRows;
import dev.palimpsest.demo.gym.Membership.Contract;
import dev.palimpsest.demo.gym.Person.Status;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes clubs, members and contracts. */
final class MemberTables {
    private static final List<String> NOTES = List.of(
            "Trainiert am liebsten abends, mag keine Musik an den Geräten.",
            "Hat nach dem Probetraining um Bedenkzeit gebeten.",
            "Schulter links schonen, Rücksprache mit der Physiotherapie.",
            "Möchte keine Werbung, nur Kursänderungen.",
            "Schließfach auf Dauer gemietet.",
            "Kommt meist in der Mittagspause.",
            "War beim Sommerfest als Helfer dabei.");
    private static final List<String> GOALS = List.of("Ausdauer", "Rücken", "Kraft", "Abnehmen", "Beweglichkeit");

    private final Load load;
    /** Contracts whose remarks mention somebody, for the audit log. */
    final List<ContractChange> contractChanges = new ArrayList<>();

    record ContractChange(
            long contract,
            Person host,
            Contract terms,
            @Nullable Mention<Person> remark) {}

    MemberTables(Load load) {
        this.load = load;
    }

    void write() throws SQLException {
        load.table("club", "id,name,street,postal_code,city,phone,email,opened_on", this::clubs);
        load.table(
                "member",
                "id,club_id,member_number,card_number,first_name,last_name,gender,birth_date,email,mobile,landline,street,"
                        + "postal_code,city,status,preferences,photo_path,notes,referred_by,created_at,updated_at",
                this::members);
        load.table(
                "contract",
                "id,member_id,number,tariff,starts_on,ends_on,cancelled_on,monthly_fee,status,remarks,created_at",
                this::contracts);
    }

    private void clubs(TableRows rows) {
        String[][] clubs = {
            {"RheinFit Ehrenfeld", "Gleisbogen 9", "50823", "Köln", "0221 9990010"},
            {"RheinFit Deutz", "Hafenkontor 2", "50679", "Köln", "0221 9990020"},
            {"RheinFit Beuel", "Uferpark 31", "53225", "Bonn", "0228 9990030"},
            {"RheinFit Wiesdorf", "Marktgalerie 5", "51373", "Leverkusen", "0214 9990040"}
        };
        for (int i = 0; i < clubs.length; i++) {
            rows.number(i + 1);
            for (String value : clubs[i]) {
                rows.text(value);
            }
            rows.text("empfang" + (i + 1) + "@rheinfit.example")
                    .date(load.today.minusYears(12 - i))
                    .endRow();
        }
    }

    private void members(TableRows rows) {
        for (Person person : load.roster.people) {
            Dice dice = load.dice(Topic.MEMBER_ROW, person.id());
            Address address = person.address();
            Person.Contact contact = person.contact();
            LocalDateTime created = person.membership().createdAt();
            rows.number(person.id())
                    .number(person.club())
                    .text(person.number())
                    .text(
                            person.membership().contracts().isEmpty()
                                    ? null
                                    : "RF" + Long.toHexString(0x5A0000L + person.id() * 41))
                    .text(person.name().first())
                    .text(person.name().last())
                    .text(String.valueOf(person.gender()))
                    .date(person.born())
                    .text(contact.email())
                    .text(Phone.written(contact.mobile(), dice.pick(Phone.Style.values())))
                    .text(Phone.written(contact.landline(), dice.pick(Phone.Style.PLAIN, Phone.Style.SLASH)))
                    .text(address.street())
                    .text(address.postalCode())
                    .text(address.city())
                    .text(person.status().name())
                    .text(preferences(person, dice))
                    .text(photo(person, dice))
                    .text(notes(person, dice))
                    .number(referrer(person, dice))
                    .time(created)
                    .time(created == null ? null : created.plusMinutes(dice.between(1, 400)))
                    .endRow();
        }
    }

    private @Nullable String photo(Person person, Dice dice) {
        return dice.chance(0.3)
                ? "fotos/" + person.club() + "/" + person.name().inFileNames() + "_" + person.id() + ".jpg"
                : null;
    }

    /** Not every lead says who brought them. */
    private @Nullable Long referrer(Person person, Dice dice) {
        return person.id() > 1 && dice.chance(0.06) ? (Long) (1L + dice.below((int) person.id() - 1)) : null;
    }

    private String preferences(Person person, Dice dice) {
        StringBuilder json = new StringBuilder("{\"newsletter\": ").append(dice.chance(0.4));
        json.append(", \"goals\": [\"").append(dice.pick(GOALS)).append("\"]");
        Mention<Person> contact = load.mentions.in(Surface.EMERGENCY_CONTACT, person);
        if (contact != null) {
            Name name = contact.of().name();
            String phone = Phone.written(contact.of().contact().mobile(), Phone.Style.SLASH);
            json.append(", \"emergency_contact\": {\"first\": \"").append(name.first());
            json.append("\", \"last\": \"").append(name.last());
            json.append(phone == null ? "\"}" : "\", \"phone\": \"" + phone + "\"}");
            plant(contact, "preferences", person);
            if (phone != null) {
                plant(new Mention<>(Form.MOBILE_SLASH, contact.of(), phone), "preferences", person);
            }
        }
        Mention<Person> partner = load.mentions.in(Surface.TRAINS_WITH, person);
        if (partner != null) {
            json.append(", \"trains_with\": \"").append(partner.written()).append('"');
            plant(partner, "preferences", person);
        }
        return json.append('}').toString();
    }

    private @Nullable String notes(Person person, Dice dice) {
        StringBuilder text = new StringBuilder(dice.chance(0.3) ? dice.pick(NOTES) : "");
        if (person.status() != Status.STAFF && dice.chance(0.05)) {
            Form form = dice.pick(Form.MOBILE_SLASH, Form.EMAIL, Form.FULL_NAME, Form.ADDRESS);
            String own = load.own(person, form, "member", "notes", person.id());
            if (!own.isEmpty()) {
                text.append(" Neue Angabe am Telefon: ").append(own).append('.');
            }
        }
        Mention<Person> mention = load.mentions.in(Surface.MEMBER_NOTES, person);
        if (mention != null) {
            text.append(' ').append(Sentences.about(mention));
            plant(mention, "notes", person);
        }
        return text.isEmpty() ? null : text.toString().strip();
    }

    private void plant(Mention<Person> mention, String column, Person host) {
        load.planted.add(mention.at("member", column, host.id(), host.id()));
    }

    private void contracts(TableRows rows) {
        long id = 0;
        for (Person person : load.roster.people) {
            Mention<Person> mention = load.mentions.in(Surface.CONTRACT_REMARKS, person);
            Dice dice = load.dice(Topic.FINANCE, person.id());
            for (Contract contract : person.membership().contracts()) {
                id++;
                String remarks = null;
                if (mention != null) {
                    remarks = "Monat gratis, geworben von " + mention.written() + ".";
                    load.planted.add(mention.at("contract", "remarks", id, person.id()));
                } else if (dice.chance(0.08)) {
                    remarks = "Tarif mündlich zugesagt, siehe Ablage.";
                }
                if (dice.chance(mention == null ? 0.04 : 0.5)) {
                    contractChanges.add(new ContractChange(id, person, contract, mention));
                }
                contract(rows, id, person, contract, remarks);
                mention = null;
            }
        }
    }

    private void contract(TableRows rows, long id, Person person, Contract contract, @Nullable String remarks) {
        rows.number(id)
                .number(person.id())
                .text("V-" + contract.starts().getYear() + "-" + (200_000 + id))
                .text(History.fee(person) > 3500 ? "Premium" : "Basis")
                .date(contract.starts())
                .date(contract.ends())
                .date(
                        contract.ends() == null || contract.ends().isAfter(load.today)
                                ? null
                                : contract.ends().minusDays(40))
                .cents(History.fee(person))
                .text(contract.status().name())
                .text(remarks)
                .time(contract.starts().minusDays(2).atTime(LocalTime.of(16, 20)))
                .endRow();
    }
}
