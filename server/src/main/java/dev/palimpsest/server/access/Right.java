package dev.palimpsest.server.access;

import static dev.palimpsest.server.access.Role.ADMINISTRATOR;
import static dev.palimpsest.server.access.Role.CLERK;
import static dev.palimpsest.server.access.Role.IT_AUDIT;
import static dev.palimpsest.server.access.Role.PRIVACY_OFFICER;
import static dev.palimpsest.server.access.Role.TAX_AUDITOR;

import java.util.EnumSet;
import java.util.Set;

/** What may be done, and by whom: the one place that says so, for pages and whatever else asks. */
public enum Right {
    /** See that a business is attached, and the own account. */
    COME_IN(CLERK, ADMINISTRATOR, PRIVACY_OFFICER, TAX_AUDITOR, IT_AUDIT),
    /** Attach a business, look at what its check says, change map and connection. */
    MAP(ADMINISTRATOR),
    /** Invite people, give and take roles, lock them out. */
    USERS(ADMINISTRATOR);

    private final Set<Role> roles;

    Right(Role first, Role... others) {
        this.roles = EnumSet.of(first, others);
    }

    boolean isOf(Role role) {
        return roles.contains(role);
    }
}
