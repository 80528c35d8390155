package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Address;
import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Identity;
import dev.palimpsest.demo.generator.Name;
import dev.palimpsest.demo.generator.Phone;
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
        Affairs affairs)
        implements Identity {

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

    @Override
    public String number() {
        return "M-" + (100_000 + id);
    }

    int club() {
        return 1 + Math.floorMod(Dice.mix(id), 4);
    }

    @Override
    public @Nullable String ownEmail() {
        return household != null && household.sharedEmail() ? null : contact.email();
    }

    @Override
    public @Nullable Phone ownMobile() {
        return contact.mobile();
    }

    @Override
    public @Nullable String ownIban() {
        return household == null ? contact.iban() : null;
    }

    @Override
    public @Nullable Address ownAddress() {
        return household == null ? address : null;
    }

    @Override
    public @Nullable Name formerName() {
        return change == null ? null : change.name();
    }

    @Override
    public @Nullable Address formerAddress() {
        return change == null ? null : change.address();
    }

    Name nameOn(LocalDate day) {
        return change != null && change.name() != null && day.isBefore(change.on()) ? change.name() : name;
    }

    Address addressOn(LocalDate day) {
        return change != null && change.address() != null && day.isBefore(change.on()) ? change.address() : address;
    }
}
