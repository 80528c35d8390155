package dev.palimpsest.identity;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands around and amid the words of a name: whether they are the end of one name and the beginning of the next, or halves of
 * two lines, fields or elements. Asked of what was found only.
 */
final class Neighbours {
    /** Titles, particles and words of an office that are passed over between a name and the end of its field. */
    private static final int MOST_BESIDE = 3;

    /** Characters of a line that was broken because it was full, rather than because a thought had ended. */
    private static final int FULL_LINE = 55;

    /** The end of an element that holds elements, and so that of a row, an entry or a person. */
    private static final Pattern END_OF_SEVERAL = Pattern.compile("</([\\w:.-]+)\\s*>\\s*</([\\w:.-]+)\\s*>");

    private static final Pattern TAG = Pattern.compile("</?([\\w:.-]+)");
    private static final Pattern SEVERAL_FIELDS = Pattern.compile("[;|\t]|[\"'] ?, ?[\"']");
    private static final Pattern END_OF_LIST = Pattern.compile("][\\s,]*\\[");

    /** Between the parts of one name, too, but as a rule between two. */
    private static final Set<String> AND = Set.of("und", "y", "e", "o");

    private final Block block;

    Neighbours(Block block) {
        this.block = block;
    }

    /** Whether nothing parts this word from the one before but blanks, a hyphen, an apostrophe, or the border of a column. */
    boolean isNextTo(Words words, int word) {
        for (int i = words.end(word - 1); i < words.start(word); i++) {
            char c = block.text()[i];
            if (" -'.".indexOf(c) < 0 && c != Alphabet.BORDER) {
                return false;
            }
        }
        return true;
    }

    /** Whether a comma parts this word from the one before, and nothing else. */
    boolean isParted(Words words, int word) {
        boolean comma = false;
        for (int i = words.end(word - 1); i < words.start(word); i++) {
            char c = block.text()[i];
            comma |= c == ',';
            if (c != ' ' && c != ',') {
                return false;
            }
        }
        return comma;
    }

    /**
     * Whether the words are the end of one name and the beginning of the next: {@code Schmidt, Bert} in {@code Anna Schmidt, Bert Klein},
     * {@code Frau Schmidt, Bert Klein} and {@code Klein, Bert, Schmidt, Anna}.
     */
    boolean areOfTwoInAList(Words words, int first, int last) {
        int signs = 0;
        for (int i = first + 1; i <= last; i++) {
            signs += isNextTo(words, i) ? 0 : 1;
        }
        if (signs != 1) {
            return false;
        }
        return hasNameBehind(words, last) && (hasNameBefore(words, first, last) || hasTitleBefore(words, first))
                || isCommaBeforeName(words, first) && isCommaBehindName(words, last)
                || isOverTitle(words, first, last) && isCommaBeforeName(words, first);
    }

    private boolean hasTitleBefore(Words words, int first) {
        return first > 0 && hangsTogether(words, first) && NameForms.isTitle(text(words, first - 1));
    }

    private boolean isCommaBeforeName(Words words, int first) {
        return first > 0 && isParted(words, first) && isName(words, first - 1, first);
    }

    private boolean isCommaBehindName(Words words, int last) {
        return last + 1 < words.count() && isParted(words, last + 1) && isName(words, last + 1, last);
    }

    private boolean isOverTitle(Words words, int first, int last) {
        boolean title = false;
        for (int i = first + 1; i < last; i++) {
            title |= NameForms.isTitle(text(words, i));
        }
        return title;
    }

