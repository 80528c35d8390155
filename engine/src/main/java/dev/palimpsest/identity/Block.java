package dev.palimpsest.identity;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of text in normal form: escapes decoded, tags skipped, letters small and without accents; each character
 * knows where it came from. Reused from stretch to stretch.
 */
final class Block {

    private static final int LONGEST_TAG = 4000;
    private static final int LONGEST_INLINE_TAG = 64;
    private static final int LONGEST_ESCAPE = 16;
    private static final String INLINE_TAGS =
            " a b i u s em tt big del ins sub sup mark code font span small strong wbr ";

    private final char[] normal;
    private final char[] plain;
    private final short[] classes;
    private final boolean[] special = new boolean[128];

    private char[] raw = new char[0];
    private int rawStart;
    private int rawEnd;
    private int base;
    private boolean tags;
    private boolean insideTag;
    private boolean quotesKnown;
    private boolean quoted;

    private char[] text = new char[0];
    private int[] starts = new int[0];
    private int[] ends = new int[0];
    private int length;
    private boolean oneForOne;

    private int[] tagStarts = new int[8];
    private int[] tagEnds = new int[8];
    private int tagCount;
    private int nextTagEnd;

    private int wrapped;
    private String unwrapped = "";
    /** The very words that are wrapped here; null if it is anything else. */
    private @Nullable EncodedWords encoded;
    /** All encoded words of the text, and the places of their first characters in it. */
    private final List<EncodedWords> encodedWords = new ArrayList<>();

    private int[] encodedFrom = new int[8];

    private final FormValues formValues = new FormValues();
    private final QuotedPrintable quotedPrintable = new QuotedPrintable();

    Block(Forms forms) {
        normal = forms.alphabet().normal();
        classes = forms.alphabet().classes();
        special['\\'] = forms.on(Normalisation.JSON);
        special['%'] = forms.on(Normalisation.PERCENT);
        special['='] = forms.on(Normalisation.MAIL);
        special['&'] = forms.on(Normalisation.MARKUP);
        special['<'] = forms.on(Normalisation.MARKUP);
        plain = normal.clone();
        for (char c = 0; c < special.length; c++) {
            plain[c] = special[c] ? 0 : plain[c];
        }
        plain['+'] = 0;
    }

    /** Reads stretches of this text from now on. */
    void begin(CharSequence whole) {
        quotedPrintable.begin(whole);
    }

    /** Reads {@code raw[from, to)}, whose first character has the index {@code base + from} in the whole text. */
    void read(char[] raw, int from, int to, int base) {
        insideTag = false;
        read(raw, from, to, base, special['<']);
    }

    /** Reads the inside of a tag that the last text held. */
    void readTag(char[] raw, int from, int to, int base) {
        insideTag = true;
        read(raw, from, to, base, false);
    }

    private void read(char[] raw, int from, int to, int base, boolean tags) {
        this.raw = raw;
        this.rawEnd = to;
        this.base = base;
        this.tags = tags;
        reserve(to - from);
        length = 0;
        tagCount = 0;
        nextTagEnd = -1;
        oneForOne = true;
        quotesKnown = false;
        encodedWords.clear();
        formValues.read(raw, from, to);
        quotedPrintable.read(raw, from, to);
        this.rawStart = from;
        int plain = readPlain(from, to);
        if (plain < to) {
            oneForOne = false;
            readWrapped(from, plain);
        }
    }

    private void reserve(int size) {
        if (text.length <= size) {
            int capacity = Math.max(size + 16, 1024);
            text = new char[capacity];
            starts = new int[capacity];
            ends = new int[capacity];
        }
    }

    /** Copies up to the first character that wraps another; most texts have none. */
    private int readPlain(int from, int to) {
        char[] raw = this.raw;
        char[] text = this.text;
        char[] normal = this.normal;
        char[] plain = this.plain;
        int at = 0;
        for (int i = from; i < to; i++) {
            char c = plain[raw[i]];
            if (c == 0) {
                boolean plus = raw[i] == '+';
                c = plus && isFormEncoded(i) ? ' ' : normal[raw[i]];
                if (raw[i] != 0 && !plus && isWrapped(i)) {
                    length = at;
                    return i;
                }
            }
            text[at++] = c;
        }
        length = at;
        return to;
    }

    private void readWrapped(int from, int wrappedFrom) {
        for (int i = 0; i < length; i++) {
            starts[i] = from + i;
            ends[i] = from + i + 1;
        }
        int i = wrappedFrom;
        while (i < rawEnd) {
            char c = raw[i];
            if (c < 128 && special[c] && isWrapped(i)) {
                putUnwrapped(i);
                i += Math.max(wrapped, 1);
            } else {
                put(c == '+' && isFormEncoded(i) ? ' ' : normal[c], i, i + 1);
                i++;
            }
        }
    }

