package dev.palimpsest.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why two profiles were joined: a fixed list, since a free comment would soon hold a name. */
public enum MergeReason {
    /** The same person was entered twice. */
    DUPLICATE,
    /** The person asked for it, or asked to be forgotten. */
    REQUEST,
    /** One of the two was a mistake. */
    CORRECTION,
    /** Something else; the files of the business say what. */
    OTHER;

    /** The word on the command line and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words, in the order of the documentation. */
    public static List<String> words() {
        return Arrays.stream(values()).map(MergeReason::word).toList();
    }

    public static Optional<MergeReason> of(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word().equals(word))
                .findFirst();
    }
}
