package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.counted;

/** Says that somebody who is no subject bears what people who go bear, too. */
final class OthersText {
    private OthersText() {}

    /** @param identifiers how many different ones of this kind */
    static String of(String table, String kind, long identifiers) {
        return counted(identifiers, "identifier", "identifiers") + " (" + kind + ") of these people "
                + (identifiers == 1 ? "is" : "are") + " somebody's in " + table
                + ", too, which the map names under 'others'. In texts of others "
                + (identifiers == 1 ? "it may be" : "they may be")
                + " that one's: nothing is struck there, and each place is"
                + " counted as possible or shared.";
    }
}
