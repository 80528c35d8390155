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

    final List<String> women;
    final List<String> men;
    final List<String> lastNames;
    final List<String> streets;

    public NamePool(Region region, long seed) {
        Faker faker = new Faker(region.locale(), new Random(seed));
        Map<String, String> female = distinct(() -> faker.name().femaleFirstName());
        Map<String, String> male = distinct(() -> faker.name().maleFirstName());
        male.keySet().removeAll(female.keySet());
        Map<String, String> last = distinct(() -> faker.name().lastName());
        last.keySet().removeAll(female.keySet());
        last.keySet().removeAll(male.keySet());
        Set<String> firstNames = new HashSet<>(female.keySet());
        firstNames.addAll(male.keySet());
        women = plain(female, region);
        men = plain(male, region);
        lastNames = plain(last, region);
        streets = distinct(() -> faker.address().streetName()).values().stream()
                .filter(street ->
                        Stream.of(street.split("[ -]")).map(NamePool::folded).noneMatch(firstNames::contains))
                .filter(street -> street.length() < 40 && !street.matches(".*\\d.*"))
                .toList();
    }

    private static List<String> plain(Map<String, String> names, Region region) {
        return names.values().stream()
                .filter(n -> n.matches("\\p{L}{3,}") && !region.words().contains(n))
                .toList();
    }

    private static Map<String, String> distinct(Supplier<String> source) {
        List<String> drawn = new ArrayList<>(DRAWS);
        for (int i = 0; i < DRAWS; i++) {
            drawn.add(source.get());
        }
        drawn.sort(null);
        Map<String, String> byFolded = new LinkedHashMap<>();
        drawn.forEach(name -> byFolded.putIfAbsent(folded(name), name));
        return byFolded;
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
