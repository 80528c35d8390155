package dev.palimpsest.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.map.IdentifierKind;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TraceSetTest {

    private static List<Fingerprint> random(int count, long seed) {
        Random random = new Random(seed);
        IdentifierKind[] kinds = IdentifierKind.values();
        List<Fingerprint> fingerprints = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fingerprints.add(
                    new Fingerprint(kinds[random.nextInt(kinds.length)], random.nextLong(), random.nextBoolean()));
        }
        return fingerprints;
    }

    @Test
    void holds_what_was_added_and_nothing_else() {
        List<Fingerprint> fingerprints = random(100_000, 1);
        TraceSet set = TraceSet.of(fingerprints);
        assertThat(set.size()).isEqualTo(100_000);
        assertThat(fingerprints).allMatch(set::contains);
        assertThat(random(100_000, 2)).noneMatch(set::contains);
    }

    @Test
    void grows_with_its_builder_and_counts_a_fingerprint_once() {
        List<Fingerprint> fingerprints = random(10_000, 3);
        TraceSet set = TraceSet.builder()
                .addAll(fingerprints)
                .addAll(fingerprints)
                .add(new Fingerprint(IdentifierKind.NAME, 0, false))
                .build();
        assertThat(set.size()).isEqualTo(10_001);
        assertThat(set.contains(new Fingerprint(IdentifierKind.NAME, 0, false))).isTrue();
        assertThat(TraceSet.empty().contains(fingerprints.getFirst())).isFalse();
    }

    @Test
    void a_trace_that_is_strong_for_somebody_is_strong() {
        Fingerprint weak = new Fingerprint(IdentifierKind.NUMBER, 7, true);
        Fingerprint strong = new Fingerprint(IdentifierKind.NUMBER, 7, false);
        assertThat(TraceSet.of(List.of(weak, strong)).mark(7)).isEqualTo(strong.mark());
        assertThat(TraceSet.of(List.of(strong, weak)).mark(7)).isEqualTo(strong.mark());
    }

    @Test
    void packed_fingerprints_are_the_same_when_unpacked() {
        List<Fingerprint> fingerprints = random(1000, 4);
        assertThat(Fingerprint.unpack(Fingerprint.pack(fingerprints))).isEqualTo(fingerprints);
        assertThatThrownBy(() -> Fingerprint.unpack(new byte[10])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fingerprint.unpack(new byte[9])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neither_a_key_nor_an_identifier_prints_what_it_holds() {
        assertThat(Identifier.of(IdentifierKind.NAME, "Anna", "Schmidt").toString())
                .doesNotContain("Anna", "Schmidt");
        assertThat(FingerprintKey.of(new byte[16]).toString()).isEqualTo("FingerprintKey[hidden]");
        SecureRandom random = new SecureRandom();
        assertThat(FingerprintKey.random(random)).isNotEqualTo(FingerprintKey.random(random));
        assertThatThrownBy(() -> FingerprintKey.of(new byte[8])).hasMessageContaining("16 bytes");
        assertThatThrownBy(() -> Identifier.of(IdentifierKind.EMAIL, "secret@x", "y"))
                .hasMessageNotContaining("secret");
    }
}
