package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The forms of a name: whole, also as it is spelled, and without titles or particles. With one of several given names or parts of the
 * surname only it is a weak form, since somebody else may be called so.
 */
final class NameForms {
    private static final Set<String> PARTICLES = Set.of(
            "van", "von", "vom", "der", "den", "des", "dem", "de", "di", "da", "du", "do", "dos", "das", "del", "della",
            "la", "le", "les", "el", "al", "bin", "ibn", "ben", "zu", "zum", "zur", "ter", "ten", "te", "op", "und",
            "y", "e", "d", "l", "o", "t", "s");

    /** Of learning, which stand amid a name, too: {@code Berg, Dr. Anna}. */
    static final Set<String> DEGREES = Set.of("dr", "prof", "dipl", "ing", "med", "phil", "rer", "nat", "jur", "mag");

    private static final Set<String> TITLES = Set.of(
            "dr", "prof", "dipl", "ing", "med", "phil", "herr", "herrn", "frau", "hr", "fr", "mr", "mrs", "ms", "mme",
            "mlle", "dhr", "mevr", "mw");

    /** Of given names, and before places that are surnames, as they are written with a full stop. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "abr", "adr", "alex", "ant", "aug", "benj", "edw", "eliz", "em", "ferd", "frans", "fred", "friedr", "geb",
            "geo", "ger", "gottfr", "heinr", "herm", "jac", "jak", "joh", "jos", "kath", "konr", "lic", "ludw", "mag",
            "margr", "mar", "matth", "nic", "nik", "rev", "rob", "sam", "seb", "sen", "sig", "sra", "sta", "ste", "sto",
            "theod", "univ", "ulr", "vinc", "wilh", "will", "xav");

    /** Letters of the longest title or abbreviation. */
    static final int LONGEST_ABBREVIATION = Stream.concat(TITLES.stream(), ABBREVIATIONS.stream())
            .mapToInt(String::length)
            .max()
            .orElse(0);

    private static final int MOST_GIVEN_NAMES = 4;

    private final CutText text;
    private final NameCandidates names;
    private final NameSpelling spelling;

    NameForms(CutText text, Forms forms, NameCandidates names) {
        this.text = text;
        this.names = names;
        this.spelling = new NameSpelling(forms, text.block);
    }

    /** The given names and the surname alone, and each word of them that is neither particle nor title; all weak. */
    void addWords(List<String> parts, Gathered gathered) {
        Halves halves = halves(parts);
        for (List<Word> half : List.of(halves.given, halves.last)) {
            if (half.size() > 1) {
                form(half, true, gathered);
            }
            for (Word word : half) {
                if (word.isSignificant()) {
                    form(List.of(word), true, gathered);
                }
            }
        }
    }

    int longest() {
        return names.longest();
    }

    /** @param spelled the hash of the word with its accents */
    record Word(String text, long hash, long spelled) {

        boolean isSignificant() {
            return text.length() > 1 && !PARTICLES.contains(text) && !TITLES.contains(text);
        }

        boolean isTitle() {
            return TITLES.contains(text);
        }
    }

    /** Whether a full stop behind the word, in any case, belongs to it: {@code Prof}, {@code Joh}. */
    static boolean isAbbreviation(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return TITLES.contains(lower) || ABBREVIATIONS.contains(lower);
    }

