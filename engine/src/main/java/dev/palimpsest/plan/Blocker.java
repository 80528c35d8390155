package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import dev.palimpsest.map.BlockerDeclaration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition that forbids anonymisation, with the table its causing rows stand in.
 *
 * @param show columns for the message
 * @param until the last day on which a row blocks
 */
public record Blocker(
        BlockerDeclaration declaration,
        Table table,
        List<Column> show,
        @Nullable Column until,
        Way way) {
    public String id() {
        return declaration.id();
    }
}
