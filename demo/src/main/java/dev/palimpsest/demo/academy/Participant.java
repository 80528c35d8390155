package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.generator.Address;
import dev.palimpsest.demo.generator.Identity;
import dev.palimpsest.demo.generator.Name;
import dev.palimpsest.demo.generator.Phone;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in the participants' table, with everything that the rows of the other tables follow from.
 *
 * @param employer who sends and pays; null for somebody who pays alone
 * @param family first of those who live together; null for somebody who lives alone
 */
record Participant(
        long id,
        Status status,
        Name name,
        char gender,
        LocalDate born,
        Address address,
        Contact contact,
        @Nullable Employer employer,
        @Nullable Long family,
        boolean hasNamesake,
        Dossier dossier)
        implements Identity {

    /**
     * How to reach somebody.
     *
     * @param sharedEmail the address belongs to the family or to the employer
     */
    record Contact(
            @Nullable String email,
            boolean sharedEmail,
            @Nullable Phone mobile,
            @Nullable String iban) {}

    /** An organisation: no person, so it stays. */
    record Employer(long id, String name, Address address, String planningEmail) {}

    @Override
    public String number() {
        return "DN-" + (400_000 + id);
    }

    @Override
    public @Nullable String ownEmail() {
        return contact.sharedEmail() ? null : contact.email();
    }

    @Override
    public @Nullable Phone ownMobile() {
        return contact.mobile();
    }

    @Override
    public @Nullable String ownIban() {
        return contact.iban();
    }

    @Override
    public @Nullable Address ownAddress() {
        return family == null ? address : null;
    }

    boolean isTrainer() {
        return status == Status.DOCENT;
    }

    /** Van der, de, ten: the words before the surname have a column of their own. */
    @Nullable
    String infix() {
        int end = endOfInfix();
        return end == 0 ? null : name.last().substring(0, end - 1);
    }

    String surname() {
        return name.last().substring(endOfInfix());
    }

    private int endOfInfix() {
        int start = 0;
        while (Character.isLowerCase(name.last().charAt(start))) {
            start = name.last().indexOf(' ', start) + 1;
        }
        return start;
    }

    Participant withNamesake() {
        return new Participant(id, status, name, gender, born, address, contact, employer, family, true, dossier);
    }
}
