package dev.palimpsest.preview;

import java.time.Instant;

/**
 * A selection under a name.
 *
 * @param byKeys whether it names its subjects by their keys; else it is a filter, and looked up anew every time
 * @param keyCount how many keys it names; 0 for a filter
 */
public record SavedSelection(
        String name, boolean byKeys, long keyCount, Selection selection, String savedBy, Instant savedAt) {}
