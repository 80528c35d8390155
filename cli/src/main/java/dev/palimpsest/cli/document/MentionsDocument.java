package dev.palimpsest.cli.document;

import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.trace.Mentions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Mentions of people who may go, in numbers. Holds no key and no text.
 *
 * @param tables tables read
 * @param rows rows read
 * @param cells cells in the rows of others that the sweep would strike
 * @param struck these, by table and column
 * @param alike rows that look like the people's own and are tied to them by nothing
 * @param left cells in which somebody is mentioned and nothing would be struck
 * @param ofOthers identifiers that somebody under {@code others} bears, too, and that are left where they may be that one's
 * @param notRead tables that could not be read, with the reason
 */
public record MentionsDocument(
        int tables,
        long rows,
        long cells,
        List<Struck> struck,
        List<Alike> alike,
        List<Left> left,
        List<OfOthers> ofOthers,
        List<String> notRead) {

    /** @param kinds in how many of the cells an identifier of this kind would be struck */
    public record Struck(String table, String column, long cells, Map<String, Long> kinds) {}

    /**
     * @param columns one, or several that one identifier fills together
     * @param swept whether the sweep would strike the identifier
     */
    public record Alike(String table, List<String> columns, String kind, long rows, boolean swept) {}

    /** @param kind of the identifier that stands there */
    public record Left(String table, String column, String kind, long cells) {}

    /** @param identifiers different ones of this kind */
    public record OfOthers(String table, String kind, long identifiers) {}

    public static MentionsDocument of(Mentions mentions) {
        return new MentionsDocument(
                mentions.tables(),
                mentions.rows(),
                mentions.cells(),
                mentions.struck().stream()
                        .map(each -> new Struck(each.table(), each.column(), each.cells(), words(each.kinds())))
                        .toList(),
                mentions.alike().stream()
                        .map(each -> new Alike(
                                each.table(), each.columns(), each.kind().word(), each.rows(), each.swept()))
                        .toList(),
                mentions.left().stream()
                        .map(each -> new Left(
                                each.table(), each.column(), each.kind().word(), each.cells()))
                        .toList(),
                mentions.ofOthers().stream()
                        .map(each -> new OfOthers(each.table(), each.kind().word(), each.identifiers()))
                        .toList(),
                mentions.notRead());
    }

    private static Map<String, Long> words(Map<IdentifierKind, Long> kinds) {
        Map<String, Long> words = new TreeMap<>();
        kinds.forEach((kind, cells) -> words.put(kind.word(), cells));
        return words;
    }
}
