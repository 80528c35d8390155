package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names in Thai: the given name is the end of one run of letters, the surname the beginning of the next, since blanks part the two and
 * nothing parts them from the words around: {@code คุณสมชาย ใจดีโทรมา}. What usually stands before and behind a name proves that it is
 * one; amid anything else it may as well be parts of other words. Looks at nothing where there is no Thai.
 */
final class ThaiNames {
    /** Letters and signs of the longest half of a name. */
    private static final int LONGEST = 32;
    /** A half of fewer is found in too many words. */
    private static final int SHORTEST = 2;
    /** Whole words between the halves. */
    private static final int MOST_BETWEEN = 1;

    private static final char FIRST = '\u0E01';
    private static final char LAST = '\u0E5B';
    private static final char FIRST_BEFORE_ITS_CONSONANT = '\u0E40';
    private static final char LAST_BEFORE_ITS_CONSONANT = '\u0E44';
    /** Vowels and a repetition mark that are written behind a consonant and belong to it. */
    private static final String BEHIND_A_CONSONANT = "\u0E30\u0E32\u0E33\u0E45\u0E46\u0E2F";

    private static final List<String> TITLES = List.of(
            "คุณ",
            "นาย",
            "นาง",
            "นางสาว",
            "เด็กชาย",
            "เด็กหญิง",
            "อาจารย์",
            "ครู",
            "หมอ",
            "แพทย์หญิง",
            "พี่",
            "น้อง",
            "ลุง",
            "ป้า",
            "ท่าน",
            "ลูกค้า",
            "สมาชิก",
            "ผู้ป่วย",
            "คนไข้",
            "นักเรียน",
            "ผู้สมัคร");

    private static final List<String> BEFORE_NAMES = Stream.concat(
                    TITLES.stream(),
                    Stream.of(
                            "กับ", "และ", "หรือ", "ของ", "จาก", "ถึง", "ให้", "โดย", "แก่", "ชื่อ", "พบ", "โทรหา",
                            "ว่า", "ติดต่อ", "แจ้ง", "นัด", "ส่ง"))
            .toList();

    private static final List<String> BEHIND_NAMES = List.of(
            "โทร",
            "แจ้ง",
            "ติดต่อ",
            "สอบถาม",
            "ยกเลิก",
            "ลงทะเบียน",
            "สมัคร",
            "ชำระ",
            "จ่าย",
            "โอน",
            "ส่ง",
            "นัด",
            "เลื่อน",
            "ขอ",
            "ต้องการ",
            "ได้",
            "จะ",
            "ไม่",
            "ยัง",
            "เคย",
            "กำลัง",
            "เป็น",
            "อยู่",
            "และ",
            "กับ",
            "หรือ",
            "ที่",
            "ซึ่ง",
            "ของ",
            "จาก",
            "ถึง",
            "ให้",
            "โดย",
            "ว่า",
            "เพื่อ",
            "เมื่อ",
            "วันที่",
            "ครับ",
            "ค่ะ",
            "คะ",
            "นะ",
            "เข้า",
            "เรียน",
            "ซื้อ",
            "สั่ง",
            "รับ",
            "คืน",
            "อายุ",
            "เกิด",
            "เบอร์",
            "บอก",
            "ถาม",
            "ตอบ",
            "เขียน",
            "พบ",
            "แล้ว",
            "ไป");

    private final Forms forms;
    private final Block block;
    private final NameCandidates names;
    private final NameSpelling spelling;

    private final int[] starts = new int[LONGEST];
    private final long[] endings = new long[LONGEST];
    private final int[] ends = new int[LONGEST];
    private final long[] beginnings = new long[LONGEST];
    private int endingCount;
    private int beginningCount;

    ThaiNames(Forms forms, Block block, NameCandidates names) {
        this.forms = forms;
        this.block = block;
        this.names = names;
        this.spelling = new NameSpelling(forms, block);
    }

    static boolean isThai(char c) {
        return c >= FIRST && c <= LAST;
    }

    void find(Words words, Found found) {
        if (words.thaiCount() == 0 || !found.traces().holds(IdentifierKind.NAME)) {
            return;
        }
        boolean single = found.traces().holdsWeak(IdentifierKind.NAME);
        for (int i = 0; i < words.thaiCount(); i++) {
            int word = words.thai(i);
            readBeginnings(words, word);
            if (single) {
                lookAtOne(words, word, found);
            }
            for (int before = 1; before <= MOST_BETWEEN + 1 && joins(words, word - before + 1); before++) {
                if (ThaiNames.isThai(block.text()[words.start(word - before)])) {
                    readEndings(words, word - before);
                    lookAtTwo(words, word - before, word, found);
                }
            }
        }
    }

    /** Whether a name goes on from the word before with this one. */
    private static boolean joins(Words words, int word) {
        int parts = Alphabet.FIELD_END | Alphabet.PHRASE_END | Alphabet.OBJECT;
        return word > 0
                && words.kind(word - 1) == Words.LETTERS
                && (words.gap(word) & (Alphabet.IN_NAME | Alphabet.SPACE)) == (Alphabet.IN_NAME | Alphabet.SPACE)
                && (words.gap(word) & parts) == 0;
    }

