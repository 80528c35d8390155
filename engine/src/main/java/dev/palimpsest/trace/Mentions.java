package dev.palimpsest.trace;

import dev.palimpsest.map.IdentifierKind;
import java.util.List;
import java.util.Map;

/**
 * Where people who would be treated stand outside their own rows, before they are.
 *
 * <p>Tables go by their names for people: with the schema only where it is not the subject's.
 *
 * @param struck what a run's sweep would strike, by table and column
 * @param alike rows that look like the people's own and are tied to them by nothing, by table, columns and kind
 * @param left mentions that nothing would strike, so that the proof would be red, by table, column and kind
 * @param ofOthers identifiers that somebody under {@code others} bears, too: they are left where they may be that one's
 * @param samples a few of the texts struck, for display only: they are other people's. Store them nowhere
 * @param tables tables read
 * @param rows rows read
 * @param notRead tables that could not be read, with the reason
 */
public record Mentions(
        List<Struck> struck,
        List<Alike> alike,
        List<Left> left,
        List<OfOthers> ofOthers,
        List<Sample> samples,
        int tables,
        long rows,
        List<String> notRead) {

    /** Nothing was found in nothing. */
    static final Mentions NONE = new Mentions(List.of(), List.of(), List.of(), List.of(), List.of(), 0, 0, List.of());

    /**
     * Texts of one column that the sweep would change.
     *
     * @param cells how many
     * @param kinds in how many of them an identifier of this kind would be struck; one cell may hold several
     */
    public record Struck(String table, String column, long cells, Map<IdentifierKind, Long> kinds) {}

    /**
     * Rows with cells that consist of nothing but an identifier.
     *
     * @param columns the column; several where one identifier fills them together
     * @param swept whether the sweep would strike it; the rest of the row stays
     * @param keys of the first few rows, for display
     */
    public record Alike(
            String table, List<String> columns, IdentifierKind kind, long rows, boolean swept, List<String> keys) {}

    /** Cells of one column, among other words of which somebody is mentioned. */
    public record Left(String table, String column, IdentifierKind kind, long cells) {}

    /** How many identifiers of a kind somebody in a table under {@code others} bears, too. */
    public record OfOthers(String table, IdentifierKind kind, long identifiers) {}

    /** A text of somebody else's row before and after the sweep. */
    public record Sample(String table, String key, String column, String before, String after) {}

    /** How many cells the sweep would change. */
    public long cells() {
        return struck.stream().mapToLong(Struck::cells).sum();
    }

    /** Whether the proof would find something that is not struck. */
    public boolean leavesSomething() {
        return !left.isEmpty() || alike.stream().anyMatch(rows -> !rows.swept());
    }
}
