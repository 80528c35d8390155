package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Mention;
import dev.palimpsest.demo.generator.TableRows;
import dev.palimpsest.demo.studio.Customer.Status;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes notes, messages, a newsletter list and page views: free text about everybody. */
final class TextTables {
    private static final List<String> NOTES = List.of(
            "A demandé une pause à cause d'une opération du genou.",
            "Très contente du cours de mardi.",
            "A oublié sa gourde, elle est aux objets trouvés.",
            "Trouve la salle trop froide le matin.");
    private static final List<String> MESSAGES = List.of(
            "votre cours de jeudi est malheureusement annulé.",
            "cela fait longtemps que nous ne vous avons pas vue, à bientôt !",
            "vous trouverez ci-joint la confirmation de votre résiliation.",
            "pensez à nos nouveaux horaires d'été.");
    private static final List<String> PAGES = List.of("/planning", "/tarifs", "/contact", "/equipe");

    private final Load load;

    TextTables(Load load) {
        this.load = load;
    }

    void write() throws SQLException {
        load.table("note", "id,client_id,auteur,texte,cree_le", this::notes);
        load.table("message", "id,client_id,canal,destinataire,objet,texte,envoye_le", this::messages);
        load.table("newsletter", "id,liste,email,nom,inscrit_le", this::newsletter);
        load.table("statistique_web", "id,jour,page,visites", this::pageViews);
    }

    private LocalDateTime sometime(Dice dice) {
        return load.today.minusDays(dice.between(5, 1200)).atTime(dice.between(8, 20), dice.below(60));
    }

    private void notes(TableRows rows) {
        for (Customer customer : load.roster.customers) {
            Dice dice = load.dice(Topic.TEXTS, customer.id() << 20);
            if (isCustomer(customer) && dice.chance(0.4)) {
                String text = dice.pick(NOTES);
                if (dice.chance(0.3)) {
                    Form form = dice.pick(Form.FULL_NAME, Form.LAST_FIRST, Form.MOBILE_INTERNATIONAL, Form.EMAIL);
                    String own = load.own(customer, form, "note", "texte", rows.rows() + 1);
                    text += own.isEmpty() ? "" : " Coordonnées vérifiées : " + own + ".";
                }
                note(rows, customer.id(), text, dice);
            }
            Mention<Customer> mention = load.mentions.in(Spot.NOTE, customer);
            if (mention != null) {
                load.planted.add(mention.at("note", "texte", rows.rows() + 1, customer.id()));
                note(rows, customer.id(), Sentences.about(mention), dice);
            }
        }
        Dice dice = load.dice(Topic.TEXTS, -1);
        for (Mention<Customer> mention : load.mentions.unlinked(Spot.HANDOVER)) {
            note(rows, null, "La sono de la petite salle grésille, technicien prévenu.", dice);
            load.planted.add(mention.at("note", "texte", rows.rows() + 1, null));
            note(rows, null, "Relève : " + Sentences.about(mention), dice);
        }
    }

    private static boolean isCustomer(Customer customer) {
        return customer.status() != Status.STAFF && customer.status() != Status.NOBODY;
    }

    private void note(TableRows rows, @Nullable Long customer, String text, Dice dice) {
        rows.number(rows.rows() + 1)
                .number(customer)
                .text(dice.pick("accueil1", "accueil2", "direction"))
                .text(text)
                .time(sometime(dice))
                .endRow();
    }

    private void messages(TableRows rows) {
        for (Customer customer : load.roster.customers) {
            Dice dice = load.dice(Topic.TEXTS, customer.id() << 21);
            String email = customer.contact().email();
            if (email != null && dice.chance(0.5)) {
                String whom = dice.chance(0.5)
                        ? load.own(customer, Form.FULL_NAME, "message", "texte", rows.rows() + 1)
                        : "à tous";
                message(rows, customer.id(), email, "Bonjour " + whom + ",\n" + dice.pick(MESSAGES), dice);
            }
            Mention<Customer> mention = load.mentions.in(Spot.MESSAGE, customer);
            if (mention != null) {
                load.planted.add(mention.at("message", "texte", rows.rows() + 1, customer.id()));
                String text = "Bonjour,\npour information : " + Sentences.about(mention);
                message(rows, customer.id(), email == null ? "inconnu" : email, text, dice);
            }
        }
        for (Mention<Customer> mention : load.mentions.unlinked(Spot.TYPED_RECIPIENT)) {
            Dice dice = load.dice(Topic.TEXTS, mention.of().id() << 22);
            load.planted.add(mention.at("message", "destinataire", rows.rows() + 1, null));
            message(rows, null, mention.written(), "Bonjour,\ncomme convenu, nos tarifs.", dice);
        }
    }

    private void message(TableRows rows, @Nullable Long customer, String to, String text, Dice dice) {
        rows.number(rows.rows() + 1)
                .number(customer)
                .text("mail")
                .text(to)
                .text(dice.pick("Votre studio vous informe", "Nouvelles", "Votre demande"))
                .text(text)
                .time(sometime(dice))
                .endRow();
    }

    private void newsletter(TableRows rows) {
        LocalDate since = load.today.minusMonths(14);
        for (Mention<Customer> mention : load.mentions.unlinked(Spot.NEWSLETTER)) {
            long id = rows.rows() + 1;
            Mention<Customer> name = new Mention<>(
                    Form.FULL_NAME, mention.of(), mention.of().name().full());
            load.planted.add(mention.at("newsletter", "email", id, null));
            load.planted.add(name.at("newsletter", "nom", id, null));
            rows.number(id)
                    .text("Stages d'été")
                    .text(mention.written())
                    .text(name.written())
                    .time(since.atTime(15, 0))
                    .endRow();
        }
    }

    private void pageViews(TableRows rows) {
        Dice dice = load.dice(Topic.TEXTS, -2);
        for (int day = 365; day > 0; day--) {
            for (String page : PAGES) {
                rows.number(rows.rows() + 1)
                        .date(load.today.minusDays(day))
                        .text(page)
                        .number(dice.between(3, 90))
                        .endRow();
            }
        }
    }
}