    private void putUnwrapped(int at) {
        EncodedWords words = encoded;
        if (words != null) {
            if (encodedWords.size() == encodedFrom.length) {
                encodedFrom = Arrays.copyOf(encodedFrom, encodedFrom.length * 2);
            }
            encodedFrom[encodedWords.size()] = length;
            encodedWords.add(words);
            for (int k = 0; k < words.text().length(); k++) {
                put(normal[words.text().charAt(k)], words.starts()[k], words.ends()[k]);
            }
            return;
        }
        if (unwrapped.isEmpty() && raw[at] == '=' && length > 0) {
            ends[length - 1] = at + wrapped; // a soft line break goes with the letter before
        }
        for (int k = 0; k < unwrapped.length(); k++) {
            put(normal[unwrapped.charAt(k)], at, at + wrapped);
        }
    }

    private boolean isFormEncoded(int at) {
        return special['%'] && formValues.isBlank(at);
    }

    private void put(char c, int from, int to) {
        text[length] = c;
        starts[length] = from;
        ends[length] = to;
        length++;
    }

    private boolean isQuoted() {
        if (!quotesKnown) {
            quotesKnown = true;
            quoted = false;
            for (int i = rawStart; i < rawEnd && !quoted; i++) {
                quoted = raw[i] == '"';
            }
        }
        return quoted;
    }

    /** Whether something is wrapped here; then {@link #wrapped} is its length and {@link #unwrapped} what it means. */
    private boolean isWrapped(int at) {
        return switch (raw[at]) {
            case '\\' -> isEscape(at);
            case '%' -> isPercent(at);
            case '&' -> isEntity(at);
            case '=' -> isMail(at);
            default -> isTag(at);
        };
    }

    private boolean unwrapped(int length, String meaning) {
        wrapped = length;
        unwrapped = meaning;
        encoded = null;
        return true;
    }

    private boolean isEscape(int at) {
        int next = at + 1;
        int limit = Math.min(rawEnd, at + LONGEST_ESCAPE);
        while (next < limit && raw[next] == '\\') {
            next++;
        }
        if (next >= rawEnd) {
            return false;
        }
        char c = raw[next];
        if (c == 'u' && next + 5 <= rawEnd && hex(next + 1, 4) >= 0) {
            return unwrapped(next + 5 - at, String.valueOf((char) hex(next + 1, 4)));
        }
        if (c == '"' || c == '/') {
            return unwrapped(next + 1 - at, String.valueOf(c));
        }
        // A backslash before these letters is an escape among quoted strings, elsewhere it may be part of a path.
        if ((c == 'n' || c == 'r' || c == 't' || c == 'b' || c == 'f') && isQuoted()) {
            return unwrapped(next + 1 - at, "\n");
        }
        return false;
    }

    private boolean isPercent(int at) {
        int start = at;
        // %2540 is a percent sign escaped once more.
        while (start + 5 <= rawEnd && raw[start + 1] == '2' && raw[start + 2] == '5' && hex(start + 3, 2) >= 0) {
            start += 2;
        }
        if (start + 3 > rawEnd) {
            return false;
        }
        int first = hex(start + 1, 2);
        if (first <= 0) {
            return false;
        }
        int length = start + 3 - at;
        int more = first >= 0xE0 && first < 0xF0 ? 2 : first >= 0xC2 && first < 0xE0 ? 1 : 0;
        int codePoint = more == 2 ? first & 0x0F : first & 0x1F;
        int next = start + 3;
        for (int i = 0; i < more; i++) {
            int part = next + 3 <= rawEnd && raw[next] == '%' ? hex(next + 1, 2) : -1;
            if (part < 0x80 || part > 0xBF) {
                return unwrapped(length, String.valueOf((char) first)); // Latin-1
            }
            codePoint = codePoint << 6 | part & 0x3F;
            next += 3;
        }
        return unwrapped(next - at, String.valueOf((char) (more == 0 ? first : codePoint)));
    }

    private boolean isMail(int at) {
        if (at + 1 < rawEnd && raw[at + 1] == '?') {
            EncodedWords words = EncodedWords.read(CharBuffer.wrap(raw), at, rawEnd);
            if (words == null) {
                return false;
            }
            unwrapped(words.to() - at, words.text());
            encoded = words;
            return true;
        }
        return quotedPrintable.isAt(at) && unwrapped(quotedPrintable.length(), quotedPrintable.meaning());
    }

    private int hex(int from, int digits) {
        return hex(raw, from, digits);
    }

