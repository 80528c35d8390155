package dev.palimpsest.identity;

import java.util.List;

/**
 * What the place where the words of a name stand says of them: little, where they are part of a token such as an e-mail address, a
 * URL, a path or a login, or stand beside one; where a hyphen joins another name to them, or they are the end of one name and the
 * beginning of the next; where they are common words in small letters amid others; and where, in a script without blanks, two
 * characters may as well be halves of other words.
 */
final class NameEvidence {
    /** How far a token is followed in either direction. */
    private static final int LONGEST_TOKEN = 300;

    private static final String IN_TOKEN = "._-~+@/\\%#$";
    /** What is left of another name ends or begins with one of these. */
    private static final String MARKS = "[]*\u2026";

    private static final String JOINING = "@/\\_";

    /** Characters of a name that are enough to prove it amid others. */
    private static final int UNMISTAKABLE = 3;

    /** What follows a name in Chinese, Japanese and Korean: titles and particles. */
    private static final List<String> BEHIND_NAMES = List.of(
            "先生", "女士", "小姐", "太太", "夫人", "老师", "老師", "同学", "同學", "医生", "醫生", "医師", "教授", "经理", "經理", "さん", "サン", "様",
            "さま", "君", "くん", "ちゃん", "氏", "殿", "は", "が", "を", "に", "の", "と", "も", "へ", "님", "씨", "군", "양", "은", "는", "이",
            "가", "을", "를", "의", "와", "과", "도", "에게", "께");

    private final Block block;
    private final Neighbours neighbours;
    private final short[] classes;

    private int from;
    private int to;

    NameEvidence(Forms forms, Block block) {
        this.block = block;
        this.neighbours = new Neighbours(block);
        this.classes = forms.alphabet().classes();
    }

    /** Whether these words prove little where they stand; then {@link #from} and {@link #to} are what hangs together there. */
    boolean isWeak(Words words, int first, int last) {
        from = words.start(first);
        to = words.end(last);
        return isInToken()
                || isBesideAt()
                || isHyphenated()
                || isAtSoftBreak()
                || neighbours.areOfTwoInAList(words, first, last)
                || neighbours.areOfTwoFields(words, first, last)
                || areCommonWords(words, first, last)
                || mayBeHalves(words, first, last);
    }

    /** What stands around a name. */
    Neighbours neighbours() {
        return neighbours;
    }

    /** Where the name begins, or the token that it is part of. */
    int from() {
        return from;
    }

    /** Behind the name, or the token that it is part of. */
    int to() {
        return to;
    }

    private boolean isInToken() {
        char[] text = block.text();
        for (int i = from; i < to; i++) {
            if (!isOfToken(text[i])) {
                return false;
            }
        }
        int start = from;
        while (start > 0 && from - start < LONGEST_TOKEN && isOfToken(text[start - 1])) {
            start--;
        }
        int end = to;
        while (end < block.length() && end - to < LONGEST_TOKEN && isOfToken(text[end])) {
            end++;
        }
        while (start < from && !isOfWord(text[start])) {
            start++;
        }
        while (end > to && !isOfWord(text[end - 1])) {
            end--;
        }
        boolean joined = false;
        for (int i = start; i < end && !joined; i++) {
            joined = JOINING.indexOf(text[i]) >= 0 || text[i] == '.' && isOfWord(text[i - 1]) && isOfWord(text[i + 1]);
        }
        if (joined) {
            from = start;
            to = end;
        }
        return joined;
    }

    /** Whether the first or the last word is part of an e-mail address beside which the others stand. */
    private boolean isBesideAt() {
        char[] text = block.text();
        int end = to;
        while (end < block.length() && end - to < LONGEST_TOKEN && isOfToken(text[end]) && text[end] != '@') {
            end++;
        }
        int start = from - 1;
        while (start >= 0 && from - start < LONGEST_TOKEN && isOfToken(text[start]) && text[start] != '@') {
            start--;
        }
        return isAt(end) || isAt(start);
    }

