package dev.palimpsest.cli;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.palimpsest.cli.StuckShop.Product;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state of a run, every change under it, every verb: the verb does its job, or says what to do first, and whoever does
 * that gets to the end in a few steps.
 */
@Tag("database")
class NothingStuckTest {
    private static final long SEED = Long.getLong("seed", 20261126);
    private static final int SAMPLE = Integer.getInteger("cells", 50);

    @TempDir
    Path directory;

    static Stream<Arguments> sample() {
        System.out.println("seed " + SEED);
        List<Arguments> all = new ArrayList<>(all().toList());
        Collections.shuffle(all, new Random(SEED));
        return all.stream().limit(SAMPLE);
    }

    static Stream<Arguments> all() {
        String state = System.getProperty("state", "");
        String change = System.getProperty("change", "");
        String verb = System.getProperty("verb", "");
        return Stream.of(Product.values())
                .filter(each -> each.name().contains(System.getProperty("product", "")))
                .flatMap(product -> Arrays.stream(StuckState.values())
                        .filter(each -> each.name().contains(state))
                        .flatMap(first -> Arrays.stream(StuckChange.values())
                                .filter(each -> each.name().contains(change))
                                .flatMap(second -> Arrays.stream(StuckVerb.values())
                                        .filter(each -> each.name().contains(verb))
                                        .map(third -> arguments(product, first, second, third)))));
    }

    @ParameterizedTest
    @MethodSource("sample")
    void nobody_is_stuck(Product product, StuckState state, StuckChange change, StuckVerb verb) {
        cell(product, state, change, verb);
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("slow")
    void nobody_is_stuck_anywhere(Product product, StuckState state, StuckChange change, StuckVerb verb) {
        cell(product, state, change, verb);
    }

    private void cell(Product product, StuckState state, StuckChange change, StuckVerb verb) {
        try (StuckShop shop = StuckShop.open(product, directory)) {
            state.reach(shop);
            change.make(shop);
            verb.in(new StuckWay(shop));
        }
    }
}
