package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Address;
import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Mention;
import dev.palimpsest.demo.generator.TableRows;
import dev.palimpsest.demo.studio.History.Invoice;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes memberships, invoices with their lines, and payments. */
final class FinanceTables {
    private final Load load;

    FinanceTables(Load load) {
        this.load = load;
    }

    void write() throws SQLException {
        load.table(
                "abonnement",
                "id,client_id,formule,debut,fin,prix_mensuel,statut,partenaire_id,partenaire_nom,titulaire,iban,remarque",
                this::memberships);
        load.table(
                "facture",
                "id,numero,client_id,date_facture,nom,rue,code_postal,ville,total_ht,tva,total_ttc,statut,modifie_le",
                rows -> invoices((customer, invoice) -> invoice(rows, customer, invoice)));
        load.table("ligne_facture", "facture_id,position,libelle,quantite,prix_unitaire,montant", rows -> lines(rows));
        load.table(
                "paiement",
                "id,client_id,facture_id,date_paiement,montant,moyen,titulaire,iban,libelle",
                this::payments);
    }

    private void memberships(TableRows rows) {
        for (Customer customer : load.roster.customers) {
            Mention<Customer> mention = load.mentions.in(Spot.REMARK, customer);
            for (Membership membership : customer.life().memberships()) {
                long id = rows.rows() + 1;
                Long partner = membership.partner();
                String remark = null;
                if (mention != null) {
                    load.planted.add(mention.at("abonnement", "remarque", id, customer.id()));
                    remark = Sentences.about(mention);
                    mention = null;
                }
                rows.number(id)
                        .number(customer.id())
                        .text(partner == null ? "Illimité" : "Duo illimité")
                        .date(membership.starts());
                LocalDate ends = membership.ends();
                if (ends == null) {
                    rows.text(Load.ZERO_DATE);
                } else {
                    rows.date(ends);
                }
                rows.cents(History.monthlyCents(customer))
                        .text(membership.state().stored)
                        .number(partner)
                        .text(
                                partner == null
                                        ? null
                                        : load.roster.customer(partner).name().full())
                        .text(customer.name().full())
                        .text(customer.contact().iban())
                        .text(remark)
                        .endRow();
            }
        }
    }

    @FunctionalInterface
    private interface InvoiceWriter {
        void write(Customer customer, Invoice invoice);
    }

    private void invoices(InvoiceWriter writer) {
        for (Customer customer : load.roster.customers) {
            load.history.invoices(customer).forEach(invoice -> writer.write(customer, invoice));
        }
    }

    private static void invoice(TableRows rows, Customer customer, Invoice invoice) {
        Address address = customer.addressOn(invoice.issuedOn());
        long id = rows.rows() + 1;
        long net = Math.round(invoice.cents() / 1.2);
        rows.number(id)
                .text(String.format(Locale.ROOT, "F%d-%06d", invoice.issuedOn().getYear(), id))
                .number(customer.id())
                .date(invoice.issuedOn())
                .text(customer.nameOn(invoice.issuedOn()).full())
                .text(address.street())
                .text(address.postalCode())
                .text(address.city())
                .cents(net)
                .cents(invoice.cents() - net)
                .cents(invoice.cents())
                .text(invoice.status())
                .time(invoice.issuedOn().atTime(9, 15))
                .endRow();
    }

    private void lines(TableRows rows) {
        long[] id = {0};
        invoices((customer, invoice) -> {
            id[0]++;
            line(rows, id[0], 1, invoice.line(), invoice.cents() - 500);
            line(rows, id[0], 2, "Frais de dossier", 500);
        });
    }

    private static void line(TableRows rows, long invoice, int position, String text, int cents) {
        rows.number(invoice)
                .number(position)
                .text(text)
                .text("1.00")
                .cents(cents)
                .cents(cents)
                .endRow();
    }

    private void payments(TableRows rows) {
        long[] id = {0};
        long[] previous = {0};
        invoices((customer, invoice) -> {
            id[0]++;
            boolean first = previous[0] != customer.id();
            if (invoice.status().equals("payée")) {
                payment(rows, customer, invoice, id[0], first);
                previous[0] = customer.id();
            }
        });
    }

    /** @param first whether others are mentioned here; once is enough */
    private void payment(TableRows rows, Customer customer, Invoice invoice, long invoiceId, boolean first) {
        Dice dice = load.dice(Topic.TEXTS, invoiceId << 24);
        long id = rows.rows() + 1;
        boolean debit = customer.contact().iban() != null;
        String payer = planted(load.mentions.in(Spot.PAYER, customer), first, "titulaire", id, customer);
        String text = planted(load.mentions.in(Spot.BANK_TEXT, customer), first, "libelle", id, customer);
        if (payer == null && debit) {
            payer = load.own(customer, dice.pick(Form.FULL_NAME, Form.BANK_NAME), "paiement", "titulaire", id);
        }
        rows.number(id)
                .number(customer.id())
                .number(invoiceId)
                .date(invoice.issuedOn().plusDays(dice.between(0, 9)))
                .cents(invoice.cents())
                .text(debit ? "prélèvement" : dice.pick("carte", "carte", "chèque", "espèces"))
                .text(payer)
                .text(debit ? customer.contact().iban() : null)
                .text(text == null ? "FACTURE " + invoiceId : "FACTURE " + invoiceId + " " + text)
                .endRow();
    }

    private @Nullable String planted(
            @Nullable Mention<Customer> mention, boolean first, String column, long id, Customer host) {
        if (mention == null || !first) {
            return null;
        }
        load.planted.add(mention.at("paiement", column, id, host.id()));
        return mention.written();
    }
}
