package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Address;
import dev.palimpsest.demo.generator.Identity;
import dev.palimpsest.demo.generator.Name;
import dev.palimpsest.demo.generator.Phone;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A profile in the client table, with everything that the rows of the other tables follow from.
 *
 * @param change a marriage or a move, after which older invoices show other data than the client table
 * @param ties to other profiles
 */
record Customer(
        long id,
        Status status,
        Name name,
        char gender,
        LocalDate born,
        Address address,
        Contact contact,
        @Nullable Change change,
        Ties ties,
        Life life,
        Situation situation)
        implements Identity {

    enum Status {
        PROSPECT("prospect"),
        ACTIVE("actif"),
        FORMER("ancien"),
        ARCHIVED("archivé"),
        /** One of our own people. */
        STAFF("actif"),
        /** The anonymous profile that receives what stays. */
        NOBODY("ancien");

        final String stored;

        Status(String stored) {
            this.stored = stored;
        }
    }

    record Contact(
            @Nullable String email,
            @Nullable Phone mobile,
            @Nullable Phone landline,
            @Nullable String iban) {}

    record Change(
            LocalDate on, @Nullable Name name, @Nullable Address address) {}

    /**
     * @param household number of the family that lives under one roof
     * @param sharedEmail the e-mail address belongs to the family
     * @param hasNamesake somebody else bears the same name
     * @param otherProfile key of another profile of the same person
     * @param duoOf key of the owner of a membership in which this is the second person
     */
    record Ties(
            @Nullable Long household,
            boolean sharedEmail,
            boolean hasNamesake,
            @Nullable Long otherProfile,
            @Nullable Long duoOf) {
        static final Ties NONE = new Ties(null, false, false, null, null);

        Ties namesake() {
            return new Ties(household, sharedEmail, true, otherProfile, duoOf);
        }

        Ties otherProfile(long other) {
            return new Ties(household, sharedEmail, hasNamesake, other, duoOf);
        }
    }

    /**
     * When somebody came, stayed and left.
     *
     * @param createdAt null for profiles of the old system
     * @param firstVisit day of the first visit that is still known
     * @param lastVisit null for somebody who never came
     * @param eagerness visits per week
     */
    record Life(
            @Nullable LocalDateTime createdAt,
            @Nullable LocalDate firstVisit,
            @Nullable LocalDateTime lastVisit,
            List<Membership> memberships,
            double eagerness) {
        Life {
            memberships = List.copyOf(memberships);
        }
    }

    Customer with(Ties other) {
        return new Customer(id, status, name, gender, born, address, contact, change, other, life, situation);
    }

    /** What stands on the card, as a number. */
    long cardNumber() {
        return 4_200_000 + id;
    }

    @Override
    public String number() {
        return String.format(Locale.ROOT, "%08d", cardNumber());
    }

    @Override
    public boolean hasNamesake() {
        return ties.hasNamesake() || ties.otherProfile() != null;
    }

    private boolean isAlone() {
        return ties.household() == null && ties.otherProfile() == null;
    }

    @Override
    public @Nullable String ownEmail() {
        return ties.sharedEmail() || ties.otherProfile() != null ? null : contact.email();
    }

    @Override
    public @Nullable Phone ownMobile() {
        return ties.otherProfile() == null ? contact.mobile() : null;
    }

    @Override
    public @Nullable String ownIban() {
        return isAlone() ? contact.iban() : null;
    }

    @Override
    public @Nullable Address ownAddress() {
        return isAlone() ? address : null;
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
