package dev.palimpsest.demo.generator;

import org.jspecify.annotations.Nullable;

/** Somebody's datum that is to be written where it does not belong. */
public record Mention<P extends Identity>(Form form, P of, String written) {
    /** Null where the person has no such datum of their own. */
    public static <P extends Identity> @Nullable Mention<P> of(P person, Form form) {
        String written = form.of(person);
        return written == null ? null : new Mention<>(form, person, written);
    }

    /** @param host whose row it is, null where it belongs to nobody */
    public Planted at(String table, String column, long key, @Nullable Long host) {
        boolean ambiguous = form.isName() && of.hasNamesake();
        return new Planted(table, column, key, form, of.id(), host, ambiguous, written);
    }
}