    /** The number that so many hexadecimal digits are; -1 if anything else stands there. */
    static int hex(char[] raw, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            char c = raw[i];
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private boolean isEntity(int at) {
        int from = at + 1;
        // &amp;uuml; is an entity escaped once more.
        while (from + 4 <= rawEnd
                && raw[from] == 'a'
                && raw[from + 1] == 'm'
                && raw[from + 2] == 'p'
                && raw[from + 3] == ';'
                && from + 4 < rawEnd
                && (raw[from + 4] == '#' || Character.isLetter(raw[from + 4]))
                && endOfEntity(from + 4) > 0) {
            from += 4;
        }
        int end = endOfEntity(from);
        if (end < 0) {
            return false;
        }
        String meaning = Entities.decoded(new String(raw, from, end - from));
        return !meaning.isEmpty() && unwrapped(end + 1 - at, meaning);
    }

    private int endOfEntity(int from) {
        int limit = Math.min(rawEnd, from + Entities.LONGEST + 1);
        for (int i = from; i < limit; i++) {
            char c = raw[i];
            if (c == ';') {
                return i > from ? i : -1;
            }
            if (c >= 128 || c != '#' && !Character.isLetterOrDigit(c)) {
                return -1;
            }
        }
        return -1;
    }

    private boolean isTag(int at) {
        if (!tags || at + 2 >= rawEnd) {
            return false;
        }
        char first = raw[at + 1];
        if (first >= 128 || first != '/' && first != '!' && first != '?' && !Character.isLetter(first)) {
            return false;
        }
        int end = endOfTag(at + 2);
        if (end < 0 || end - at > LONGEST_TAG) {
            return false;
        }
        if (oneForOne) {
            return true; // this pass only asks; the next reads the tag again
        }
        keepTag(at + 1, end);
        return unwrapped(end + 1 - at, joinsWord(at, end) ? "" : String.valueOf(Alphabet.TAG));
    }

    private int endOfTag(int from) {
        if (nextTagEnd < from) {
            nextTagEnd = from;
            while (nextTagEnd < rawEnd && raw[nextTagEnd] != '>') {
                nextTagEnd++;
            }
        }
        return nextTagEnd < rawEnd ? nextTagEnd : -1;
    }

    /** A single inline tag amid a word does not part it: {@code Sch<b>mi</b>dt}. */
    private boolean joinsWord(int at, int end) {
        if (length == 0 || end + 1 >= rawEnd || end - at > LONGEST_INLINE_TAG) {
            return false;
        }
        int word = Alphabet.LETTER | Alphabet.DIGIT;
        if ((classes[text[length - 1]] & word) == 0 || (classes[normal[raw[end + 1]]] & word) == 0) {
            return false;
        }
        int from = raw[at + 1] == '/' ? at + 2 : at + 1;
        int to = from;
        while (to < end && Character.isLetter(raw[to])) {
            to++;
        }
        return isInline(new String(raw, from, to - from));
    }

    /** Whether elements of this name stand amid a sentence. */
    static boolean isInline(String element) {
        return INLINE_TAGS.contains(" " + element.toLowerCase(Locale.ROOT) + " ");
    }

    /** This stretch as it was written, with tags and escapes. */
    String written(int from, int to) {
        int start = end(from - 1) - base;
        return new String(raw, start, start(to) - base - start);
    }

    private void keepTag(int from, int to) {
        boolean bare = to - from <= 12;
        for (int i = from; bare && i < to; i++) {
            bare = raw[i] == '/' || Character.isLetter(raw[i]);
        }
        if (bare) {
            return;
        }
        if (tagCount == tagStarts.length) {
            tagStarts = Arrays.copyOf(tagStarts, tagCount * 2);
            tagEnds = Arrays.copyOf(tagEnds, tagCount * 2);
        }
        tagStarts[tagCount] = from;
        tagEnds[tagCount] = to;
        tagCount++;
    }

    char[] text() {
        return text;
    }

    int length() {
        return length;
    }

    /** Index in the whole text of the first character that stands for the one at this place. */
    int start(int at) {
        return base + (oneForOne ? rawStart + at : starts[at]);
    }

    /** Index in the whole text after the last character that stands for the one at this place. */
    int end(int at) {
        return base + (oneForOne ? rawStart + at + 1 : ends[at]);
    }

    /** The letter at this place as it was written, before its case and accent were taken from it. */
    char original(int at) {
        int from = oneForOne ? rawStart + at : starts[at];
        char written = raw[from];
        for (int i = encodedWords.size() - 1; i >= 0; i--) {
            if (at >= encodedFrom[i]) {
                String text = encodedWords.get(i).text();
                if (at - encodedFrom[i] < text.length()) {
                    return text.charAt(at - encodedFrom[i]);
                }
                break;
            }
        }
        if (oneForOne || written >= special.length || !special[written] || written == '<' || !isWrapped(from)) {
            return written;
        }
        int before = 0;
        while (at > before && starts[at - before - 1] == from) {
            before++;
        }
        return unwrapped.charAt(Math.min(before, unwrapped.length() - 1));
    }

    /** Whether this is the inside of a tag. */
    boolean isInsideTag() {
        return insideTag;
    }

    int tagCount() {
        return tagCount;
    }

    int tagStart(int tag) {
        return tagStarts[tag];
    }

    int tagEnd(int tag) {
        return tagEnds[tag];
    }
}
