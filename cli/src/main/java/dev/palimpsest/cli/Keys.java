package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Selection;
import java.util.List;

/** Keys that somebody has named. */
final class Keys {
    private Keys() {}

    /** Those of the selection that no subject bears. */
    static List<String> unknown(Palimpsest palimpsest, Selection selection) {
        return unknown(palimpsest, selection.keys());
    }

    static List<String> unknown(Palimpsest palimpsest, List<SubjectKey> keys) {
        return keys.isEmpty()
                ? List.of()
                : palimpsest.unknown(keys).stream().map(SubjectKey::value).toList();
    }
}
