package dev.palimpsest.demo.gym;

import org.jspecify.annotations.Nullable;

/** Somebody's datum that is to be written where it does not belong. */
record Mention(Surface surface, Form form, Person of, String written) {
    boolean ambiguous() {
        return form.isName() && of.hasNamesake();
    }

    Planted at(String table, String column, long key, @Nullable Long host) {
        return new Planted(table, column, key, form, of.id(), host, ambiguous(), written);
    }
}
