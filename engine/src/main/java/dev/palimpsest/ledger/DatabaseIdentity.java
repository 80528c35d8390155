package dev.palimpsest.ledger;

import dev.palimpsest.database.Location;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which database this is: where it lies, and the mark it was given with the own tables. A preview carries it, the home files
 * by the mark.
 *
 * @param mark random; null where no own tables were made yet or the user may not read them
 */
public record DatabaseIdentity(@Nullable String mark, Location location) {
    /** It becomes the name of a directory, and stands in a table that others can write to. */
    private static final Pattern MARK = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public DatabaseIdentity {
        if (mark != null && !MARK.matcher(mark).matches()) {
            throw new IllegalArgumentException("a mark is a UUID in small letters");
        }
    }

    /**
     * Whether what was seen earlier can be what is seen now. A mark may have been given in between, but never another.
     *
     * @param now the identity as it is read now
     */
    public boolean canBe(DatabaseIdentity now) {
        return location.fits(now.location) && (mark == null || mark.equals(now.mark));
    }
}
