package dev.palimpsest.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds traces in text: cuts it into candidates (names, e-mail addresses, numbers, addresses, logins), brings each to its normal
 * form and looks it up. Takes time in proportion to the length of the text, whatever the number of traces, and throws
 * on no text. Keeps its buffers: use one instance per thread.
 */
public final class Scanner {
    /** A telephone number of fewer is not looked for. */
    public static final int FEWEST_DIGITS_OF_A_PHONE = NumberCandidates.SHORTEST_PHONE;

    /** Characters read at a time. */
    static final int BLOCK = 1 << 14;

    /** Characters read twice, so that nothing is cut apart; longer than any candidate. */
    private static final int OVERLAP = 1 << 10;

    private final Block block;
    private final Words words;
    private final Found found;
    private final NameCandidates names;
    private final ThaiNames thai;
    private final NumberCandidates numbers;
    private final EmailCandidates emails;
    private final IbanCandidates ibans;
    private final AddressCandidates addresses;
    private final LoginCandidates logins;
    private final IpCandidates ips;
    private final StringBuilder row = new StringBuilder();

    private char[] raw = new char[1024];
    private int[] columnStarts = new int[16];
    private int[] tagStarts = new int[8];
    private int[] tagEnds = new int[8];

    /** A scanner for fingerprints made by this fingerprinter. */
    public Scanner(Fingerprinter fingerprinter) {
        Forms forms = fingerprinter.forms();
        block = new Block(forms);
        words = new Words(forms);
        found = new Found(forms, block);
        names = new NameCandidates(forms, block);
        thai = new ThaiNames(forms, block, names);
        numbers = new NumberCandidates(forms, fingerprinter.codes(), block);
        emails = new EmailCandidates(forms, block);
        ibans = new IbanCandidates(forms, block);
        addresses = new AddressCandidates(forms, block);
        logins = new LoginCandidates(forms, block);
        ips = new IpCandidates(forms, block);
    }

    /** Reports every trace in the text. A trace that can be read in two ways may be reported twice. */
    public void scan(CharSequence text, TraceSet traces, HitSink sink) {
        find(text, traces, (fingerprint, pieces, count) -> {
            int start = Integer.MAX_VALUE;
            int end = -1;
            for (int i = 0; i < count; i += 2) {
                start = Math.min(start, pieces[i]);
                end = Math.max(end, pieces[i + 1]);
            }
            sink.hit(fingerprint, start, end);
        });
    }

    /**
     * Reports every trace in a row, also one that is spread over several columns (first name and surname, street and
     * postal code; in either order). Columns without a value are {@code null}.
     */
    public void scanRow(List<? extends @Nullable CharSequence> columns, TraceSet traces, RowHitSink sink) {
        int count = columns.size();
        for (int i = 0; i < count; i++) {
            CharSequence column = columns.get(i);
            if (column != null && column.length() > BLOCK) {
                int number = i;
                scan(
                        column,
                        traces,
                        (fingerprint, start, end) -> sink.hit(
                                new RowHitSink.RowHit(fingerprint, List.of(number), start, end, false, false)));
            }
        }
        findInRow(
                columns,
                traces,
                (fingerprint, pieces, pieceCount) -> reportRow(fingerprint, pieces, pieceCount, count, sink));
    }

    /** Reports every trace in a row in pieces, by their places in the {@link #row}; of the longest columns none. */
    private void findInRow(List<? extends @Nullable CharSequence> columns, TraceSet traces, Found.Sink sink) {
        row.setLength(0);
        int count = columns.size();
        if (columnStarts.length <= count) {
            columnStarts = new int[count + 16];
        }
        for (int i = 0; i < count; i++) {
            columnStarts[i] = row.length();
            CharSequence column = columns.get(i);
            if (column != null && column.length() <= BLOCK) {
                row.append(column);
            }
            row.append(Alphabet.BORDER);
        }
        columnStarts[count] = row.length();
        find(row, traces, sink);
        if (row.capacity() > BLOCK * 64) {
            row.setLength(0);
            row.trimToSize();
        }
    }

    /** Receives a piece of a hit. */
    @FunctionalInterface
    interface PieceSink {
        /** @param column the number of the column whose text holds it */
        void piece(Fingerprint fingerprint, int column, int start, int end);
    }

