package dev.palimpsest.export;

import dev.palimpsest.map.SubjectKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What is to be exported.
 *
 * @param keys whose data
 * @param only these tables, named as in the map; empty = every linked one
 * @param forms at least one
 * @param directory made where it is missing; nobody but its owner may be allowed to read it
 * @param language two letters, of the words on the page around the data
 * @param mayBeGone whoever is no longer there is left out rather than refused
 */
public record ExportOrder(
        List<SubjectKey> keys,
        Set<String> only,
        Set<ExportForm> forms,
        Path directory,
        String language,
        boolean mayBeGone) {

    public ExportOrder {
        keys = List.copyOf(keys);
        only = Set.copyOf(only);
        forms = Set.copyOf(forms);
    }

    /** Everything of these people, for machines and for people. */
    public static ExportOrder of(List<SubjectKey> keys, Path directory, String language) {
        return new ExportOrder(keys, Set.of(), Set.of(ExportForm.JSON, ExportForm.HTML), directory, language, false);
    }
}