    /** Whether the word, in any case, stands before a name: {@code Dr}, {@code Frau}. */
    static boolean isTitle(String word) {
        return TITLES.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether the word, in small letters, is one that stands within names: {@code van}, {@code de}. */
    static boolean isParticle(String word) {
        return PARTICLES.contains(word);
    }

    List<Word> wordsOf(String part) {
        text.cut(part);
        List<Word> found = new ArrayList<>();
        for (int i = 0; i < text.words.count(); i++) {
            if (text.isLetters(i)) {
                found.add(new Word(
                        text.word(i).toLowerCase(Locale.ROOT), text.words.hash(i), spelling.of(text.words, i)));
            }
        }
        return found;
    }

    /** The given names, and the surname. */
    record Halves(List<Word> given, List<Word> last) {}

    private Halves halves(List<String> parts) {
        List<Word> given = new ArrayList<>();
        List<Word> last = new ArrayList<>();
        if (parts.size() == 1) {
            splitName(parts.getFirst(), given, last);
        } else {
            for (String part : parts.subList(0, parts.size() - 1)) {
                given.addAll(wordsOf(part));
            }
            last.addAll(wordsOf(parts.getLast()));
        }
        return new Halves(given, last);
    }

    void add(List<String> parts, Gathered gathered) {
        Halves halves = addWhole(parts, gathered);
        addStretches(parts, gathered);
        List<Word> given = halves.given;
        List<Word> last = halves.last;
        if (names.longest() > 2 && !given.isEmpty() && !last.isEmpty()) {
            List<Word> significant = last.stream().filter(Word::isSignificant).toList();
            if (significant.size() == 1) {
                form(both(given, significant), false, gathered);
            }
            parts(given, last, significant, gathered);
        }
    }

    /**
     * All of its words, and all but the titles, also of more words than the scanner joins.
     *
     * @return the name without titles
     */
    Halves addWhole(List<String> parts, Gathered gathered) {
        Halves halves = halves(parts);
        List<Word> given = halves.given;
        List<Word> last = halves.last;
        whole(given, last, gathered);
        given.removeIf(Word::isTitle);
        last.removeIf(word -> word.isTitle() && last.size() > 1);
        if (names.longest() > 2 && !given.isEmpty() && !last.isEmpty()) {
            whole(given, last, gathered);
        }
        return halves;
    }

    /** The surname apart from the given names, as before a comma. */
    void addParted(List<String> parts, Gathered gathered) {
        Halves halves = halves(parts);
        if (!halves.given.isEmpty() && !halves.last.isEmpty()) {
            gathered.add(IdentifierKind.NAME, NameCandidates.parted(joined(halves.last), joined(halves.given)), false);
        }
    }

    /** {@code Last, First} at a comma; else the last word with the particles before it is the surname. */
    private void splitName(String name, List<Word> given, List<Word> last) {
        int comma = name.indexOf(',');
        if (comma > 0 && comma == name.lastIndexOf(',')) {
            given.addAll(wordsOf(name.substring(comma + 1)));
            last.addAll(wordsOf(name.substring(0, comma)));
            return;
        }
        List<Word> all = wordsOf(name);
        int surname = all.size() - 1;
        while (surname > 1 && PARTICLES.contains(all.get(surname - 1).text)) {
            surname--;
        }
        given.addAll(all.subList(0, Math.max(0, surname)));
        last.addAll(all.subList(Math.max(0, surname), all.size()));
    }

    private void whole(List<Word> given, List<Word> last, Gathered gathered) {
        List<Word> whole = both(given, last);
        if (!whole.isEmpty() && (whole.size() <= names.longest() || names.longest() > 2)) {
            gathered.add(IdentifierKind.NAME, joined(whole), whole.size() == 1);
        }
        if (whole.size() > 1 && whole.size() <= names.longest()) {
            gathered.add(
                    IdentifierKind.NAME, whole.stream().mapToLong(Word::spelled).sum(), false);
        }
    }

    /** Of a name of more words than the scanner joins, each stretch of so many, in a circle: the surname may stand first. */
    private void addStretches(List<String> parts, Gathered gathered) {
        Halves halves = halves(parts);
        List<Word> circle = new ArrayList<>(both(halves.given, halves.last));
        int size = circle.size();
        if (size > names.longest() && names.longest() > 2) {
            circle.addAll(List.copyOf(circle));
            for (int first = 0; first < size; first++) {
                form(circle.subList(first, first + names.longest()), false, gathered);
            }
        }
    }

    private static List<Word> both(List<Word> given, List<Word> last) {
        return Stream.concat(given.stream(), last.stream()).toList();
    }

    private void parts(List<Word> given, List<Word> last, List<Word> surname, Gathered gathered) {
        for (Word first : given.subList(0, Math.min(given.size(), MOST_GIVEN_NAMES))) {
            if (first.text.length() == 1 && given.size() > 1) {
                continue;
            }
            form(both(List.of(first), last), true, gathered);
            for (Word one : surname) {
                form(List.of(first, one), true, gathered);
            }
        }
    }

    /** One form, as the scanner would join its words; none of more words than it joins. */
    void form(List<Word> form, boolean weak, Gathered gathered) {
        if (!form.isEmpty() && form.size() <= names.longest()) {
            gathered.add(IdentifierKind.NAME, joined(form), weak || form.size() == 1);
        }
    }

    private long joined(List<Word> words) {
        long hash = 0;
        for (Word word : words.reversed()) {
            hash = names.joined(hash, word.hash);
        }
        return hash;
    }
}
