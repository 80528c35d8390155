package dev.palimpsest.identity;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Encoded words of a mail header (RFC 2047) that follow each other with nothing but blanks and line ends between, which mean nothing
 * then: {@code =?UTF-8?Q?Ren=C3?= =?UTF-8?B?qQ==?=}. A character may be spread over two of them.
 *
 * @param from where the first begins
 * @param to behind the last
 * @param text what they mean
 * @param starts where what stands for each character begins; those of one character do not overlap those of another
 * @param ends where it ends
 * @param charset of the first, as it is written there
 * @param base64 whether the first is in base64, and not in the encoding called Q
 */
record EncodedWords(int from, int to, String text, int[] starts, int[] ends, String charset, boolean base64) {
    static final String OPENING = "=?";
    private static final String CLOSING = "?=";

    private static final int LONGEST_CHARSET = 40;
    /** Of the letters of one; mail programs keep to 75. */
    private static final int LONGEST_READ = 1_000;
    /** With all that belongs to it. */
    private static final int LONGEST = LONGEST_READ + LONGEST_CHARSET + 8;
    /** Of one that is written, with all that belongs to it. */
    private static final int LONGEST_WRITTEN = 75;

    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    /** What needs no escape wherever an encoded word may stand. */
    private static final String PLAIN = "!*+-/";

    /** One of them. */
    private record Word(String charset, boolean base64, int start, int end) {
        int to() {
            return end + CLOSING.length();
        }
    }

    /** Those that begin here; null if none does, or in an alphabet nobody knows. */
    static @Nullable EncodedWords read(CharSequence text, int from, int limit) {
        Word first = word(text, from, limit);
        if (first == null) {
            return null;
        }
        Decoding decoding = new Decoding(text);
        int to = from;
        for (Word word = first; word != null; word = word(text, behindBlanks(text, to, limit), limit)) {
            if (!decoding.add(word)) {
                break;
            }
            to = word.to();
        }
        decoding.end();
        String meaning = decoding.meaning.toString();
        return meaning.isEmpty()
                ? null
                : new EncodedWords(from, to, meaning, decoding.starts(), decoding.ends(), first.charset, first.base64);
    }

    /** Whether there are any between these places. */
    static boolean standIn(String text) {
        for (int at = text.indexOf(OPENING); at >= 0; at = text.indexOf(OPENING, at + 1)) {
            if (word(text, at, text.length()) != null) {
                return true;
            }
        }
        return false;
    }

    /** Where one begins that may go on behind this place, so that it cannot be read up to there; the place itself if none does. */
    static int unfinished(CharSequence text, int from, int place) {
        int at = Math.max(from, place - LONGEST);
        while (at < place) {
            Word word = word(text, at, place);
            if (word != null) {
                at = word.to();
            } else if (stands(text, OPENING, at, place) && hasNoBlank(text, at, place)) {
                return at;
            } else {
                at++;
            }
        }
        return place;
    }

