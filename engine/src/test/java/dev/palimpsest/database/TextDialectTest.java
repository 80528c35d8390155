package dev.palimpsest.database;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, texts and types. Of every database. */
@ParameterizedClass
@EnumSource(Product.class)
final class TextDialectTest extends DialectContract {
    TextDialectTest(Product product) {
        super(product);
    }

    static Stream<Arguments> bytesWithWords() {
        byte[] late = new byte[5_000];
        Arrays.fill(late, (byte) ' ');
        late[4_500] = 0;
        return Stream.of(
                Arguments.of("a plain text", "Dear Anna,\r\n\tyours".getBytes(UTF_8)),
                Arguments.of("nothing", new byte[0]),
                Arguments.of("UTF-8", "Grüße aus Łódź und Αθήνα, Привет".getBytes(UTF_8)),
                Arguments.of("Latin 1", "Gr\u00fc\u00dfe von Ren\u00e9".getBytes(ISO_8859_1)),
                Arguments.of("a backslash", "C:\\new\\000\\x".getBytes(UTF_8)),
                Arguments.of(
                        "serialised PHP",
                        "O:4:\"User\":1:{s:10:\"\0User\0mail\";s:16:\"anna@example.org\";}".getBytes(UTF_8)),
                Arguments.of("strange bytes behind a long beginning of text", late));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bytesWithWords")
    void bytes_that_hold_words_are_read(String what, byte[] bytes) throws SQLException {
        assertThat(wordsIn(bytes)).isEqualToIgnoringCase(HexFormat.of().formatHex(bytes));
    }

    static Stream<Arguments> bytesWithoutWords() {
        byte[] noise = new byte[100_000];
        new Random(4).nextBytes(noise);
        byte[] picture = noise.clone();
        System.arraycopy("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1), 0, picture, 0, 8);
        return Stream.of(
                Arguments.of("a picture", picture), Arguments.of("noise", noise), Arguments.of("zeros", new byte[50]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bytesWithoutWords")
    void bytes_without_words_stay_on_the_server(String what, byte[] bytes) throws SQLException {
        assertThat(wordsIn(bytes)).isNull();
    }

    private @Nullable String wordsIn(byte[] bytes) throws SQLException {
        execute(session, "create table letter (id int primary key, body " + bytesType() + ")");
        try (PreparedStatement insert = session.connection().prepareStatement("insert into letter values (1, ?)")) {
            insert.setBytes(1, bytes);
            insert.execute();
        }
        return session.first(
                Sql.of("select " + dialect.wordsInBytes("body") + " from letter"), row -> row.getString(1));
    }

    @Test
    void hashes_are_no_words() throws SQLException {
        execute(session, "create table letter (id int primary key, body " + bytesType() + ", " + shortBytes() + ")");
        Table letter = read("letter");

        assertThat(letter.columns().stream()
                        .filter(column -> column.family() == ColumnFamily.BINARY && dialect.holdsWords(column))
                        .map(Column::name))
                .startsWith("body")
                .doesNotContain("hash", "tiny", "shape", "bits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "Mixed Case",
                "quo\"te",
                "back`tick",
                "apo'strophe",
                "semi;colon",
                "select",
                "ümlaut",
                "100%",
                "que?stion"
            })
    void any_name_can_be_quoted(String name) throws SQLException {
        String quoted = dialect.quote(name);
        execute(session, "create table " + quoted + " (" + quoted + " int)", "insert into " + quoted + " values (7)");

        TableName table = table(name);
        try (Statement statement = session.connection().createStatement();
                var row = statement.executeQuery(
                        "select " + dialect.quote(table, name) + " from " + dialect.quote(table))) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(7);
        }
    }

    /** The type of bytes of any length. */
    private String bytesType() {
        return switch (product) {
            case POSTGRESQL -> "bytea";
            case MARIADB -> "longblob";
        };
    }

    /** Columns {@code hash, shape, bits} as far as the database has such types. */
    private String shortBytes() {
        return switch (product) {
            case POSTGRESQL -> "bits bit varying(64), shape point";
            case MARIADB -> "hash binary(32), tiny varbinary(4), shape geometry, bits bit(64), fixed binary(64)";
        };
    }
}