    private void readBeginnings(Words words, int word) {
        beginningCount = 0;
        int start = words.start(word);
        int limit = Math.min(words.end(word), start + LONGEST);
        for (int end = start + SHORTEST; end <= limit; end++) {
            if (end == words.end(word) || partsWords(end)) {
                ends[beginningCount] = end;
                beginnings[beginningCount++] = forms.word(block.text(), start, end);
            }
        }
    }

    private void readEndings(Words words, int word) {
        endingCount = 0;
        int end = words.end(word);
        int limit = Math.max(words.start(word), end - LONGEST);
        for (int start = end - SHORTEST; start >= limit; start--) {
            if (start == words.start(word) || partsWords(start)) {
                starts[endingCount] = start;
                endings[endingCount++] = forms.word(block.text(), start, end);
            }
        }
    }

    /** Whether one word may end and the next begin before this letter: no vowel or sign is torn from its consonant. */
    private boolean partsWords(int place) {
        char before = block.text()[place - 1];
        char behind = block.text()[place];
        return Character.getType(behind) != Character.NON_SPACING_MARK
                && BEHIND_A_CONSONANT.indexOf(behind) < 0
                && (before < FIRST_BEFORE_ITS_CONSONANT || before > LAST_BEFORE_ITS_CONSONANT);
    }

    /** The end of one run and the beginning of a later one, with all that stands between. */
    private void lookAtTwo(Words words, int first, int last, Found found) {
        for (int beginning = 0; beginning < beginningCount; beginning++) {
            long rest = names.joined(0, beginnings[beginning]);
            for (int i = last - 1; i > first; i--) {
                rest = names.joined(rest, words.hash(i));
            }
            for (int ending = 0; ending < endingCount; ending++) {
                long hash = names.joined(rest, endings[ending]);
                if (found.mayHoldName(hash) && found.mark(IdentifierKind.NAME, hash) != 0) {
                    report(words, first, last, starts[ending], ends[beginning], hash, found);
                }
            }
        }
    }

    private void report(Words words, int first, int last, int from, int to, long hash, Found found) {
        boolean whole = from == words.start(first) && to == words.end(last);
        if (whole || found.traces().sparesAny() && isInLonger(words, first, last, from, found)) {
            return; // as any name is found; or somebody else's
        }
        long spelled = spelling.of(from, words.end(first)) + spelling.of(words.start(last), to);
        for (int i = first + 1; i < last; i++) {
            spelled += spelling.of(words, i);
        }
        found.cover(from, to);
        found.report(
                IdentifierKind.NAME,
                found.mark(IdentifierKind.NAME, spelled) != 0 ? spelled : hash,
                !begins(words, first, from) || !ends(words, last, to));
    }

    /** Whether the run behind the given name is the surname of somebody who stays, as far as it goes. */
    private boolean isInLonger(Words words, int first, int last, int from, Found found) {
        long rest = 0;
        for (int i = last; i > first; i--) {
            rest = names.joined(rest, words.hash(i));
        }
        for (int start : new int[] {from, words.start(first)}) {
            if (found.sparesName(names.joined(rest, forms.word(block.text(), start, words.end(first))))) {
                return true;
            }
        }
        return false;
    }

    /** A given name alone, behind a title or at the beginning of a run: only ever weak. */
    private void lookAtOne(Words words, int word, Found found) {
        for (int i = 0; i < beginningCount; i++) {
            lookAtOne(words, word, words.start(word), ends[i], beginnings[i], found);
        }
        for (String title : TITLES) {
            int start = words.start(word) + title.length();
            if (start < words.end(word) && stands(title, words.start(word))) {
                int limit = Math.min(words.end(word), start + LONGEST);
                for (int end = start + SHORTEST; end <= limit; end++) {
                    if (end == words.end(word) || partsWords(end)) {
                        lookAtOne(words, word, start, end, forms.word(block.text(), start, end), found);
                    }
                }
            }
        }
    }

    private void lookAtOne(Words words, int word, int from, int to, long hash, Found found) {
        long one = names.joined(0, hash);
        boolean whole = from == words.start(word) && to == words.end(word);
        if (!whole && found.mayHoldName(one) && found.mark(IdentifierKind.NAME, one) != 0) {
            found.cover(from, to);
            found.report(IdentifierKind.NAME, one, true);
        }
    }

    private boolean begins(Words words, int word, int from) {
        return from == words.start(word)
                || BEFORE_NAMES.stream()
                        .anyMatch(before ->
                                from - before.length() >= words.start(word) && stands(before, from - before.length()));
    }

    private boolean ends(Words words, int word, int to) {
        return to == words.end(word) || BEHIND_NAMES.stream().anyMatch(behind -> stands(behind, to));
    }

    private boolean stands(String text, int at) {
        if (at + text.length() > block.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (block.text()[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
