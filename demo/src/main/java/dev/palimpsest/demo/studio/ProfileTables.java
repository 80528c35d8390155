package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Mention;
import dev.palimpsest.demo.generator.Phone;
import dev.palimpsest.demo.generator.TableRows;
import dev.palimpsest.demo.studio.Customer.Change;
import dev.palimpsest.demo.studio.Customer.Status;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes groups, clients, their settings and devices, and the journal of their changes. */
final class ProfileTables {
    private static final List<String> GROUPS =
            List.of("Adhérents", "Prospects", "Étudiants", "Entreprise", "Équipe", "Externe");
    private static final int STAFF = 5;
    private static final int EXTERNAL = 6;

    private static final List<String> SETTINGS =
            List.of("langue", "rappel_seance", "newsletter", "theme", "salle_preferee");

    private final Load load;

    ProfileTables(Load load) {
        this.load = load;
    }

    void write() throws SQLException {
        load.table("groupe", "id,nom,remise", this::groups);
        load.table(
                "client",
                "id,numero,groupe_id,code,civilite,prenom,nom,naissance,email,mobile,fixe,rue,code_postal,ville,badge,statut,"
                        + "preferences,commentaire,parrain_id,cree_le,modifie_le",
                this::clients);
        load.table("reglage", "id,client_id,cle,valeur", this::settings);
        load.table("appareil", "id,client_numero,jeton,infos,vu_le", this::devices);
        load.table("journal", "id,nom_table,ligne_id,action,avant,apres,utilisateur,quand", this::journal);
    }

    private void groups(TableRows rows) {
        for (String group : GROUPS) {
            rows.number(rows.rows() + 1)
                    .text(group)
                    .text(group.equals("Étudiants") ? "15.0" : "0.0")
                    .endRow();
        }
    }

    private void clients(TableRows rows) {
        for (Customer customer : load.roster.customers) {
            if (customer.status() == Status.NOBODY) {
                nobody(rows, customer);
            } else {
                client(rows, customer);
            }
        }
    }

    private void nobody(TableRows rows, Customer customer) {
        rows.number(customer.id())
                .number(customer.cardNumber())
                .number(EXTERNAL)
                .text("EXTERNE")
                .text("")
                .text(customer.name().first())
                .text(customer.name().last())
                .text(Load.ZERO_DATE);
        for (int empty = 0; empty < 7; empty++) {
            rows.text(null);
        }
        rows.text(customer.status().stored)
                .text(null)
                .text("Profil fictif : reçoit les participations et les factures des profils supprimés.")
                .text(null)
                .time(customer.life().createdAt())
                .time(customer.life().createdAt())
                .endRow();
    }

    private void client(TableRows rows, Customer customer) {
        Dice dice = load.dice(Topic.PROFILE, customer.id());
        LocalDateTime created = customer.life().createdAt();
        rows.number(customer.id())
                .number(customer.cardNumber())
                .number(group(customer, dice))
                .text(null)
                .text(dice.chance(0.2) ? "" : customer.gender() == 'F' ? "Mme" : "M.")
                .text(customer.name().first())
                .text(customer.name().last());
        if (dice.chance(0.1)) {
            rows.text(Load.ZERO_DATE);
        } else {
            rows.date(customer.born());
        }
        rows.text(customer.contact().email())
                .text(Phone.written(
                        customer.contact().mobile(),
                        dice.pick(Phone.Style.PLAIN, Phone.Style.PLAIN, Phone.Style.SLASH, Phone.Style.COMPACT)))
                .text(Phone.written(customer.contact().landline(), dice.pick(Phone.Style.PLAIN, Phone.Style.SLASH)))
                .text(customer.address().street())
                .text(customer.address().postalCode())
                .text(customer.address().city())
                .text(customer.life().lastVisit() == null ? null : "B" + (7_300_000 + customer.id() * 3))
                .text(customer.status().stored)
                .text(preferences(customer, dice))
                .text(comment(customer, dice))
                .number(referrer(customer, dice));
        if (created == null) {
            rows.text(Load.ZERO_TIME);
        } else {
            rows.time(created);
        }
        rows.time(created == null ? load.today.minusYears(6).atTime(12, 0) : created.plusDays(3))
                .endRow();
    }

