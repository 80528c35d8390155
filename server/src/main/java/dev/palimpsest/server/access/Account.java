package dev.palimpsest.server.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may come in.
 *
 * @param language two letters
 * @param invited whether a password is still to be chosen
 * @param sessions counted up with each new password; a {@link Visitor} of an earlier one is let on no more
 */
public record Account(
        long id,
        String login,
        String name,
        String language,
        Theme theme,
        boolean enabled,
        boolean invited,
        int sessions,
        Set<Granted> roles) {
    public Account {
        roles = Set.copyOf(roles);
    }

    /** @param attachment null for all of them */
    public record Granted(Role role, @Nullable Long attachment) {
        boolean holdsFor(@Nullable Long asked) {
            return attachment == null || attachment.equals(asked);
        }
    }

    /** How pages look. */
    public enum Theme {
        SYSTEM,
        LIGHT,
        DARK
    }

    /**
     * Whether a role here brings the right.
     *
     * @param attachment the business it is about; null for what concerns the office as a whole, which takes a role in all of them
     */
    public boolean may(Right right, @Nullable Long attachment) {
        return enabled
                && roles.stream().anyMatch(granted -> granted.holdsFor(attachment) && right.isOf(granted.role()));
    }

    /** Whether a role anywhere brings the right. */
    public boolean maySomewhere(Right right) {
        return enabled && roles.stream().anyMatch(granted -> right.isOf(granted.role()));
    }
}