    /** Whether the words stand in several lines, fields or elements, and these hold more than the name, or are of two people. */
    boolean areOfTwoFields(Words words, int first, int last) {
        for (int i = first + 1; i <= last; i++) {
            if (isBreak(words, i) && areParted(words, first, last, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isBreak(Words words, int word) {
        int gap = words.gap(word);
        return (gap & (Alphabet.FIELD_END | Alphabet.PHRASE_END)) != 0
                || holds(words, word, "(")
                || holds(words, word, ")")
                || holds(words, word, " - ")
                || hasElement(words, word);
    }

    private boolean areParted(Words words, int first, int last, int at) {
        if (holds(words, at, String.valueOf(Alphabet.BORDER)) || isOnly(words, at, " \t") || isOnly(words, at, " -")) {
            return hasNameBefore(words, first, last) || hasNameBehind(words, last);
        }
        if (holds(words, at, "(") || holds(words, at, ")")) {
            return holds(words, at, "(") && !stands(')', words.end(last))
                    || holds(words, at, ")") && !stands('(', words.start(first) - 1);
        }
        if (endsRecord(words.end(at - 1), words.start(at))) {
            return true;
        }
        boolean begins = fillsBefore(words, first);
        boolean ends = fillsBehind(words, last);
        if (begins && ends) {
            return false;
        }
        return begins
                || ends
                || !isOnly(words, at, " \r\n")
                || words.end(at - 1) - startOfLine(words.end(at - 1)) < FULL_LINE
                || hasNameBefore(words, first, last)
                || hasNameBehind(words, last);
    }

    /**
     * Whether what one place of the text speaks of ends before the other: a row of a table, a line of several fields, an element of
     * several elements, a list in a list.
     */
    boolean endsRecord(int from, int to) {
        String between = new String(block.text(), from, to - from);
        if (END_OF_LIST.matcher(between).find() || between.contains(" & ")) {
            return true;
        }
        if (between.indexOf('\n') >= 0
                && hasSeveralFields(startOfLine(from), from + between.indexOf('\n'))
                && hasSeveralFields(from + between.lastIndexOf('\n') + 1, endOfLine(to))) {
            return true;
        }
        if (between.indexOf(Alphabet.TAG) < 0) {
            return false;
        }
        Matcher ends = END_OF_SEVERAL.matcher(block.written(from, to));
        boolean several = false;
        for (int at = 0; !several && ends.find(at); at = ends.start() + 1) {
            several = !Block.isInline(ends.group(1)) && !Block.isInline(ends.group(2));
        }
        return several;
    }

    private boolean hasSeveralFields(int from, int to) {
        return SEVERAL_FIELDS.matcher(new String(block.text(), from, to - from)).find();
    }

    private int startOfLine(int at) {
        int start = at;
        while (start > 0 && block.text()[start - 1] != '\n' && block.text()[start - 1] != Alphabet.BORDER) {
            start--;
        }
        return start;
    }

    private int endOfLine(int at) {
        int end = at;
        while (end < block.length() && block.text()[end] != '\n' && block.text()[end] != Alphabet.BORDER) {
            end++;
        }
        return end;
    }

    /** Whether the field begins with the name, or with what stands beside names. */
    private boolean fillsBefore(Words words, int first) {
        int word = first;
        while (word > 0 && !endsField(words, word)) {
            if (first - word == MOST_BESIDE || !standsBeside(words, word - 1)) {
                return false;
            }
            word--;
        }
        return true;
    }

    private boolean fillsBehind(Words words, int last) {
        int word = last;
        while (word + 1 < words.count() && !endsField(words, word + 1)) {
            if (word - last == MOST_BESIDE || !standsBeside(words, word + 1)) {
                return false;
            }
            word++;
        }
        return true;
    }

    /** Whether a field or a phrase ends before this word. */
    private boolean endsField(Words words, int word) {
        int gap = words.gap(word);
        return (gap & (Alphabet.FIELD_END | Alphabet.PHRASE_END)) != 0
                || (gap & Alphabet.IN_NAME) == 0
                || hasElement(words, word);
    }

    /** Whether an element ends or begins before this word, other than such as stand amid a sentence. */
    private boolean hasElement(Words words, int word) {
        if (!holds(words, word, String.valueOf(Alphabet.TAG))) {
            return false;
        }
        Matcher tags = TAG.matcher(block.written(words.end(word - 1), words.start(word)));
        boolean element = false;
        while (!element && tags.find()) {
            element = !Block.isInline(tags.group(1));
        }
        return element;
    }

    private boolean standsBeside(Words words, int word) {
        String text = text(words, word);
        return words.kind(word) == Words.LETTERS
                && (NameForms.isAbbreviation(text)
                        || EverydayWords.standBesideNames(text)
                        || NameForms.isParticle(text.toLowerCase(Locale.ROOT)));
    }

    /** Whether another name goes on before this one: {@code Piet} in {@code Piet van den Heuvel, Jan}. */
    private boolean hasNameBefore(Words words, int first, int last) {
        int word = first;
        while (word > 0 && hangsTogether(words, word)) {
            word--;
            if (!isParticle(words, word)) {
                return isName(words, word, pastParticles(words, first, last));
            }
        }
        return false;
    }

    private boolean hasNameBehind(Words words, int last) {
        int word = last;
        while (word + 1 < words.count() && hangsTogether(words, word + 1)) {
            word++;
            if (!isParticle(words, word)) {
                return isName(words, word, last);
            }
        }
        return false;
    }

    private boolean hangsTogether(Words words, int word) {
        return isNextTo(words, word) && (words.gap(word) & (Alphabet.FIELD_END | Alphabet.PHRASE_END)) == 0;
    }

    /** The first word that is no particle. */
    private int pastParticles(Words words, int first, int last) {
        int word = first;
        while (word < last && isParticle(words, word)) {
            word++;
        }
        return word;
    }

    private boolean isParticle(Words words, int word) {
        String text = text(words, word);
        return !isCapital(words, word) && NameForms.isParticle(text) && !AND.contains(text);
    }

    /** Whether a word is written as the other one, a part of a name, and is neither title nor what stands beside names. */
    private boolean isName(Words words, int word, int other) {
        String text = text(words, word);
        return words.kind(word) == Words.LETTERS
                && isCapital(words, word) == isCapital(words, other)
                && !NameForms.isAbbreviation(text)
                && !EverydayWords.standBesideNames(text);
    }

    private boolean isCapital(Words words, int word) {
        return Character.isUpperCase(block.original(words.start(word)));
    }

    private String text(Words words, int word) {
        return new String(block.text(), words.start(word), words.length(word));
    }

    private boolean holds(Words words, int word, String sign) {
        int from = words.end(word - 1);
        return new String(block.text(), from, words.start(word) - from).contains(sign);
    }

    /** Whether nothing else parts this word from the one before, and the last of these signs does. */
    private boolean isOnly(Words words, int word, String signs) {
        boolean last = false;
        for (int i = words.end(word - 1); i < words.start(word); i++) {
            char c = block.text()[i];
            if (signs.indexOf(c) < 0) {
                return false;
            }
            last |= c == signs.charAt(signs.length() - 1);
        }
        return last;
    }

    private boolean stands(char sign, int at) {
        return at >= 0 && at < block.length() && block.text()[at] == sign;
    }
}
