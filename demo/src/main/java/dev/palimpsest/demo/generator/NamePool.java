package dev.palimpsest.demo.generator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.datafaker.Faker;

/**
 * First names, last names and streets of a region, drawn once from Datafaker. Names that differ only in spelling
 * (Jörg, Joerg) and last names that are first names too are left out: two people here are namesakes only on purpose.
 */
public final class NamePool {
    private static final int DRAWS = 12_000;
    /** How many times more often a region's own names are given. */
    private static final int WEIGHT = 200;
    /** A longer street name is not read as one. */
    private static final int WORDS_OF_A_STREET = 5;

    final List<String> women;
    final List<String> men;
    final List<String> lastNames;
    final List<String> streets;

    public NamePool(Region region, long seed) {
        Faker faker = new Faker(region.locale(), new Random(seed));
        Region.Names own = region.names();
        Map<String, String> female =
                distinct(own.women(), firstNames(region, () -> faker.name().femaleFirstName()));
        Map<String, String> male =
                distinct(own.men(), firstNames(region, () -> faker.name().maleFirstName()));
        male.keySet().removeAll(female.keySet());
        Map<String, String> last = distinct(own.last(), drawn(() -> faker.name().lastName()));
        last.keySet().removeAll(female.keySet());
        last.keySet().removeAll(male.keySet());
        Set<String> firstNames = new HashSet<>(female.keySet());
        firstNames.addAll(male.keySet());
        women = plain(female, own.women(), region);
        men = plain(male, own.men(), region);
        lastNames = plain(last, own.last(), region);
        streets = distinct(List.of(), drawn(() -> faker.address().streetName())).values().stream()
                // one prefix of the French list is two
                .map(street -> street.replace("Allée, Voie", "Allée"))
                .filter(street ->
                        Stream.of(street.split("[ -]")).map(NamePool::folded).noneMatch(firstNames::contains))
                .filter(street -> street.split("\\P{L}+").length <= WORDS_OF_A_STREET)
                .filter(street -> street.length() < 40 && !street.matches(".*\\d.*"))
                .toList();
    }

    private static List<String> plain(Map<String, String> names, List<String> common, Region region) {
        List<String> rare = names.values().stream()
                .filter(n -> n.matches("\\p{L}{3,}") && !region.words().contains(n))
                .toList();
        List<String> weighted = new ArrayList<>(rare);
        for (int i = 1; i < WEIGHT; i++) {
            common.stream().filter(rare::contains).forEach(weighted::add);
        }
        return weighted;
    }

    /** Of names that somebody could take for the same, the first of the common ones, else of the others. */
    private static Map<String, String> distinct(List<String> common, List<String> others) {
        Map<String, String> byFolded = new LinkedHashMap<>();
        common.forEach(name -> byFolded.putIfAbsent(folded(name), name));
        others.forEach(name -> byFolded.putIfAbsent(folded(name), name));
        return byFolded;
    }

    private static List<String> firstNames(Region region, Supplier<String> source) {
        return region.hasFirstNames() ? drawn(source) : List.of();
    }

    private static List<String> drawn(Supplier<String> source) {
        List<String> drawn = new ArrayList<>(DRAWS);
        for (int i = 0; i < DRAWS; i++) {
            drawn.add(source.get());
        }
        drawn.sort(null);
        return drawn;
    }

    /** Equal for names that somebody could take for the same. */
    public static String folded(String name) {
        return Name.transliterate(name)
                .toLowerCase(Locale.ROOT)
                .replace("ae", "a")
                .replace("oe", "o")
                .replace("ue", "u")
                .replaceAll("\\P{L}", "");
    }
}
