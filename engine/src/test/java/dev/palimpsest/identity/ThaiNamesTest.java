package dev.palimpsest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.map.IdentifierKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Thai writes blanks between given name and surname, and none between them and the words around. */
final class ThaiNamesTest {
    private static final Identifier SOMCHAI = name("สมชาย", "ใจดี");

    private static Identifier name(String... parts) {
        return new Identifier(IdentifierKind.NAME, List.of(parts));
    }

    private static String swept(Identifier treated, String text) {
        Traces traces = Traces.of(treated);
        String swept = new Redactor(traces.fingerprinter).sweep(text, traces.set, found -> !found.weak(), "[…]");
        return swept == null ? text : swept;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "คุณสมชาย ใจดีโทรมา | คุณ[…]โทรมา",
                "นายสมชาย ใจดี | นาย[…]",
                "สมชาย ใจดีแจ้งยกเลิก | […]แจ้งยกเลิก",
                "วันนี้ได้คุยกับสมชาย ใจดีและเพื่อน | วันนี้ได้คุยกับ[…]และเพื่อน",
                "ใบเสร็จของคุณสมชาย ใจดีส่งแล้ว | ใบเสร็จของคุณ[…]ส่งแล้ว",
                "สมชาย ใจดี | […]",
                "{\"note\":\"คุณสมชาย ใจดีโทรมา\"} | {\"note\":\"คุณ[…]โทรมา\"}",
                "โทรหานางสาวสมชาย  ใจดี วันนี้ | โทรหานางสาว[…] วันนี้"
            })
    void a_name_is_struck_out_of_the_words_around_it(String text, String struck) {
        assertThat(swept(SOMCHAI, text)).isEqualTo(struck);
    }

    /** "Somchai is very kind"; and names of which this one is a part only. */
    @ParameterizedTest
    @ValueSource(strings = {"คุณสมชาย ใจดีมาก", "พรสมชาย ใจดี", "สมชาย ใจดีวงศ์", "อยู่บ้านสมชาย ใจดีจริง"})
    void what_may_be_other_words_is_possible(String text) {
        assertThat(swept(SOMCHAI, text)).isEqualTo(text);
        assertThat(Traces.of(SOMCHAI).hits(text))
                .isNotEmpty()
                .allMatch(hit -> hit.fingerprint().weak());
    }

    /** A syllable is not cut apart, nor a name found over the end of a phrase. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "คุณสมชา ยใจดี",
                "สมชายา ใจดี",
                "คุณสมชาย\nโทรมา. ใจดีโทร",
                "คุณสมชาย; ใจดีโทร นะ ครับ ผม",
                "คุณสมหญิง ใจดีโทรมา"
            })
    void other_words_are_no_name(String text) {
        assertThat(Traces.of(SOMCHAI).hits(text).stream()
                        .filter(hit -> !hit.fingerprint().weak()))
                .isEmpty();
    }

    @Test
    void a_surname_of_two_words_is_one() {
        assertThat(swept(name("สมชาย", "ณ อยุธยา"), "คุณสมชาย ณ อยุธยาโทรมา")).isEqualTo("คุณ[…]โทรมา");
    }

    @Test
    void in_ones_own_texts_the_given_name_behind_a_title_goes_too() {
        Traces traces = Traces.of(SOMCHAI);
        TraceSet own = TraceSet.of(traces.fingerprinter.ownFingerprints(SOMCHAI));

        assertThat(new Redactor(traces.fingerprinter).redact("คุณสมชายโทรมา", own, "[…]"))
                .isEqualTo("คุณ[…]โทรมา");
    }

    @Test
    void the_longer_name_of_somebody_who_stays_is_theirs() {
        Traces traces = Traces.of(SOMCHAI);
        Bearing.Shared shared = new Bearing(traces.fingerprinter, traces.set).of(name("สมชาย", "ใจดีโทรทอง"));
        TraceSet searched = traces.set.sparing(TraceSet.of(shared.longer()));
        Redactor redactor = new Redactor(traces.fingerprinter);

        assertThat(redactor.sweep("คุณสมชาย ใจดีโทรทอง", searched, found -> true, "[…]"))
                .isNull();
        assertThat(redactor.sweep("คุณสมชาย ใจดีโทรมา", searched, found -> true, "[…]"))
                .isEqualTo("คุณ[…]โทรมา");
    }

    /** A sentence of any length is read in time in proportion to it. */
    @Test
    void long_runs_without_a_blank_are_read_quickly() {
        Traces traces = Traces.of(SOMCHAI);
        String text =
                "กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ".repeat(20_000) + " " + "กขคงจฉ".repeat(10) + " คุณสมชาย ใจดีโทรมา";

        assertThat(traces.found(text)).contains("สมชาย ใจดี");
    }
}
