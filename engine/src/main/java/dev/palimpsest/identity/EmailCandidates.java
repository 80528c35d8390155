package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.Arrays;

/**
 * E-mail addresses: what stands around an at sign. The end of a longer token ({@code mailto:anna@...},
 * {@code anna@example.org.pdf}) is looked for as well, but never the end of another mailbox: {@code lea.anna@...} does
 * not hold {@code anna@...}.
 */
final class EmailCandidates {

    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_DOMAIN = 255;
    private static final String CORE = "._+-";
    private static final String WIDER = "._+-'=/&!#$%*?^`{|}~";
    private static final long LOCAL = 0xD6E8FEB86659FD93L;

    private final Forms forms;
    private final Block block;
    private final short[] classes;
    private final boolean embedded;

    EmailCandidates(Forms forms, Block block) {
        this.forms = forms;
        this.block = block;
        this.classes = forms.alphabet().classes();
        this.embedded = forms.on(Normalisation.EMAIL_EMBEDDED);
    }

    /** The hash of an address with the at sign at this place. */
    long hash(char[] text, int from, int at, int to) {
        return forms.string(text, from, at) * LOCAL + forms.string(text, at + 1, to);
    }

    void find(Words words, Found found) {
        if (words.atCount() == 0 || !found.traces().holds(IdentifierKind.EMAIL)) {
            return;
        }
        for (int i = 0; i < words.atCount(); i++) {
            find(words.at(i), found);
        }
    }

    private void find(int at, Found found) {
        int end = domainEnd(at);
        int wide = localStart(at, WIDER);
        if (end == at + 1 || wide == at) {
            return;
        }
        if (!embedded) {
            if (stands(wide, end)) {
                found.look(IdentifierKind.EMAIL, hash(block.text(), wide, at, end), wide, end);
            }
            return;
        }
        int core = trimmed(localStart(at, CORE), at);
        domains(core, at, end, found);
        int apostrophe = localStart(at, CORE + "'");
        if (apostrophe < core) {
            domains(apostrophe, at, end, found);
        }
        if (wide < apostrophe) {
            domains(wide, at, end, found);
        }
        int script = startOfScript(core, at);
        if (script > core) {
            domains(script, at, end, found);
        }
        int plus = startOverBlank(core, at);
        if (plus < core) {
            domains(plus, at, end, found);
        }
    }

    /** In a script without blanks an address in another begins where the script ends. */
    private int startOfScript(int from, int at) {
        for (int i = at; i > from; i--) {
            if (isUnspaced(block.text()[i - 1])) {
                return i;
            }
        }
        return from;
    }

    /** Where the address begins if a plus that was taken for a blank is a part of it after all. */
    private int startOverBlank(int from, int at) {
        if (from == 0 || block.text()[from - 1] != ' ' || block.original(from - 1) != '+') {
            return from;
        }
        int start = from - 1;
        int limit = Math.max(0, at - LONGEST_LOCAL_PART);
        while (start > limit && (isWord(block.text()[start - 1]) || CORE.indexOf(block.text()[start - 1]) >= 0)) {
            start--;
        }
        return start;
    }

    private boolean isUnspaced(char c) {
        return (classes[c] & Alphabet.UNSPACED) != 0;
    }

    private void domains(int from, int at, int end, Found found) {
        if (from == at) {
            return;
        }
        char[] text = block.text();
        long local = local(from, at) * LOCAL;
        boolean dotted = false;
        for (int i = at + 1; i <= end; i++) {
            boolean boundary = i == end
                    || text[i] == '.'
                    || text[i] == '-'
                    || i > at + 1 && isUnspaced(text[i]) && !isUnspaced(text[i - 1]);
            if (boundary && i > at + 1 && (i == end || dotted)) {
                found.look(IdentifierKind.EMAIL, local + forms.string(text, at + 1, i), from, i);
            }
            dotted |= i < end && text[i] == '.';
        }
    }

    /** The hash of the local part; a blank in it is a plus that was taken for one. */
    private long local(int from, int at) {
        char[] text = block.text();
        for (int i = from; i < at; i++) {
            if (text[i] == ' ') {
                char[] local = Arrays.copyOfRange(text, from, at);
                local[i - from] = '+';
                return forms.string(local, 0, local.length);
            }
        }
        return forms.string(text, from, at);
    }

    /** The first character that may belong to the local part. */
    int widestStart(int at) {
        return localStart(at, WIDER);
    }

    /** The first character that usually belongs to the local part. */
    int usualStart(int at) {
        return localStart(at, CORE + "'");
    }

    private int localStart(int at, String beside) {
        char[] text = block.text();
        int limit = Math.max(0, at - LONGEST_LOCAL_PART);
        int start = at;
        while (start > limit && (isWord(text[start - 1]) || beside.indexOf(text[start - 1]) >= 0)) {
            start--;
        }
        return start;
    }

    int trimmed(int start, int at) {
        int trimmed = start;
        while (trimmed < at && !isWord(block.text()[trimmed])) {
            trimmed++;
        }
        return trimmed;
    }

    /** The place after the domain; the place after the at sign if there is none. */
    int domainEnd(int at) {
        char[] text = block.text();
        int limit = Math.min(block.length(), at + 1 + LONGEST_DOMAIN);
        int end = at + 1;
        while (end < limit && (isWord(text[end]) || text[end] == '.' || text[end] == '-')) {
            end++;
        }
        while (end > at + 1 && !isWord(text[end - 1])) {
            end--;
        }
        return end;
    }

    private boolean isWord(char c) {
        return (classes[c] & Alphabet.IN_WORD) != 0;
    }

    private boolean stands(int from, int to) {
        char[] text = block.text();
        boolean before = from == 0 ? !block.isInsideTag() : isApart(text[from - 1]);
        boolean after = to == block.length() && !block.isInsideTag()
                || to < block.length() && (isApart(text[to]) || ",;.".indexOf(text[to]) >= 0);
        return before && after;
    }

    private static boolean isApart(char c) {
        return Character.isWhitespace(c) || c == Alphabet.BORDER;
    }
}
