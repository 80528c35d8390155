package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Strikes identifiers in free text and puts a mark in their place; everything else stays as it was. What it wrote once
 * it does not change again, and the scanner finds in it nothing of what was struck. Keeps its buffers: use one instance
 * per thread.
 */
public final class Redactor {

    /** More than ever needed: each round strikes something that only came together by the round before. */
    private static final int MOST_ROUNDS = 100;

    private final Scanner scanner;
    private final Contacts contacts;

    /** A redactor for fingerprints made by this fingerprinter; its region says how national numbers are read. */
    public Redactor(Fingerprinter fingerprinter) {
        scanner = new Scanner(fingerprinter);
        contacts = new Contacts(fingerprinter);
    }

    /** What {@link #redact} strikes whosever it is. */
    public static final Set<IdentifierKind> STRUCK_OF_EVERYBODY =
            Set.of(IdentifierKind.EMAIL, IdentifierKind.PHONE, IdentifierKind.IBAN);

    /**
     * Strikes the given traces, and any e-mail address, valid telephone number and valid IBAN. Lengths in serialised PHP
     * text are corrected; a text whose lengths cannot be corrected stays.
     *
     * @return the new text, {@code null} if nothing was struck
     */
    public @Nullable String redact(String text, TraceSet own, String mark) {
        return redact(TextForm.PLAIN, text, own, mark);
    }

    /** As {@link #redact}, in strings, numbers and keys of a JSON text, which stays valid JSON. */
    public @Nullable String redactJson(String json, TraceSet own, String mark) {
        return redact(TextForm.JSON, json, own, mark);
    }

    /** As {@link #redact(String, TraceSet, String)}, in a text that is written in this form and keeps it. */
    public @Nullable String redact(TextForm form, String text, TraceSet own, String mark) {
        return strike(text, new Rule(own, fingerprint -> true, true, mark), form);
    }

    /**
     * Strikes those of the given traces that the predicate names, and nothing else.
     *
     * @return the new text, {@code null} if nothing was struck
     */
    public @Nullable String sweep(String text, TraceSet traces, Predicate<Fingerprint> strike, String mark) {
        return sweep(TextForm.PLAIN, text, traces, strike, mark);
    }

    /** As {@link #sweep}, in strings, numbers and keys of a JSON text, which stays valid JSON. */
    public @Nullable String sweepJson(String json, TraceSet traces, Predicate<Fingerprint> strike, String mark) {
        return sweep(TextForm.JSON, json, traces, strike, mark);
    }

    /** As {@link #sweep(String, TraceSet, Predicate, String)}, in a text that is written in this form and keeps it. */
    public @Nullable String sweep(
            TextForm form, String text, TraceSet traces, Predicate<Fingerprint> strike, String mark) {
        return strike(text, new Rule(traces, strike, false, mark), form);
    }

    /**
     * A text of a row.
     *
     * @param text null where there is none
     * @param form how it is written, and stays written
     * @param mark what stands for what is struck
     */
    public record RowText(@Nullable String text, TextForm form, String mark) {}

    /**
     * Strikes those of the given traces that the predicate names in the texts of one row, also where a trace is spread over
     * several of them. Of texts of more than {@value Scanner#BLOCK} characters nothing is struck: no trace is spread over them.
     *
     * @param texts of neighbouring columns, in the order in which they were searched
     * @param strike says of a trace and the number of a text whether it is struck there
     * @return the new texts, {@code null} for each in which nothing was struck
     */
    public List<@Nullable String> sweepRow(
            List<RowText> texts, TraceSet traces, BiPredicate<Fingerprint, Integer> strike) {
        List<@Nullable String> read = new ArrayList<>();
        List<Strokes> strokes = new ArrayList<>();
        for (RowText text : texts) {
            read.add(text.text);
            strokes.add(new Strokes(text.text == null ? "" : text.text));
        }
        scanner.piecesInRow(read, traces, (fingerprint, column, start, end) -> {
            if (strike.test(fingerprint, column)) {
                strokes.get(column).add(new int[] {start, end}, 2);
            }
        });
        List<@Nullable String> swept = new ArrayList<>();
        for (int i = 0; i < strokes.size(); i++) {
            String written = written(strokes.get(i), texts.get(i));
            swept.add(Objects.equals(written, texts.get(i).text) ? null : written);
        }
        return swept;
    }

    private static @Nullable String written(Strokes strokes, RowText text) {
        spare(strokes, text.mark);
        if (strokes.isEmpty()) {
            return null;
        }
        return Rewriting.of(strokes, text.form, text.mark);
    }

    private record Rule(TraceSet traces, Predicate<Fingerprint> strikes, boolean anyContact, String mark) {}

    private @Nullable String strike(String text, Rule rule, TextForm form) {
        String current = text;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Strokes strokes = strokes(current, rule);
            if (strokes.isEmpty()) {
                break;
            }
            String next = Rewriting.of(strokes, form, rule.mark);
            if (next == null || next.equals(current)) {
                break;
            }
            current = next;
        }
        return current.equals(text) ? null : current;
    }

    private Strokes strokes(String text, Rule rule) {
        Strokes strokes = new Strokes(text);
        scanner.find(text, rule.traces, (fingerprint, pieces, count) -> {
            if (rule.strikes.test(fingerprint)) {
                strokes.add(pieces, count);
            }
        });
        if (rule.anyContact) {
            contacts.find(text, (fingerprint, pieces, count) -> strokes.add(pieces, count));
        }
        spare(strokes, rule.mark);
        return strokes;
    }

    private static void spare(Strokes strokes, String mark) {
        strokes.spare(mark);
        strokes.spare(JsonString.escaped(mark));
        strokes.spare(ListText.escaped(mark));
    }
}
