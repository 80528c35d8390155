package dev.palimpsest.cli.text;

import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.map.BuiltInBlocker;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.BlockedBy;
import java.util.ArrayList;
import java.util.List;

/** A subject in a line, with a line for each row that forbids. */
public final class SubjectText {
    private SubjectText() {}

    public static void print(Terminal terminal, Assessment subject, String title, String language) {
        List<String> parts = new ArrayList<>();
        parts.add(subject.key().value());
        if (!title.isBlank()) {
            parts.add(terminal.bold(title));
        }
        parts.add(subject.verdict().word() + (subject.keptUntil() == null ? "" : " until " + subject.keptUntil()));
        parts.add(
                subject.lastActivity() == null
                        ? "no activity known"
                        : "last " + subject.lastActivityBy() + " " + subject.lastActivity());
        if (subject.held() && !subject.blockers().contains(BuiltInBlocker.LEGAL_HOLD.id())) {
            parts.add("legal hold");
        }
        if (subject.activityAfterAnonymisation()) {
            parts.add("activity since");
        }
        terminal.out().println(String.join("  ", parts));
        subject.blockedBy().forEach(by -> reason(terminal, by, language));
    }

    private static void reason(Terminal terminal, BlockedBy by, String language) {
        String link = by.link();
        terminal.out()
                .println("    " + (by.blocks() ? "" : "warning, ") + by.blocker() + ": " + by.message(language)
                        + (by.until() == null ? "" : " (until " + by.until() + ")")
                        + (link == null ? "" : " " + terminal.dim(link)));
    }
}
