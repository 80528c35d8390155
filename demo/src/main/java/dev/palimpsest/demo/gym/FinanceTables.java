package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Address;
import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Mention;
import dev.palimpsest.demo.generator.Planted;
import dev.palimpsest.demo.generator.TableRows;
import dev.palimpsest.demo.gym.Affairs.Collection;
import dev.palimpsest.demo.gym.Affairs.Credit;
import dev.palimpsest.demo.gym.History.Invoice;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Writes accounts, invoices, payments, and what is owed in either direction. */
final class FinanceTables {
    private static final int VAT_PER_CENT = 19;

    private final Load load;

    FinanceTables(Load load) {
        this.load = load;
    }

    void write() throws SQLException {
        load.table(
                "account",
                "id,member_id,balance,iban,account_holder,mandate_reference,mandate_signed_on",
                this::accounts);
        load.table("account_entry", "id,account_id,booked_on,kind,amount,text", this::entries);
        load.table(
                "invoice",
                "id,number,member_id,issued_on,due_on,billing_name,billing_street,billing_postal_code,billing_city,net,vat,"
                        + "gross,status,pdf_path",
                this::invoices);
        load.table("invoice_line", "invoice_id,position,description,quantity,unit_price,amount", this::lines);
        load.table("payment", "id,member_id,invoice_id,received_on,amount,method,payer,iban,purpose", this::payments);
        load.table("dunning", "id,member_id,level,since,letter_on", this::dunnings);
        load.table("collection_case", "id,member_id,agency,file_number,amount,opened_on,closed_on", this::collections);
        load.table("consumption_credit", "id,member_id,product,units,remaining,bought_on,expires_on", this::credits);
    }

    private static boolean hasAccount(Person person) {
        return person.contact().iban() != null || person.affairs().balanceCents() != 0;
    }

    private static long accountId(Person person) {
        return 700_000 + person.id();
    }

    private void accounts(TableRows rows) {
        for (Person person : load.roster.people) {
            if (hasAccount(person)) {
                long id = accountId(person);
                String iban = person.contact().iban();
                rows.number(id)
                        .number(person.id())
                        .cents(person.affairs().balanceCents())
                        .text(iban)
                        .text(iban == null ? null : holder(person, "account", "account_holder", id))
                        .text(iban == null ? null : "MANDAT-" + id)
                        .date(
                                iban == null || person.membership().contracts().isEmpty()
                                        ? null
                                        : person.membership()
                                                .contracts()
                                                .get(0)
                                                .starts()
                                                .minusDays(2))
                        .endRow();
            }
        }
    }

    /** The member, or the relative who pays. */
    private String holder(Person person, String table, String column, long key) {
        Person.Family family = person.household();
        if (family == null || family.holder() == null) {
            return person.name().full();
        }
        String name = family.holder().full();
        load.planted.add(new Planted(table, column, key, Form.FULL_NAME, family.number(), person.id(), false, name));
        return name;
    }

    private void entries(TableRows rows) {
        for (Person person : load.roster.people) {
            if (!hasAccount(person)) {
                continue;
            }
            for (Invoice invoice : load.history.invoices(person)) {
                if (!invoice.cancelled()) {
                    entry(rows, person, invoice.issuedOn(), "INVOICE", -invoice.grossCents(), "Rechnung");
                    entry(rows, person, invoice.issuedOn().plusDays(3), "PAYMENT", invoice.grossCents(), "Lastschrift");
                }
            }
            int balance = person.affairs().balanceCents();
            if (balance != 0) {
                entry(
                        rows,
                        person,
                        load.today.minusMonths(10),
                        "CORRECTION",
                        balance,
                        balance < 0 ? "Rücklastschrift" : "Gutschrift");
            }
        }
    }

    private static void entry(TableRows rows, Person person, LocalDate on, String kind, int cents, String text) {
        rows.number(rows.rows() + 1)
                .number(accountId(person))
                .date(on)
                .text(kind)
                .cents(cents)
                .text(text)
                .endRow();
    }

    private void invoices(TableRows rows) {
        for (Person person : load.roster.people) {
            for (Invoice invoice : load.history.invoices(person)) {
                long id = rows.rows() + 1;
                LocalDate on = invoice.issuedOn();
                Address address = person.addressOn(on);
                long net = Math.round(invoice.grossCents() * 100.0 / (100 + VAT_PER_CENT));
                rows.number(id)
                        .text(number(invoice, id))
                        .number(person.id())
                        .date(on)
                        .date(on.plusDays(14))
                        .text(person.nameOn(on).full())
                        .text(address.street())
                        .text(address.postalCode())
                        .text(address.city())
                        .cents(net)
                        .cents(invoice.grossCents() - net)
                        .cents(invoice.grossCents())
                        .text(invoice.status())
                        .text("rechnungen/" + on.getYear() + "/" + number(invoice, id) + ".pdf")
                        .endRow();
            }
        }
    }

