package dev.palimpsest.uninstall;

import dev.palimpsest.database.Location;
import dev.palimpsest.home.Home;
import dev.palimpsest.ledger.OwnContents;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes with Palimpsest's own tables, and what stays.
 *
 * @param here where the database lies
 * @param contents of the tables, as they are or were
 * @param dropped whether they are gone
 * @param home the part of the home that belongs to this database; null where there is none
 * @param remains what lies there; null where there is none
 */
public record Uninstallation(
        Location here,
        OwnContents contents,
        boolean dropped,
        @Nullable Path home,
        Home.@Nullable Contents remains) {

    /** What somebody still needs of it. */
    public List<Loss> losses() {
        return Arrays.stream(Loss.values())
                .filter(loss -> loss.count(contents) > 0)
                .toList();
    }
}
