package dev.palimpsest.server.access;

import java.io.Serializable;

/**
 * Who has logged in: what stands in a session. What the account may do is looked up at every request, so that a role taken is gone at
 * once.
 *
 * @param account its number
 * @param sessions as the account said at log-in
 */
public record Visitor(long account, int sessions) implements Serializable {
    static Visitor of(Account account) {
        return new Visitor(account.id(), account.sessions());
    }

    boolean is(Account known) {
        return known.sessions() == sessions;
    }
}
