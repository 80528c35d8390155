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
    private static final int SAMPLE = Integer.getInteger("cells", 40);
    /** There are ten thousand and more, of a second each: all of them with {@code -Dcells=20000}. */
    private static final int CAMPAIGN = Math.max(300, SAMPLE);

    private record Cell(StuckState state, StuckChange change, StuckVerb verb) {}

    /** Where somebody was stuck once. */
    private static final List<Cell> EVER_STUCK = List.of(
            new Cell(StuckState.KILLED_AFTER_SOME, StuckChange.TEXT_COLUMN_ADDED, StuckVerb.RESUME),
            new Cell(StuckState.KILLED_AFTER_SOME, StuckChange.KEY_TYPE_CHANGED, StuckVerb.UNINSTALL),
            new Cell(StuckState.KILLED_AFTER_SOME, StuckChange.SUBJECT_TABLE_RENAMED, StuckVerb.RESUME),
            new Cell(StuckState.FINISHED, StuckChange.SUBJECT_TABLE_RENAMED, StuckVerb.PROVE),
            new Cell(StuckState.HOME_LOST_HALFWAY, StuckChange.TEXT_COLUMN_ADDED, StuckVerb.RESUME),
            new Cell(StuckState.HOME_LOST_AFTER_PROOF, StuckChange.TEXT_TO_NUMBER, StuckVerb.RESUME),
            new Cell(StuckState.HOME_LOST_AFTER_PROOF, StuckChange.OWN_TABLES_DROPPED, StuckVerb.PROVE),
            new Cell(StuckState.REHEARSED, StuckChange.OWN_TABLES_OLD, StuckVerb.PROVE),
            new Cell(StuckState.FINISHED, StuckChange.RESTORED_FROM_BEFORE_PALIMPSEST, StuckVerb.PROVE),
            new Cell(StuckState.FINISHED, StuckChange.OWN_TABLES_DROPPED, StuckVerb.TO_THE_END),
            new Cell(StuckState.RED, StuckChange.RESTORED_FROM_BEFORE_THE_RUN, StuckVerb.TO_THE_END),
            new Cell(StuckState.CLOSED, StuckChange.SHORTER, StuckVerb.UNINSTALL));

    @TempDir
    Path directory;

    static Stream<Arguments> sample() {
        return Stream.concat(SAMPLE < EVER_STUCK.size() ? Stream.of() : stuckOnce(), some(SAMPLE));
    }

    static Stream<Arguments> campaign() {
        return some(CAMPAIGN);
    }

    private static Stream<Arguments> stuckOnce() {
        return Arrays.stream(Product.values())
                .filter(each -> each.name().contains(System.getProperty("product", "")))
                .flatMap(product ->
                        EVER_STUCK.stream().map(cell -> arguments(product, cell.state(), cell.change(), cell.verb())));
    }

    private static Stream<Arguments> some(int cells) {
        System.out.println("seed " + SEED);
        List<Arguments> all = new ArrayList<>(all().toList());
        Collections.shuffle(all, new Random(SEED));
        return all.stream().limit(cells);
    }

    /** All, or those of one {@code -Dproduct}, {@code -Dstate}, {@code -Dchange} or {@code -Dverb}. */
    private static Stream<Arguments> all() {
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
    @MethodSource("campaign")
    @Tag("slow")
    void nobody_is_stuck_in_many_more_cells(Product product, StuckState state, StuckChange change, StuckVerb verb) {
        cell(product, state, change, verb);
    }

    private void cell(Product product, StuckState state, StuckChange change, StuckVerb verb) {
        try (StuckShop shop = StuckShop.open(product, directory)) {
            state.reach(shop);
            change.make(shop);
            boolean fromTheFirst = (state.name() + change.name() + verb.name()).length() % 2 == 0;
            verb.in(new StuckWay(shop, fromTheFirst));
        }
    }
}
