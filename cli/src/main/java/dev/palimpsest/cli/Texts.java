package dev.palimpsest.cli;

import dev.palimpsest.text.Words;

/** Pieces of help that several verbs share. */
final class Texts {
    static final String EXAMPLES = "%nExamples:%n";

    static final String EXIT_CODES = "Exit codes: 0 did it; 1 finished but somebody was skipped or failed, or the proof"
            + " found something; 2 refused, nothing changed; 3 no connection, no rights, or a failure; 130 ended by Ctrl-C.";

    /** What stands above every confirmation of a final act. */
    static final String FINAL = Words.in("en").say("final");

    private Texts() {}
}
