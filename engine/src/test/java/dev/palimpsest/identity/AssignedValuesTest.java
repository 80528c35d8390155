package dev.palimpsest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.map.IdentifierKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands behind an equals sign in capitals is no letter of quoted-printable because it begins with two of the digits A to F. */
final class AssignedValuesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NAME | Ed Smith | name=ED SMITH",
                "NAME | Fa Meier | NAME=FA MEIER",
                "NAME | Fa Meier | NAME=FA-MEIER",
                "EMAIL | ed.smith@mail.example | EMAIL=ED.SMITH@MAIL.EXAMPLE",
                "EMAIL | de@mail.example | EMAIL=DE@MAIL.EXAMPLE",
                "NUMBER | C1-234567 | nr=C1-234567",
                "NUMBER | E9/234567 | nr=E9/234567",
                "NUMBER | C1 234567 | nr=C1 234567",
                "LOGIN | fa_meier71 | login=FA_MEIER71",
            })
    void it_is_found(IdentifierKind kind, String value, String text) {
        Identifier identifier =
                kind == IdentifierKind.NAME ? Identifier.of(kind, value.split(" ")) : Identifier.of(kind, value);

        assertThat(Traces.of(identifier).hits(text))
                .anyMatch(hit -> !hit.fingerprint().weak());
    }
}
