package dev.palimpsest.cli;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.text.Words;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The language of what the map says to people: its title and the messages of its blockers. */
final class Language {
    private static final List<String> KNOWN = Words.languages();

    private final Map<String, String> environment;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            completionCandidates = Known.class,
            description =
                    "Language of the map's titles and messages: ${COMPLETION-CANDIDATES} (default: that of LANG, else that"
                            + " of the map).")
    private @Nullable String language;

    Language(Map<String, String> environment) {
        this.environment = environment;
    }

    String or(String otherwise) {
        if (language != null) {
            if (!KNOWN.contains(language)) {
                throw new PalimpsestException(
                        ErrorCode.BAD_ARGUMENT,
                        "--lang is " + language + "; there are " + String.join(", ", KNOWN) + ".");
            }
            return language;
        }
        String locale = environment.getOrDefault("LC_ALL", environment.getOrDefault("LANG", ""));
        String first = locale.length() < 2 ? "" : locale.substring(0, 2);
        return KNOWN.contains(first) && (locale.length() == 2 || locale.charAt(2) == '_') ? first : otherwise;
    }

    /** For the help and the completion. */
    static final class Known implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return KNOWN.iterator();
        }
    }
}