    private static String number(Invoice invoice, long id) {
        return "RE-" + invoice.issuedOn().getYear() + "-" + (1_000_000 + id);
    }

    private void lines(TableRows rows) {
        long id = 0;
        for (Person person : load.roster.people) {
            for (Invoice invoice : load.history.invoices(person)) {
                id++;
                if (invoice.drinks()) {
                    line(rows, id, "Getränke und Zubehör", 1, invoice.grossCents());
                } else {
                    line(rows, id, "Beitrag " + invoice.issuedOn().getYear(), 12, invoice.grossCents() / 12);
                }
            }
        }
    }

    private static void line(TableRows rows, long invoice, String description, int quantity, int cents) {
        rows.number(invoice)
                .number(1)
                .text(description)
                .cents(quantity * 100L)
                .cents(cents)
                .cents((long) quantity * cents)
                .endRow();
    }

    private void payments(TableRows rows) {
        long invoiceId = 0;
        for (Person person : load.roster.people) {
            Mention<Person> payer = load.mentions.in(Surface.PAYER, person);
            Mention<Person> purpose = load.mentions.in(Surface.PURPOSE, person);
            Dice dice = load.dice(Topic.TEXTS, -person.id());
            for (Invoice invoice : load.history.invoices(person)) {
                invoiceId++;
                if (invoice.status().equals("PAID")) {
                    payment(rows, person, invoiceId, invoice, payer, purpose, dice);
                    payer = null;
                    purpose = null;
                }
            }
        }
    }

    private void payment(
            TableRows rows,
            Person person,
            long invoiceId,
            Invoice invoice,
            @Nullable Mention<Person> payer,
            @Nullable Mention<Person> purpose,
            Dice dice) {
        long id = rows.rows() + 1;
        rows.number(id)
                .number(person.id())
                .number(invoiceId)
                .date(invoice.issuedOn().plusDays(3))
                .cents(invoice.grossCents())
                .text(invoice.drinks() ? "CARD" : "DIRECT_DEBIT")
                .text(payer == null ? holder(person, "payment", "payer", id) : foreign(payer, "payer", id, person))
                .text(person.contact().iban())
                .text(
                        purpose == null
                                ? ownPurpose(person, invoice, id, dice)
                                : "BEITRAG " + foreign(purpose, "purpose", id, person))
                .endRow();
    }

    private String ownPurpose(Person person, Invoice invoice, long id, Dice dice) {
        if (!dice.chance(0.1)) {
            return "SEPA-Lastschrift Beitrag " + invoice.issuedOn().getYear();
        }
        Form form = dice.pick(Form.BANK_NAME, Form.NUMBER);
        return "BEITRAG " + load.own(person, form, "payment", "purpose", id);
    }

    private String foreign(Mention<Person> mention, String column, long id, Person host) {
        load.planted.add(mention.at("payment", column, id, host.id()));
        return mention.written();
    }

    private void dunnings(TableRows rows) {
        for (Person person : load.roster.people) {
            int level = person.affairs().dunningLevel();
            if (level != Affairs.NEVER_DUNNED) {
                LocalDate since = load.today.minusMonths(10).minusDays(person.id() % 300);
                rows.number(rows.rows() + 1)
                        .number(person.id())
                        .number(level)
                        .date(since)
                        .date(level == 0 ? null : since.plusDays(14))
                        .endRow();
            }
        }
    }

    private void collections(TableRows rows) {
        for (Person person : load.roster.people) {
            Collection collection = person.affairs().collection();
            if (collection != Collection.NONE) {
                long id = rows.rows() + 1;
                LocalDate opened = load.today.minusMonths(11).minusDays(person.id() % 500);
                rows.number(id)
                        .number(person.id())
                        .text("Inkassokontor Mittelrhein")
                        .text("IK/" + opened.getYear() + "/" + id)
                        .cents(4_990 + person.id() % 100 * 100)
                        .date(opened)
                        .date(collection == Collection.CLOSED ? opened.plusDays(120) : null)
                        .endRow();
            }
        }
    }

    private void credits(TableRows rows) {
        for (Person person : load.roster.people) {
            Credit credit = person.affairs().credit();
            if (credit == Credit.NONE) {
                continue;
            }
            LocalDate expires = switch (credit) {
                case NONE, USED_UP -> null;
                case EXPIRED_YESTERDAY -> load.today.minusDays(1);
                case EXPIRES_TODAY -> load.today;
                case VALID -> person.id() % 3 == 0 ? null : load.today.plusDays(1 + person.id() % 400);
            };
            rows.number(rows.rows() + 1)
                    .number(person.id())
                    .text(person.id() % 2 == 0 ? "Zehnerkarte Massage" : "Getränkekarte")
                    .number(10)
                    .number(credit == Credit.USED_UP ? 0 : 1 + person.id() % 9)
                    .date(load.today.minusYears(2))
                    .date(expires)
                    .endRow();
        }
    }
}