    private static boolean hasNoBlank(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) <= ' ') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Word word(CharSequence text, int from, int limit) {
        if (!stands(text, OPENING, from, limit)) {
            return null;
        }
        int at = from + OPENING.length();
        while (at < limit && at - from < LONGEST_CHARSET && isOfCharset(text.charAt(at))) {
            at++;
        }
        String charset = text.subSequence(from + OPENING.length(), at).toString();
        if (at + 3 > limit || text.charAt(at) != '?' || text.charAt(at + 2) != '?' || charset(charset) == null) {
            return null;
        }
        char encoding = Character.toLowerCase(text.charAt(at + 1));
        int start = at + 3;
        int end = start;
        while (end < limit && end - start < LONGEST_READ && isEncoded(text.charAt(end), encoding == 'b')) {
            end++;
        }
        boolean known = encoding == 'b' || encoding == 'q';
        return known && stands(text, CLOSING, end, limit) ? new Word(charset, encoding == 'b', start, end) : null;
    }

    private static boolean isOfCharset(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || "-_.:*".indexOf(c) >= 0;
    }

    private static boolean isEncoded(char c, boolean base64) {
        return base64 ? c == '=' || BASE64.indexOf(c) >= 0 : c > ' ' && c < 0x7F && c != '?';
    }

    private static boolean stands(CharSequence text, String expected, int at, int limit) {
        return at + expected.length() <= limit
                && CharSequence.compare(expected, text.subSequence(at, at + expected.length())) == 0;
    }

    /** Behind blanks and line ends, also such as JSON writes them. */
    private static int behindBlanks(CharSequence text, int from, int limit) {
        int at = from;
        while (at < limit) {
            char c = text.charAt(at);
            if (c == '\\') {
                int escaped = at;
                while (escaped < limit && text.charAt(escaped) == '\\') {
                    escaped++;
                }
                if (escaped == limit || "rnt".indexOf(text.charAt(escaped)) < 0) {
                    return at;
                }
                at = escaped + 1;
            } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }

    /** The alphabet, without a language behind it (RFC 2231). */
    private static @Nullable Charset charset(String written) {
        int language = written.indexOf('*');
        try {
            return Charset.forName(language < 0 ? written : written.substring(0, language));
        } catch (IllegalArgumentException unknown) {
            return null; // no name of an alphabet, or of none that is known here
        }
    }

    /** What is struck of it. */
    Strokes strokes(Strokes ofText) {
        Strokes inside = new Strokes(text);
        for (int i = 0; i < text.length(); i++) {
            if (ofText.touch(starts[i], ends[i])) {
                inside.add(new int[] {i, i + 1}, 2);
            }
        }
        if (!inside.isEmpty()) {
            inside.close();
        }
        return inside;
    }

    /**
     * The text between these places with a mark in the place of each struck piece. Encoded words of which a part is struck are encoded
     * anew, so that they can be read; where nothing else stands in them, the mark is in the place of all of them.
     */
    static String written(Strokes strokes, int from, int to, String mark) {
        String text = strokes.text();
        StringBuilder written = new StringBuilder();
        int at = from;
        int next = text.indexOf(OPENING, from);
        List<EncodedWords> parted = new ArrayList<>();
        while (next >= 0 && next < to) {
            EncodedWords words = read(text, next, to);
            if (words != null && strokes.touch(words.from, words.to)) {
                if (words.strokes(strokes).coversAllWords()) {
                    strokes.add(new int[] {words.from, words.to}, 2);
                    strokes.close();
                } else {
                    parted.add(words);
                }
            }
            next = text.indexOf(OPENING, words == null ? next + 1 : words.to);
        }
        for (EncodedWords words : parted) {
            written.append(strokes.written(at, words.from, mark));
            apart(written, words.from > at && strokes.touch(words.from - 1, words.from));
            written.append(words.encoded(
                    words.strokes(strokes).written(0, words.text.length(), mark),
                    text.substring(words.from, words.to)));
            at = words.to;
            apart(written, at < to && strokes.touch(at, at + 1));
        }
        return written.append(strokes.written(at, to, mark)).toString();
    }

    /** A mark in the place of a blank needs one itself: what touches an encoded word makes it unreadable. */
    private static void apart(StringBuilder written, boolean touching) {
        if (touching && !written.isEmpty() && written.charAt(written.length() - 1) != ' ') {
            written.append(' ');
        }
    }

    /**
     * Another text in the same encoding, in the same alphabet if it has all letters. What was no escape becomes none, and no word is
     * shorter than it has to be, so that less text takes less room.
     *
     * @param source as these words are written
     */
    private String encoded(String changed, String source) {
        String plain = PLAIN + source.replaceAll("[\\s=?_]", "");
        int longest =
                Stream.of(source.split("\\s+")).mapToInt(String::length).max().orElse(0);
        int room = Math.max(LONGEST_WRITTEN, longest);
        Charset own = charset(charset);
        boolean fits = own != null && own.canEncode() && own.newEncoder().canEncode(changed);
        Charset alphabet = own != null && fits ? own : StandardCharsets.UTF_8;
        String head = OPENING + (fits ? charset : alphabet.name()) + '?' + (base64 ? 'B' : 'Q') + '?';
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < changed.length(); i += Character.charCount(changed.codePointAt(i))) {
            String letter = Character.toString(changed.codePointAt(i));
            String longer = encoded(word + letter, alphabet, plain);
            if (!word.isEmpty() && head.length() + longer.length() + CLOSING.length() > room) {
                words.append(head)
                        .append(encoded(word.toString(), alphabet, plain))
                        .append(CLOSING)
                        .append(' ');
                word.setLength(0);
            }
            word.append(letter);
        }
        return words.append(head)
                .append(encoded(word.toString(), alphabet, plain))
                .append(CLOSING)
                .toString();
    }

    private String encoded(String letters, Charset alphabet, String unescaped) {
        byte[] bytes = letters.getBytes(alphabet);
        if (base64) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        StringBuilder encoded = new StringBuilder();
        for (byte each : bytes) {
            char c = (char) (each & 0xFF);
            boolean plain =
                    c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || unescaped.indexOf(c) >= 0;
            encoded.append(c == ' ' ? "_" : plain ? String.valueOf(c) : String.format("=%02X", (int) c));
        }
        return encoded.toString();
    }

    /** Reads the bytes of one after the other, and the characters that they are. */
    private static final class Decoding {
        private final CharSequence text;
        private final StringBuilder meaning = new StringBuilder();
        private final ByteBuffer bytes = ByteBuffer.allocate(64);
        private final CharBuffer characters = CharBuffer.allocate(64);
        private int[] starts = new int[64];
        private int[] ends = new int[64];
        private @Nullable Charset charset;
        private @Nullable CharsetDecoder decoder;
        private int pending = -1;
        private int reached;

        Decoding(CharSequence text) {
            this.text = text;
        }

        int[] starts() {
            return Arrays.copyOf(starts, meaning.length());
        }

        /** What parts two words goes with the character before. */
        int[] ends() {
            int[] all = Arrays.copyOf(ends, meaning.length());
            for (int i = 0; i + 1 < all.length; i++) {
                all[i] = Math.max(all[i], starts[i + 1]);
            }
            return all;
        }

        boolean add(Word word) {
            Charset alphabet = charset(word.charset);
            if (alphabet == null) {
                return false;
            }
            if (!alphabet.equals(charset)) {
                end();
                charset = alphabet;
                decoder = alphabet.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);
            }
            if (word.base64) {
                addBase64(word);
            } else {
                addQuoted(word);
            }
            return true;
        }

        private void addQuoted(Word word) {
            int at = word.start;
            while (at < word.end) {
                char c = text.charAt(at);
                int value = c == '=' && at + 3 <= word.end
                        ? digit(text.charAt(at + 1)) << 4 | digit(text.charAt(at + 2))
                        : -1;
                if (value >= 0) {
                    add(value, at, at + 3);
                    at += 3;
                } else {
                    add(c == '_' ? ' ' : c, at, at + 1);
                    at++;
                }
            }
        }

        private static int digit(char c) {
            return c < 0x80 ? Character.digit(c, 16) : -1;
        }

        /** Three bytes of four letters: the first two have one of them each, the third the rest. */
        private void addBase64(Word word) {
            int letters = 0;
            int bits = 0;
            int from = word.start;
            for (int at = word.start; at < word.end; at++) {
                int value = BASE64.indexOf(text.charAt(at));
                if (value < 0) {
                    continue; // padding
                }
                bits = bits << 6 | value;
                int place = letters++ & 3;
                if (place > 0) {
                    int to = place == 3 ? at + 1 : at;
                    add(bits >>> 6 - 2 * place & 0xFF, from, to);
                    from = to;
                } else {
                    from = at;
                }
            }
        }

        private void add(int value, int from, int to) {
            bytes.put((byte) value);
            pending = pending < 0 ? from : pending;
            reached = to;
            decode(false);
        }

        void end() {
            if (decoder != null) {
                decode(true);
                decoder.flush(characters);
                take();
                decoder = null;
                charset = null;
                bytes.clear();
                pending = -1;
            }
        }

        private void decode(boolean last) {
            if (decoder != null) {
                bytes.flip();
                decoder.decode(bytes, characters, last);
                bytes.compact();
                take();
            }
        }

        private void take() {
            characters.flip();
            boolean any = characters.hasRemaining();
            while (characters.hasRemaining()) {
                if (meaning.length() == starts.length) {
                    starts = Arrays.copyOf(starts, starts.length * 2);
                    ends = Arrays.copyOf(ends, ends.length * 2);
                }
                starts[meaning.length()] = Math.max(pending, 0);
                ends[meaning.length()] = reached;
                char c = characters.get();
                meaning.append(c >= Alphabet.TAG ? '\uFFFD' : c);
            }
            characters.clear();
            pending = any && bytes.position() == 0 ? -1 : pending;
        }
    }
}
