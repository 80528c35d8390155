package dev.palimpsest.cli.text;

import dev.palimpsest.cli.document.AdoptDocument;
import dev.palimpsest.cli.terminal.Terminal;

/** Tells people which database this is. */
public final class AdoptText {
    private AdoptText() {}

    public static void print(Terminal terminal, AdoptDocument adopt) {
        terminal.paragraph("", "This is " + adopt.here() + ".");
        if (adopt.written() == null) {
            terminal.paragraph(
                    "",
                    "Palimpsest has no tables of its own here yet, or this user may not read them, so there is nothing to"
                            + " compare it with.");
            return;
        }
        if (adopt.known()) {
            terminal.paragraph(
                    "",
                    terminal.green("Known.") + " Its own tables say the same (" + adopt.origin() + " by " + adopt.by()
                            + " on " + adopt.at() + ").");
            if (adopt.adopted() != null) {
                terminal.paragraph("", "Previews made before are void. Look at it with 'check' and make new ones.");
            }
            return;
        }
        terminal.out().println(terminal.red("Not the database it was."));
        adopt.findings().forEach(finding -> terminal.paragraph("  ", finding));
        terminal.out().println("No verb changes anything here until somebody says what became of it:");
        terminal.paragraph(
                "  ", "--as moved     it lies here now, as it was: another server, a newer version, a new name");
        terminal.paragraph("  ", "--as restored  an older state was brought back; what was done since is undone");
        terminal.paragraph("  ", "--as copied    it goes on elsewhere; this is a database of its own from now on");
    }
}