    /** The at sign of an address, with words on both sides; before the name of somebody who is called upon none stands. */
    private boolean isAt(int place) {
        char[] text = block.text();
        return place > 0
                && place + 1 < block.length()
                && text[place] == '@'
                && isOfWord(text[place - 1])
                && isOfWord(text[place + 1]);
    }

    /** Whether a hyphen joins another name to it, or what is left of one: {@code Tomáš-Gaëtan Zimmermann}. */
    private boolean isHyphenated() {
        char[] text = block.text();
        return from > 1 && text[from - 1] == '-' && isOfAnotherName(startOfWord(from - 2))
                || to + 1 < block.length() && text[to] == '-' && isOfAnotherName(to + 1);
    }

    /** Whether a word of it may go on over the end of a line, as in quoted-printable: {@code wouter.bak=} and {@code ker}. */
    private boolean isAtSoftBreak() {
        int end = to;
        while (end < block.length() && end - to < LONGEST_TOKEN && isOfToken(block.text()[end])) {
            end++;
        }
        int lineFeed = from - 1;
        int before = lineFeed > 0 && block.text()[lineFeed - 1] == '\r' ? lineFeed - 2 : lineFeed - 1;
        return isSoftBreak(end) || lineFeed > 0 && block.text()[lineFeed] == '\n' && isSoftBreak(before);
    }

    private boolean isSoftBreak(int at) {
        char[] text = block.text();
        if (at < 1 || at + 2 >= block.length() || text[at] != '=' || !isOfToken(text[at - 1])) {
            return false;
        }
        int next = text[at + 1] == '\r' ? at + 2 : at + 1;
        return text[next] == '\n';
    }

    private int startOfWord(int end) {
        int start = end;
        while (start > 0 && isOfWord(block.text()[start]) && isOfWord(block.text()[start - 1])) {
            start--;
        }
        return start;
    }

    private boolean isOfAnotherName(int at) {
        char[] text = block.text();
        if ((classes[text[at]] & Alphabet.LETTER) == 0) {
            return MARKS.indexOf(text[at]) >= 0;
        }
        int end = at;
        while (end < block.length() && isOfWord(text[end])) {
            end++;
        }
        return Character.isUpperCase(block.original(at)) == Character.isUpperCase(block.original(from))
                && !EverydayWords.standBesideNames(new String(text, at, end - at));
    }

    private boolean isOfToken(char c) {
        return isOfWord(c) || IN_TOKEN.indexOf(c) >= 0;
    }

    private boolean isOfWord(char c) {
        return (classes[c] & Alphabet.IN_WORD) != 0;
    }

    /** Whether all are words of the language in small letters, and others stand in the same field. */
    private boolean areCommonWords(Words words, int first, int last) {
        boolean alone = (first == 0 || (words.gap(first) & Alphabet.FIELD_END) != 0)
                && (last + 1 == words.count() || (words.gap(last + 1) & Alphabet.FIELD_END) != 0);
        for (int i = first; !alone && i <= last; i++) {
            if (!Character.isLowerCase(block.original(words.start(i)))
                    || !EverydayWords.areCommon(new String(block.text(), words.start(i), words.length(i)))) {
                return false;
            }
        }
        return !alone;
    }

    private boolean mayBeHalves(Words words, int first, int last) {
        char[] text = block.text();
        if (last - first + 1 >= UNMISTAKABLE || !isUnspaced(text[from]) || !isUnspaced(text[to - 1])) {
            return false;
        }
        boolean before = from > 0 && isUnspaced(text[from - 1]);
        boolean behind = to < block.length() && isUnspaced(text[to]);
        return before || behind && BEHIND_NAMES.stream().noneMatch(this::stands);
    }

    private boolean stands(String behind) {
        if (to + behind.length() > block.length()) {
            return false;
        }
        for (int i = 0; i < behind.length(); i++) {
            if (block.text()[to + i] != behind.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isUnspaced(char c) {
        return (classes[c] & Alphabet.UNSPACED) != 0;
    }
}
