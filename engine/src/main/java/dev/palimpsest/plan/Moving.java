package dev.palimpsest.plan;

import dev.palimpsest.database.Table;
import dev.palimpsest.map.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An activity or a blocker that moves with {@code :today}: the same rows say one thing today and another in half a year.
 *
 * @param name of the activity or blocker, and which of both it is
 */
public record Moving(String name, Table table, Way way) {

    /** The name, if the activity moves; null if it does not. */
    public static @Nullable String name(ActivitySource activity) {
        return moves(activity.declaration().where(), activity.way()) ? "activity " + activity.id() : null;
    }

    /** The name, if the blocker moves; null if it does not. */
    public static @Nullable String name(Blocker blocker) {
        return moves(blocker.declaration().where(), blocker.way()) ? "blocker " + blocker.id() : null;
    }

    /** All of a plan. */
    public static Stream<Moving> of(Plan plan) {
        return Stream.concat(
                plan.activity().stream()
                        .flatMap(each -> Stream.ofNullable(name(each))
                                .map(name -> new Moving(
                                        name, each.table(), each.way().everyRow()))),
                plan.blockers().stream()
                        .flatMap(each -> Stream.ofNullable(name(each))
                                .map(name -> new Moving(
                                        name, each.table(), each.way().everyRow()))));
    }

    private static boolean moves(@Nullable Predicate where, Way way) {
        Predicate ofTheWay = way.where();
        return where != null && where.moves() || ofTheWay != null && ofTheWay.moves();
    }
}