    private static int group(Customer customer, Dice dice) {
        return switch (customer.status()) {
            case STAFF -> STAFF;
            case NOBODY -> EXTERNAL;
            case PROSPECT -> 2;
            case ACTIVE, FORMER, ARCHIVED -> dice.pick(1, 1, 1, 3, 4);
        };
    }

    private String preferences(Customer customer, Dice dice) {
        String json = "{\"niveau\": \"" + dice.pick("débutant", "moyen", "avancé") + "\"";
        Mention<Customer> contact = load.mentions.in(Spot.EMERGENCY_CONTACT, customer);
        if (contact != null) {
            load.planted.add(contact.at("client", "preferences", customer.id(), customer.id()));
            json += ", \"urgence\": {" + contact.written() + "}";
        }
        return json + "}";
    }

    private @Nullable String comment(Customer customer, Dice dice) {
        String text = dice.chance(0.2) ? dice.pick("Préfère le matin.", "Mal au dos, adapter.", "Vient à vélo.") : "";
        Mention<Customer> mention = load.mentions.in(Spot.COMMENT, customer);
        if (mention != null) {
            load.planted.add(mention.at("client", "commentaire", customer.id(), customer.id()));
            text += (text.isEmpty() ? "" : " ") + Sentences.about(mention);
        }
        return text.isEmpty() ? null : text;
    }

    /** One of the earlier ones; our own people recommend nobody. */
    private @Nullable Long referrer(Customer customer, Dice dice) {
        boolean any = customer.status() != Status.STAFF && customer.id() > 100 && dice.chance(0.1);
        return any ? (long) dice.between(20, (int) customer.id() - 1) : null;
    }

    private void settings(TableRows rows) {
        for (Customer customer : load.roster.customers) {
            Dice dice = load.dice(Topic.PROFILE, -customer.id());
            boolean twice = customer.ties().otherProfile() != null;
            for (String setting : SETTINGS) {
                if (customer.status() != Status.NOBODY && (twice || dice.chance(0.3))) {
                    rows.number(rows.rows() + 1)
                            .number(customer.id())
                            .text(setting)
                            .text(dice.pick("oui", "non", "auto") + customer.id() % 2)
                            .endRow();
                }
            }
        }
    }

    private void devices(TableRows rows) {
        for (Customer customer : load.roster.customers) {
            if (load.history.hasApp(customer)) {
                long token = Dice.mix(customer.id() ^ load.seed);
                rows.text(new UUID(token, customer.id()).toString())
                        .number(customer.cardNumber())
                        .text("jeton-" + Long.toHexString(token) + customer.id())
                        .text("{\"modele\": \"" + (customer.id() % 3 == 0 ? "Pomme 14" : "Galaxie S") + "\"}")
                        .time(load.history.appSeen(customer))
                        .endRow();
            }
        }
    }

    /** What the trigger wrote when somebody married or moved. */
    private void journal(TableRows rows) {
        for (Customer customer : load.roster.customers) {
            Change change = customer.change();
            if (change != null) {
                LocalDate before = change.on().minusDays(1);
                rows.number(rows.rows() + 1)
                        .text("client")
                        .number(customer.id())
                        .text("U")
                        .text(state(customer, before))
                        .text(state(customer, change.on()))
                        .text("monplanning@localhost")
                        .time(change.on().atTime(11, 20))
                        .endRow();
            }
        }
    }

    private static String state(Customer customer, LocalDate day) {
        return "{\"prenom\": \"" + customer.nameOn(day).first() + "\", \"nom\": \""
                + customer.nameOn(day).last() + "\", \"email\": null, \"mobile\": "
                + (customer.contact().mobile() == null
                        ? "null"
                        : "\"" + customer.contact().mobile().written(Phone.Style.PLAIN) + "\"")
                + ", \"adresse\": \"" + customer.addressOn(day).oneLine() + "\"}";
    }
}
