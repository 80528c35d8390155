package dev.palimpsest.map;

import dev.palimpsest.map.BlockerDeclaration.Level;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the section {@code blockers}. */
final class BlockerReader {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    private final Reading reading;
    private final String language;

    /** @param language of texts without a language */
    BlockerReader(Reading reading, String language) {
        this.reading = reading;
        this.language = language;
    }

    List<BlockerDeclaration> read(Node node, String path) {
        List<BlockerDeclaration> found = new ArrayList<>();
        Mapping section = Mapping.of(reading, node, path);
        section.forEach((key, value) -> {
            String id = reading.id(key, "a name in " + path);
            if (BuiltInBlocker.ids().contains(id)) {
                reading.badValue(
                        key,
                        "'" + id + "' in " + path + " is the name of a built-in blocker. Give yours another name.");
            }
            found.add(one(id, key, value, section.name(id)));
        });
        return List.copyOf(found);
    }

    private BlockerDeclaration one(String id, Node key, Node value, String path) {
        Mapping blocker = Mapping.of(reading, value, path);
        List<String> show = blocker.optional("show", List.of(), reading::texts);
        BlockerDeclaration declaration = new BlockerDeclaration(
                id,
                blocker.required("table", "contract", "", reading::table),
                blocker.required(
                        "where",
                        "\"ends_on >= :today\"",
                        new Predicate("false", reading.at(value)),
                        reading::predicate),
                List.copyOf(show),
                blocker.optional("until", reading::text),
                blocker.optional("level", Level.BLOCKS, this::level),
                blocker.required(
                        "message",
                        "{en: \"Contract {number} runs.\"}",
                        LocalText.of(language, ""),
                        (node, what) -> message(node, what, show)),
                blocker.optional("fix", (node, what) -> withPlaceholders(node, what, show)),
                ActivityReader.link(reading, blocker, null),
                reading.at(key));
        blocker.refuseOthers();
        return declaration;
    }

    private Level level(Node node, String what) {
        List<String> words = Reading.words(Level.values());
        String word = reading.word(node, what, words);
        return words.contains(word) ? Level.valueOf(word.toUpperCase(Locale.ROOT)) : Level.BLOCKS;
    }

    private LocalText message(Node node, String what, List<String> show) {
        if (node instanceof MappingNode mapping) {
            return reading.perLanguage(mapping, what, language, (text, each) -> withPlaceholders(text, each, show));
        }
        return LocalText.of(language, withPlaceholders(node, what, show));
    }

    private String withPlaceholders(Node node, String what, List<String> show) {
        String text = reading.text(node, what);
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            String column = placeholder.group(1);
            if (!show.contains(column)) {
                String suggestion = Suggestion.didYouMean(column, show);
                reading.problem(
                        ErrorCode.MAP_UNKNOWN_PLACEHOLDER,
                        node,
                        what + " speaks of {" + column + "}, which the blocker does not show."
                                + (suggestion.isEmpty() ? " Add '" + column + "' to 'show'." : suggestion));
            }
        }
        return text;
    }
}
