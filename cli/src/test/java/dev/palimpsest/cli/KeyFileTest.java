package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFileTest {
    private static final PrivacyMap MAP = PrivacyMapReader.read("m.yaml", """
            palimpsest: 1
            name: m
            jurisdiction: DE
            subject: {table: member, key: id, title: name, inactive-for: P1Y, identifiers: {name: name}}
            activity: {visit: {table: visit, at: day}}
            treatment: {member: {name: erase}}
            """);

    @TempDir
    private Path directory;

    private List<SubjectKey> keys(String text) throws IOException {
        return new KeyFile(Files.writeString(directory.resolve("k.csv"), text), MAP, null).read();
    }

    private PalimpsestException refusal(String text) {
        return catchThrowableOfType(PalimpsestException.class, () -> keys(text));
    }

    @Test
    void a_line_without_a_key_is_named_and_nobody_is_passed_over() {
        assertThat(refusal("name;id\nMeier;1\n\nMüller;\nKunz;3\n"))
                .hasMessageContaining("line 4")
                .hasMessageNotContaining("Müller");
        assertThat(refusal("name;id\nMeier;1\nMüller")).hasMessageContaining("line 3");
    }

    @Test
    void a_quotation_mark_that_is_not_closed_is_named_by_its_line() {
        assertThat(refusal("id,name\n1,a\n2,\"b\n3,c\n"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("quotation");
    }

    @Test
    void empty_lines_and_lines_of_empty_cells_are_no_keys() throws IOException {
        assertThat(keys("id;name\r\n1;a\r\n\r\n;\r\n 2 ;b\r\n"))
                .extracting(SubjectKey::value)
                .containsExactly("1", "2");
    }
}
