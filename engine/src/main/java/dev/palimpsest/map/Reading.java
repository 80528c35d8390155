package dev.palimpsest.map;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.Position;
import dev.palimpsest.problem.Problems;
import dev.palimpsest.problem.Suggestion;
import dev.palimpsest.text.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One map file while it is read: turns nodes into values and gathers what is wrong. A value that is wrong becomes a
 * harmless one of the same type, so that the reading goes on to the next finding; nobody ever sees it.
 */
final class Reading {
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");
    private static final Pattern TABLE = Pattern.compile("[^.]+(\\.[^.]+)?");
    private static final int POSITIONS_AT_MOST = 200_000;
    private static final int DEEPEST = 12;

    private final String file;
    private final Problems problems = new Problems();
    private int gathered;

    Reading(String file) {
        this.file = file;
    }

    Problems problems() {
        return problems;
    }

    Position at(Node node) {
        return node.getStartMark()
                .map(mark -> new Position(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElseGet(() -> new Position(file, 1, 1));
    }

    void problem(ErrorCode code, Node node, String message) {
        problems.add(code, at(node), message);
    }

    void badValue(Node node, String message) {
        problem(ErrorCode.MAP_BAD_VALUE, node, message);
    }

    /** A text with at least one visible character. */
    String text(Node node, String what) {
        String text = anyText(node, what);
        if (text.isBlank() && isText(node)) {
            badValue(node, what + " is empty. Write a text, or leave the key out.");
        }
        return text;
    }

    boolean truth(Node node, String what) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return scalar.getValue().equalsIgnoreCase("true");
        }
        badValue(node, what + " is " + describe(node) + ", but it must be true or false.");
        return false;
    }

    /** A text, which may be empty. */
    String anyText(Node node, String what) {
        if (isText(node)) {
            return ((ScalarNode) node).getValue();
        }
        String hint = node instanceof ScalarNode scalar && !isNull(node)
                ? " Put it in quotes: \"" + scalar.getValue() + "\"."
                : "";
        badValue(node, what + " must be a text, but it is " + describe(node) + "." + hint);
        return "";
    }

    /** One text, or a list of at least one, no text twice. */
    List<String> texts(Node node, String what) {
        return texts(node, what, this::text);
    }

    /** One text, or a list of at least one, each read in this way. */
    List<String> texts(Node node, String what, BiFunction<Node, String, String> read) {
        if (!(node instanceof SequenceNode sequence)) {
            return List.of(read.apply(node, what));
        }
        List<String> found = new ArrayList<>();
        for (Node item : items(sequence, what)) {
            String text = read.apply(item, "each entry of " + what);
            if (found.contains(text) && !text.isEmpty()) {
                badValue(item, "'" + text + "' stands twice in " + what + ". Take one away.");
            } else {
                found.add(text);
            }
        }
        return found;
    }

    /** The entries of a list that must not be empty. */
    List<Node> items(SequenceNode sequence, String what) {
        if (sequence.getValue().isEmpty()) {
            badValue(sequence, what + " is an empty list. Name at least one, or leave the key out.");
        }
        return sequence.getValue();
    }

    /** The name of an activity, a blocker, a kind or a record class. */
    String id(Node node, String what) {
        String text = text(node, what);
        if (!text.isBlank() && !ID.matcher(text).matches()) {
            badValue(
                    node,
                    what + " is '" + text
                            + "', but a name is made of letters, digits, '-' and '_', begins with a letter"
                            + " and has at most 63 characters.");
        }
        return text;
    }

    /** {@code table} or {@code schema.table}. */
    String table(Node node, String what) {
        String text = text(node, what);
        if (!text.isBlank() && !TABLE.matcher(text).matches()) {
            badValue(node, what + " is '" + text + "', but a table is written 'table' or 'schema.table'.");
        }
        return text;
    }

