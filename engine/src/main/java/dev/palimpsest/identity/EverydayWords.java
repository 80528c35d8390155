package dev.palimpsest.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words of English, German, Dutch and French in their normal form; read when the first name is found. */
final class EverydayWords {
    private static final Pattern BLANK = Pattern.compile(" ");

    /** First names and surnames that are words, too. */
    private static final Set<String> COMMON = read("common-words.txt");

    /** What stands beside names in the notes of an office and is none, though it begins with a capital. */
    private static final Set<String> BESIDE_NAMES = read("words-beside-names.txt");

    private EverydayWords() {}

    static boolean areCommon(String word) {
        return COMMON.contains(word);
    }

    static boolean standBesideNames(String word) {
        return BESIDE_NAMES.contains(word);
    }

    private static Set<String> read(String resource) {
        try (InputStream words = Objects.requireNonNull(EverydayWords.class.getResourceAsStream(resource))) {
            return new String(words.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(BLANK::splitAsStream)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
