package dev.palimpsest.ledger;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.database.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the attached database is the one that its own tables and the home know. See {@link Palimpsest#standing()}.
 *
 * @param here where the database lies
 * @param written what its own tables say; empty where none were made yet
 * @param beyond runs that the home knows to have got farther here than the database says: it is an older state
 * @param left whether the home knows that the database was adopted elsewhere since
 */
public record DatabaseStanding(Location here, Optional<Identities.Written> written, List<String> beyond, boolean left) {
    private static final int SHOWN = 5;

    /** Whether its own tables were written at another location: a copy, a restored or a moved database. */
    public boolean elsewhere() {
        return written.isPresent() && !written.get().identity().location().fits(here);
    }

    /** Whether it is the database it was, as far as that can be told. */
    public boolean isKnown() {
        return !elsewhere() && beyond.isEmpty() && !left;
    }

    /** The first runs that the home knows better. */
    public String beyondInWords() {
        String first = String.join(", ", beyond.stream().limit(SHOWN).toList());
        return "run " + first + (beyond.size() > SHOWN ? " and " + (beyond.size() - SHOWN) + " more" : "");
    }

    /** What does not fit, a sentence each. */
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        written.filter(row -> elsewhere())
                .ifPresent(row -> findings.add("The own tables were written in "
                        + row.identity().location() + "; this is " + here
                        + ": a copy, a restored backup, or the same database moved."));
        if (left) {
            findings.add("The home knows that this database went on elsewhere: this is what it left behind.");
        }
        if (!beyond.isEmpty()) {
            findings.add("The home knows more of it than the database itself (" + beyondInWords()
                    + "): this is an older state. Whoever was treated since is there again.");
        }
        return findings;
    }
}