    /** One word of a fixed list. */
    String word(Node node, String what, Collection<String> allowed) {
        String text = text(node, what);
        if (!text.isBlank() && !allowed.contains(text)) {
            badValue(
                    node,
                    what + " is '" + text + "', but only " + quoted(allowed) + " is possible."
                            + Suggestion.didYouMean(text, allowed));
        }
        return text;
    }

    /** A two-letter language. */
    String language(Node node, String what) {
        String text = text(node, what);
        if (!text.isBlank() && !LANGUAGES.contains(text)) {
            badValue(
                    node,
                    what + " is '" + text + "', but a language is two small letters of ISO 639: "
                            + String.join(", ", Words.languages())
                            + "."
                            + Suggestion.didYouMean(text, LANGUAGES));
        }
        return text;
    }

    /** One text in the map's own language, or one text per language. */
    LocalText localText(Node node, String what, String language) {
        if (!(node instanceof MappingNode mapping)) {
            return LocalText.of(language, text(node, what));
        }
        return perLanguage(mapping, what, language, this::text);
    }

    /** One text per language, each read in this way. */
    LocalText perLanguage(MappingNode node, String what, String language, BiFunction<Node, String, String> read) {
        Map<String, String> texts = new LinkedHashMap<>();
        Mapping.of(this, node, what)
                .forEach((key, value) -> texts.put(language(key, "the language of " + what), read.apply(value, what)));
        if (texts.isEmpty()) {
            badValue(node, what + " is empty. Write it in at least one language: {en: \"...\"}.");
            return LocalText.of(language, "");
        }
        return new LocalText(texts);
    }

    /** A condition in SQL. */
    Predicate predicate(Node node, String what) {
        String sql = text(node, what);
        if (!sql.isBlank()) {
            for (String finding : PredicateLint.findings(sql)) {
                problem(ErrorCode.MAP_BAD_PREDICATE, node, what + " " + finding);
            }
        }
        return new Predicate(sql, at(node));
    }

    /** The position of every part of the file. */
    Positions positions(Node root) {
        Map<List<String>, Position> found = new HashMap<>();
        gather(root, List.of(), DEEPEST, found);
        return new Positions(file, found);
    }

    /** An alias may lead back to where it stands, so the depth is counted, also of lists in lists, and every look. */
    private void gather(Node node, List<String> path, int deeper, Map<List<String>, Position> found) {
        gathered++;
        if (deeper < 0 || gathered > POSITIONS_AT_MOST) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    List<String> below = append(path, key.getValue());
                    found.putIfAbsent(below, at(key));
                    gather(entry.getValueNode(), below, deeper - 1, found);
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                if (item instanceof ScalarNode word) {
                    found.putIfAbsent(append(path, word.getValue()), at(word));
                } else if (item instanceof SequenceNode) {
                    gather(item, path, deeper - 1, found);
                }
            }
        }
    }

    private static List<String> append(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }

    static boolean isText(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.STR);
    }

    static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    /** What stands there, in words. */
    static String describe(Node node) {
        return switch (node) {
            case SequenceNode list -> "a list";
            case MappingNode mapping -> "a group of 'key: value'";
            case ScalarNode scalar when isNull(scalar) -> "empty";
            case ScalarNode scalar when isText(scalar) -> "the text '" + scalar.getValue() + "'";
            case ScalarNode scalar when scalar.getTag().equals(Tag.BOOL) -> "the truth value " + scalar.getValue();
            case ScalarNode scalar -> "the number " + scalar.getValue();
            default -> "something else";
        };
    }

    /** The words in quotes, the last one behind "or". */
    static String quoted(Collection<String> words) {
        List<String> quoted = words.stream().map(word -> "'" + word + "'").toList();
        return quoted.size() < 2
                ? String.join("", quoted)
                : quoted.stream().limit(quoted.size() - 1L).collect(Collectors.joining(", ")) + " or "
                        + quoted.getLast();
    }

    static <E extends Enum<E>> List<String> words(E[] constants) {
        Function<E, String> word = constant -> constant.name().toLowerCase(Locale.ROOT);
        return Arrays.stream(constants).map(word).toList();
    }
}
