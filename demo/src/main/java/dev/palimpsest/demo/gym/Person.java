package dev.palimpsest.demo.gym;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in the member table, with everything that the rows of the other tables follow from.
 *
 * @param change a marriage or a move, after which older invoices show other data than the member table
 * @param household null for somebody who lives alone
 */
record Person(
        long id,
        Status status,
        Name name,
        char gender,
        LocalDate born,
        Address address,
        Contact contact,
        @Nullable Change change,
        @Nullable Family household,
        boolean hasNamesake,
        Membership membership,
        Affairs affairs) {

    enum Status {
        PROSPECT,
        ACTIVE,
        FORMER,
        ARCHIVED,
        STAFF
    }

    /**
     * @param sharedEmail the e-mail address belongs to the family
     * @param holder the family member whose bank account is used, null for one's own
     */
    record Family(
            long number, boolean sharedEmail, @Nullable Name holder) {}

    record Contact(
            @Nullable String email,
            @Nullable Phone mobile,
            @Nullable Phone landline,
            @Nullable String iban) {}

    record Change(
            LocalDate on, @Nullable Name name, @Nullable Address address) {}

    String memberNumber() {
        return "M-" + (100_000 + id);
    }

    int club() {
        return 1 + Math.floorMod(Dice.mix(id), 4);
    }

    boolean sharesAddress() {
        return household != null;
    }

    @Nullable
    String ownEmail() {
        return household != null && household.sharedEmail() ? null : contact.email();
    }

    @Nullable
    String ownIban() {
        return household == null ? contact.iban() : null;
    }

    Name nameOn(LocalDate day) {
        return change != null && change.name() != null && day.isBefore(change.on()) ? change.name() : name;
    }

    Address addressOn(LocalDate day) {
        return change != null && change.address() != null && day.isBefore(change.on()) ? change.address() : address;
    }
}
