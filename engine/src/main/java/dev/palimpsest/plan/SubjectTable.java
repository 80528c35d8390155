package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import dev.palimpsest.map.SubjectDeclaration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of the data subjects.
 *
 * @param key the column that names a subject
 * @param bornIntoSystem when the record was made; counts where it is later than any activity
 * @param quasiIdentifiers kept columns that together may single a person out
 */
public record SubjectTable(
        Table table,
        Column key,
        @Nullable Column bornIntoSystem,
        List<Column> quasiIdentifiers,
        SubjectDeclaration declaration) {}
