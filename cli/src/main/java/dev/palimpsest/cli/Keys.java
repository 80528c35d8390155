package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Selection;
import java.util.List;
import java.util.Map;

/** Keys that somebody has named. */
final class Keys {
    private Keys() {}

    /** Those of the selection that no subject bears. */
    static List<String> unknown(Palimpsest palimpsest, Selection selection) {
        return unknown(palimpsest, selection.keys());
    }

    /** Whether somebody who was named by key may not go, which is less than was asked for. */
    static boolean refused(Selection selection, Map<String, Long> reasons) {
        return !selection.keys().isEmpty() && !reasons.isEmpty();
    }

    static List<String> unknown(Palimpsest palimpsest, List<SubjectKey> keys) {
        return keys.isEmpty()
                ? List.of()
                : palimpsest.unknown(keys).stream().map(SubjectKey::value).toList();
    }
}