    /** Reports every trace in a row by its pieces in each column; of columns that are longer than {@value #BLOCK} none. */
    void piecesInRow(List<? extends @Nullable CharSequence> columns, TraceSet traces, PieceSink sink) {
        int count = columns.size();
        findInRow(columns, traces, (fingerprint, pieces, pieceCount) -> {
            for (int i = 0; i < pieceCount; i += 2) {
                int column = columnAt(pieces[i], count);
                int limit = columnStarts[column + 1] - 1;
                sink.piece(
                        fingerprint,
                        column,
                        pieces[i] - columnStarts[column],
                        Math.min(pieces[i + 1], limit) - columnStarts[column]);
            }
        });
    }

    private int columnAt(int place, int columns) {
        int slot = Arrays.binarySearch(columnStarts, 0, columns, place);
        return slot >= 0 ? slot : -slot - 2;
    }

    private void reportRow(Fingerprint fingerprint, int[] pieces, int count, int columns, RowHitSink sink) {
        int start = Integer.MAX_VALUE;
        for (int i = 0; i < count; i += 2) {
            start = Math.min(start, pieces[i]);
        }
        int column = columnAt(start, columns);
        int limit = columnStarts[column + 1] - 1;
        int end = start;
        for (int i = 1; i < count; i += 2) {
            end = pieces[i] <= limit ? Math.max(end, pieces[i]) : end;
        }
        List<Integer> touched = new ArrayList<>();
        boolean filled = false;
        boolean whole = true;
        for (int i = column; i < columns; i++) {
            int from = columnStarts[i];
            int to = columnStarts[i + 1] - 1;
            int first = to;
            int last = from;
            for (int piece = 0; piece < count; piece += 2) {
                if (pieces[piece] >= from && pieces[piece] < to) {
                    first = Math.min(first, pieces[piece]);
                    last = Math.max(last, pieces[piece + 1]);
                }
            }
            if (first < last) {
                touched.add(i);
                boolean alone = hasNoWord(from, first) && hasNoWord(last, to);
                filled |= alone;
                whole &= alone;
            }
        }
        sink.hit(new RowHitSink.RowHit(
                fingerprint,
                List.copyOf(touched),
                start - columnStarts[column],
                end - columnStarts[column],
                touched.size() > 1 && !filled,
                whole && !touched.isEmpty()));
    }

    private boolean hasNoWord(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isLetterOrDigit(row.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Reports every trace in pieces. */
    void find(CharSequence text, TraceSet traces, Found.Sink sink) {
        if (traces.size() == 0) {
            return;
        }
        found.begin(traces, sink);
        block.begin(text);
        int length = text.length();
        int from = 0;
        while (from < length) {
            int to = Math.min(length, from + BLOCK);
            findInBlock(text, from, to);
            if (to == length) {
                return;
            }
            found.knownUpTo(EncodedWords.unfinished(text, from, to));
            from = overlapStart(to);
        }
    }

    /** Where the next block begins: at the end of a word, if there is one. */
    private int overlapStart(int to) {
        int start = to - OVERLAP;
        int read = Math.min(raw.length, BLOCK);
        int offset = to - read;
        for (int i = start; i < start + OVERLAP / 4; i++) {
            if (raw[i - offset] <= ' ') {
                return i;
            }
        }
        return start;
    }

    private void findInBlock(CharSequence text, int from, int to) {
        int length = to - from;
        if (raw.length < length) {
            raw = new char[Math.min(BLOCK, Math.max(length, raw.length * 2))];
        }
        copy(text, from, to);
        block.read(raw, 0, length, from);
        findCandidates();
        int tags = block.tagCount();
        if (tags == 0) {
            return;
        }
        if (tagStarts.length < tags) {
            tagStarts = new int[tags * 2];
            tagEnds = new int[tags * 2];
        }
        for (int i = 0; i < tags; i++) {
            tagStarts[i] = block.tagStart(i);
            tagEnds[i] = block.tagEnd(i);
        }
        for (int i = 0; i < tags; i++) {
            block.readTag(raw, tagStarts[i], tagEnds[i], from);
            findCandidates();
        }
    }

    private void copy(CharSequence text, int from, int to) {
        switch (text) {
            case String string -> string.getChars(from, to, raw, 0);
            case StringBuilder builder -> builder.getChars(from, to, raw, 0);
            default -> {
                for (int i = from; i < to; i++) {
                    raw[i - from] = text.charAt(i);
                }
            }
        }
    }

    private void findCandidates() {
        words.cut(block);
        names.find(words, found);
        thai.find(words, found);
        numbers.find(words, found);
        emails.find(words, found);
        ibans.find(words, found);
        addresses.find(words, found);
        logins.find(words, found);
        ips.find(found);
    }
}
