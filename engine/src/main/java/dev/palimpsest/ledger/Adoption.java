package dev.palimpsest.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What became of the database that the own tables were written in, as an operator says it. */
public enum Adoption {
    /** It lies here now, as it was: another server, a newer version, another name. */
    MOVED,
    /** An older state of it was brought back, here or elsewhere. What was done since is undone. */
    RESTORED,
    /** It goes on elsewhere; this is a copy, a database of its own from now on. */
    COPIED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Adoption> of(String word) {
        return Arrays.stream(values())
                .filter(adoption -> adoption.word().equals(word))
                .findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Adoption::word).toList();
    }
}
