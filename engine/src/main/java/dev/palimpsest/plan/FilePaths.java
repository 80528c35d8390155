package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that name a file outside the database: a short text that ends like the name of a document, a picture or a recording, and
 * is a path or has few blanks. Files are not treated; they are counted.
 */
public final class FilePaths {
    private static final int LONGEST = 500;
    private static final int SHORTEST = 5;
    /** In the name of a file; more are a sentence. */
    private static final int MOST_BLANKS = 3;

    private static final String ENDINGS = endings(
            "pdf doc odt rtf xls ods ppt odp txt csv jpg png gif tif bmp svg dcm mp3 wav m4a ogg mp4 mov avi eml msg p7m p7s zip");
    private static final String LONG_ENDINGS = endings("docx xlsx pptx jpeg tiff heic webp webm");

    private FilePaths() {}

    private static String endings(String words) {
        return "('." + String.join("', '.", words.split(" ")) + "')";
    }

    /** A condition that holds for rows of the table that name a file. */
    public static Sql in(Table table, Dialect dialect) {
        List<Sql> any = new ArrayList<>();
        for (Column column : table.columns()) {
            Integer length = column.length();
            if (column.family() == ColumnFamily.TEXT && !column.generated() && (length == null || length >= SHORTEST)) {
                any.add(isPath(dialect.asText(dialect.quote(table.name(), column.name()))));
            }
        }
        return any.isEmpty() ? Sql.of("false") : Sql.of("(").join(" or ", any).add(")");
    }

    private static Sql isPath(String text) {
        return Sql.of(
                // most texts have no full stop near their end, and are let go by that alone
                "coalesce(right(" + text + ", 5) like '%.%' and (lower(right(" + text + ", 4)) in " + ENDINGS
                        + " or lower(right(" + text + ", 5)) in "
                        + LONG_ENDINGS + ") and char_length(" + text + ") <= " + LONGEST + " and position(? in " + text
                        + ") = 0 and (char_length(" + text + ") - char_length(replace(" + text + ", ' ', ''))"
                        + " <= " + MOST_BLANKS + " or position('/' in " + text
                        + ") > 0 or position(? in " + text + ") > 0), false)",
                "\n",
                "\\");
    }
}
