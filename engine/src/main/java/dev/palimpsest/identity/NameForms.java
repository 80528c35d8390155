package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The forms of a name: whole, without titles, with each given name alone, with each part of the surname alone. */
final class NameForms {
    private static final Set<String> PARTICLES = Set.of(
            "van", "von", "vom", "der", "den", "des", "dem", "de", "di", "da", "du", "do", "dos", "das", "del", "della",
            "la", "le", "les", "el", "al", "bin", "ibn", "ben", "zu", "zum", "zur", "ter", "ten", "te", "op", "und",
            "y", "e", "d", "l", "o", "t", "s");

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

    NameForms(CutText text, NameCandidates names) {
        this.text = text;
        this.names = names;
    }

    /** Each word of a name alone (weak), particles and titles apart. */
    void addWords(List<String> parts, Gathered gathered) {
        for (String part : parts) {
            for (Word word : wordsOf(part)) {
                if (word.isSignificant()) {
                    gathered.add(IdentifierKind.NAME, names.joined(0, word.hash), true);
                }
            }
        }
    }

    int longest() {
        return names.longest();
    }

    record Word(String text, long hash) {

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

    List<Word> wordsOf(String part) {
        text.cut(part);
        List<Word> found = new ArrayList<>();
        for (int i = 0; i < text.words.count(); i++) {
            if (text.isLetters(i)) {
                found.add(new Word(text.word(i).toLowerCase(Locale.ROOT), text.words.hash(i)));
            }
        }
        return found;
    }

    void add(List<String> parts, Gathered gathered) {
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
        List<Word> whole = new ArrayList<>(given);
        whole.addAll(last);
        form(whole, gathered);
        given.removeIf(Word::isTitle);
        last.removeIf(word -> word.isTitle() && last.size() > 1);
        if (names.longest() > 2 && !given.isEmpty() && !last.isEmpty()) {
            shorterForms(given, last, gathered);
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

    private void shorterForms(List<Word> given, List<Word> last, Gathered gathered) {
        List<Word> surname = last.stream().filter(Word::isSignificant).toList();
        List<Word> allGiven = new ArrayList<>(given);
        allGiven.addAll(last);
        form(allGiven, gathered);
        for (Word first : given.subList(0, Math.min(given.size(), MOST_GIVEN_NAMES))) {
            if (first.text.length() == 1 && given.size() > 1) {
                continue;
            }
            List<Word> shorter = new ArrayList<>(List.of(first));
            shorter.addAll(last);
            form(shorter, gathered);
            for (Word one : surname) {
                form(List.of(first, one), gathered);
            }
        }
    }

    /** One form, as the scanner would join its words. */
    void form(List<Word> form, Gathered gathered) {
        if (form.isEmpty() || form.size() > names.longest()) {
            return;
        }
        long hash = 0;
        for (Word word : form.reversed()) {
            hash = names.joined(hash, word.hash);
        }
        gathered.add(IdentifierKind.NAME, hash, form.size() == 1);
    }
}
