package dev.palimpsest.cli.text;

import org.jspecify.annotations.Nullable;

/** What a human called a preview and its run. */
final class Names {
    private Names() {}

    static String inBrackets(@Nullable String name) {
        return name == null ? "" : " (" + name + ")";
    }
}
