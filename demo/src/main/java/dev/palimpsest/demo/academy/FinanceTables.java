package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.academy.Enrolment.Line;
import dev.palimpsest.demo.academy.Participant.Employer;
import dev.palimpsest.demo.generator.Address;
import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Iban;
import dev.palimpsest.demo.generator.Identities;
import dev.palimpsest.demo.generator.Mention;
import dev.palimpsest.demo.generator.TableRows;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes invoices: one per person who pays alone, one per session for an employer, with a line for each of its people. */
final class FinanceTables {
    private static final int VAT_PER_CENT = 21;
    private static final int TRAVEL_CENTS = 4500;
    private static final DateTimeFormatter DUTCH = DateTimeFormatter.ofPattern("dd-MM-yyyy");

    private record Item(Participant person, Enrolment enrolment) {}

    private record Invoice(long id, @Nullable Employer employer, LocalDate on, List<Item> items) {
        Participant payer() {
            return items.getFirst().person();
        }

        long cents() {
            long courses = items.stream()
                    .mapToLong(item -> item.enrolment().course().cents)
                    .sum();
            return courses + (employer == null ? 0 : TRAVEL_CENTS);
        }

        boolean isPaid() {
            return items.stream().allMatch(item -> item.enrolment().line() == Line.BETAALD);
        }

        String number() {
            return "F" + on.getYear() + "-" + (500_000 + id);
        }
    }

    private record Session(long employer, Course course, LocalDate on) {}

    private final Load load;
    private final List<Invoice> invoices;

    FinanceTables(Load load) {
        this.load = load;
        this.invoices = invoices();
    }

    /** Whether an invoice that bears this person's own name was paid. */
    static boolean paysAlone(Participant person) {
        return person.employer() == null
                && person.dossier().enrolments().stream()
                        .anyMatch(each -> each.invoicedOn() != null && each.line() == Line.BETAALD);
    }

    void write() throws SQLException {
        load.table(
                "factuur",
                "id,nummer,werkgever_id,deelnemer_id,factuurdatum,naam,straat,postcode,plaats,bedrag,btw,pdf_pad",
                this::invoices);
        load.table("factuurregel", "id,factuur_id,deelnemer_id,boekdatum,omschrijving,bedrag,status", this::lines);
        load.table("betaling", "id,factuur_id,ontvangen_op,bedrag,betaler,iban,omschrijving", this::payments);
    }

    private List<Invoice> invoices() {
        List<Invoice> all = new ArrayList<>();
        Map<Session, Invoice> ofEmployers = new LinkedHashMap<>();
        for (Participant person : load.roster.people) {
            for (Enrolment enrolment : person.dossier().enrolments()) {
                LocalDate on = enrolment.invoicedOn();
                Employer employer = person.employer();
                if (on == null) {
                    continue;
                }
                Item item = new Item(person, enrolment);
                Session session = new Session(
                        employer == null ? -person.id() : employer.id(), enrolment.course(), enrolment.on());
                Invoice known = ofEmployers.get(session);
                if (known == null) {
                    known = new Invoice(all.size() + 1L, employer, on, new ArrayList<>());
                    ofEmployers.put(session, known);
                    all.add(known);
                }
                known.items().add(item);
            }
        }
        return all;
    }

    private void invoices(TableRows rows) {
        for (Invoice invoice : invoices) {
            Employer employer = invoice.employer();
            Address address = employer == null ? invoice.payer().address() : employer.address();
            rows.number(invoice.id())
                    .text(invoice.number())
                    .number(employer == null ? null : (Long) employer.id())
                    .number(employer == null ? (Long) invoice.payer().id() : null)
                    .date(invoice.on())
                    .text(employer == null ? invoice.payer().name().full() : employer.name())
                    .text(address.street())
                    .text(address.postalCode())
                    .text(address.city())
                    .cents(invoice.cents())
                    .cents(Math.round(invoice.cents() * VAT_PER_CENT / 100.0))
                    .text("facturen/" + invoice.on().getYear() + "/" + invoice.number() + ".pdf")
                    .endRow();
        }
    }

    private void lines(TableRows rows) {
        for (Invoice invoice : invoices) {
            for (Item item : invoice.items()) {
                line(rows, invoice, item);
            }
            if (invoice.employer() != null) {
                boolean open = !invoice.isPaid();
                rows.number(rows.rows() + 1)
                        .number(invoice.id())
                        .number((Long) null)
                        .date(invoice.on())
                        .text("Reiskosten docent")
                        .cents(TRAVEL_CENTS)
                        .text(open ? Line.OPEN.name() : Line.BETAALD.name())
                        .endRow();
            }
        }
    }

    /** Employers want to read who it was for. */
    private void line(TableRows rows, Invoice invoice, Item item) {
        long id = rows.rows() + 1;
        Course course = item.enrolment().course();
        String text = course.title + ", " + item.enrolment().on().format(DUTCH);
        if (invoice.employer() != null) {
            text += ", " + load.own(item.person(), Form.FULL_NAME, "factuurregel", "omschrijving", id);
        }
        rows.number(id)
                .number(invoice.id())
                .number(item.person().id())
                .date(invoice.on())
                .text(text)
                .cents(course.cents)
                .text(item.enrolment().line().name())
                .endRow();
    }

    private void payments(TableRows rows) {
        Set<Long> mentioned = new HashSet<>();
        for (Invoice invoice : invoices) {
            if (!invoice.isPaid()) {
                continue;
            }
            long id = rows.rows() + 1;
            Participant payer = invoice.payer();
            Employer employer = invoice.employer();
            String purpose = "FACTUUR " + invoice.number();
            Mention<Participant> mention = employer == null ? load.mentions.in(Surface.PAYMENT, payer) : null;
            if (mention != null && mentioned.add(payer.id())) {
                purpose = "CURSUS " + load.about(mention, "betaling", "omschrijving", id, payer.id());
            }
            rows.number(id)
                    .number(invoice.id())
                    .date(invoice.on().plusDays(14))
                    .cents(invoice.cents())
                    .text(employer == null ? payer.name().asBanksWrite() : employer.name())
                    .text(
                            employer == null
                                    ? payer.contact().iban()
                                    : Iban.dutch(Identities.account(1_000_000 + employer.id())))
                    .text(purpose)
                    .endRow();
        }
    }
}
