package dev.palimpsest.identity;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.palimpsest.map.IdentifierKind;
import java.net.IDN;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Turns identifiers into the fingerprints of every form under which the scanner would meet them:
 * {@code Anna Maria Schmidt} also as {@code Anna Schmidt} and {@code Maria Schmidt}. Safe for any number of threads.
 */
public final class Fingerprinter {

    private static final Set<String> PARTICLES = Set.of(
            "van", "von", "vom", "der", "den", "des", "dem", "de", "di", "da", "du", "do", "dos", "das", "del", "della",
            "la", "le", "les", "el", "al", "bin", "ibn", "ben", "zu", "zum", "zur", "ter", "ten", "te", "op", "und",
            "y", "e", "d", "l", "o", "t", "s");

    private static final Set<String> TITLES = Set.of(
            "dr", "prof", "dipl", "ing", "med", "phil", "herr", "herrn", "frau", "hr", "fr", "mr", "mrs", "ms", "mme",
            "mlle", "dhr", "mevr", "mw");

    private static final int FEW_DIGITS = 6;
    private static final int FEW_CHARACTERS = 4;
    private static final int MOST_GIVEN_NAMES = 4;

    private final Forms forms;
    private final String region;
    private final CallingCodes codes;
    private final Block block;
    private final Words words;
    private final NameCandidates names;
    private final NumberCandidates numbers;
    private final EmailCandidates emails;
    private final IbanCandidates ibans;
    private final AddressCandidates addresses;

    /** One that sees through every notation; the region (ISO 3166 country) says how national numbers are read. */
    public Fingerprinter(FingerprintKey key, String region) {
        this(key, region, EnumSet.allOf(Normalisation.class));
    }

    /** One that sees through these differences of notation only. */
    public Fingerprinter(FingerprintKey key, String region, Set<Normalisation> normalisations) {
        this.forms = new Forms(key, normalisations);
        this.region = region;
        this.codes = new CallingCodes(region);
        this.block = new Block(forms);
        this.words = new Words(forms);
        this.names = new NameCandidates(forms);
        this.numbers = new NumberCandidates(forms, codes, block);
        this.emails = new EmailCandidates(forms, block);
        this.ibans = new IbanCandidates(forms, block);
        this.addresses = new AddressCandidates(forms, block);
    }

    Forms forms() {
        return forms;
    }

    String region() {
        return region;
    }

    CallingCodes codes() {
        return codes;
    }

    /**
     * The fingerprints of one identifier, each value once; none if nothing in it can be looked for. An address comes as
     * a strong form with its postal code, one with its town, and the weak form of the street alone: the scanner finds
     * the strong ones by way of the weak one, so all belong into the set.
     */
    public synchronized List<Fingerprint> fingerprints(Identifier identifier) {
        Gathered gathered = new Gathered();
        switch (identifier.kind()) {
            case NAME -> name(identifier.parts(), gathered);
            case EMAIL -> email(identifier.parts().getFirst(), gathered);
            case PHONE -> phone(identifier.parts().getFirst(), gathered);
            case IBAN -> iban(identifier.parts().getFirst(), gathered);
            case NUMBER -> number(identifier.parts().getFirst(), gathered);
            case ADDRESS -> address(identifier.parts(), gathered);
        }
        return gathered.all();
    }

    /**
     * The fingerprints of one identifier and, of a name, each of its words alone (weak): for text that belongs to the
     * subject, where {@code Frau Schmidt} can be nobody else.
     */
    public synchronized List<Fingerprint> ownFingerprints(Identifier identifier) {
        Gathered gathered = new Gathered();
        gathered.addAll(fingerprints(identifier));
        if (identifier.kind() == IdentifierKind.NAME) {
            for (String part : identifier.parts()) {
                for (Word word : wordsOf(part)) {
                    if (word.isSignificant()) {
                        gathered.add(IdentifierKind.NAME, names.joined(0, word.hash), true);
                    }
                }
            }
        }
        return gathered.all();
    }

    private void cut(String text) {
        char[] raw = text.toCharArray();
        block.read(raw, 0, raw.length, 0);
        words.cut(block);
    }

    // Names

    private record Word(String text, long hash) {

        boolean isSignificant() {
            return text.length() > 1 && !PARTICLES.contains(text) && !TITLES.contains(text);
        }

        boolean isTitle() {
            return TITLES.contains(text);
        }
    }

    private List<Word> wordsOf(String part) {
        cut(part);
        List<Word> found = new ArrayList<>();
        for (int i = 0; i < words.count(); i++) {
            if (words.kind(i) == Words.LETTERS && words.hash(i) != Words.NO_HASH) {
                String text = new String(block.text(), words.start(i), words.length(i));
                found.add(new Word(text.toLowerCase(Locale.ROOT), words.hash(i)));
            }
        }
        return found;
    }

    private void name(List<String> parts, Gathered gathered) {
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
        nameForm(whole, gathered);
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
        nameForm(allGiven, gathered);
        for (Word first : given.subList(0, Math.min(given.size(), MOST_GIVEN_NAMES))) {
            if (first.text.length() == 1 && given.size() > 1) {
                continue;
            }
            List<Word> form = new ArrayList<>(List.of(first));
            form.addAll(last);
            nameForm(form, gathered);
            for (Word one : surname) {
                nameForm(List.of(first, one), gathered);
            }
        }
    }

    private void nameForm(List<Word> form, Gathered gathered) {
        if (form.isEmpty() || form.size() > names.longest()) {
            return;
        }
        long hash = 0;
        for (Word word : form.reversed()) {
            hash = names.joined(hash, word.hash);
        }
        gathered.add(IdentifierKind.NAME, hash, form.size() == 1);
    }

    // E-mail addresses

    private void email(String address, Gathered gathered) {
        String trimmed = address.strip();
        int at = trimmed.lastIndexOf('@');
        if (at < 0) {
            words(trimmed, gathered);
            return;
        }
        emailForm(trimmed, gathered);
        String local = trimmed.substring(0, at + 1);
        String domain = trimmed.substring(at + 1);
        try {
            emailForm(local + IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED), gathered);
        } catch (IllegalArgumentException notADomain) {
            // The address is looked for as it is written.
        }
        emailForm(local + IDN.toUnicode(domain, IDN.ALLOW_UNASSIGNED), gathered);
    }

    private void emailForm(String address, Gathered gathered) {
        cut(address);
        for (int i = 0; i < words.atCount(); i++) {
            int at = words.at(i);
            int end = emails.domainEnd(at);
            boolean whole = emails.widestStart(at) == 0 && end == block.length();
            int start = whole ? 0 : emails.trimmed(emails.usualStart(at), at);
            if (start < at && end > at + 1) {
                gathered.add(IdentifierKind.EMAIL, emails.hash(block.text(), start, at, end), false);
            }
        }
    }

    // Telephone numbers

    private void phone(String number, Gathered gathered) {
        boolean national = forms.on(Normalisation.PHONE_NATIONAL);
        int before = gathered.size();
        for (PhoneNumberMatch match : PhoneNumberUtil.getInstance()
                .findNumbers(number, region, PhoneNumberUtil.Leniency.POSSIBLE, Long.MAX_VALUE)) {
            long rest = match.number().getNationalNumber();
            int digits = CallingCodes.digits(rest);
            long whole = match.number().getCountryCode() * CallingCodes.power(digits) + rest;
            if (digits >= NumberCandidates.SHORTEST_PHONE - 1) {
                gathered.add(IdentifierKind.PHONE, forms.number(national ? rest : whole), false);
            }
        }
        if (gathered.size() == before) {
            unusualPhone(number, gathered);
        }
    }

    /** A number that the library does not know as one: its digits, without a calling code where a sign says so. */
    private void unusualPhone(String number, Gathered gathered) {
        String digits = digitsOf(number);
        if (digits.length() < NumberCandidates.SHORTEST_PHONE || digits.length() > Forms.LONGEST_NUMBER) {
            words(number, gathered);
            return;
        }
        long value = Long.parseLong(digits);
        gathered.add(IdentifierKind.PHONE, forms.number(value), false);
        long rest = number.strip().startsWith("+") || digits.startsWith("00") ? codes.national(value) : -1;
        if (rest > 0 && forms.on(Normalisation.PHONE_NATIONAL)) {
            gathered.add(IdentifierKind.PHONE, forms.number(rest), false);
        }
    }

    private String digitsOf(String text) {
        cut(text);
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < block.length(); i++) {
            char c = block.text()[i];
            if (c >= '0' && c <= '9') {
                digits.append(c);
            }
        }
        return digits.toString();
    }

    // Account and customer numbers

    private void iban(String account, Gathered gathered) {
        String joined = joined(account);
        boolean country = joined.length() > 4 && IbanLengths.of(joined.charAt(0), joined.charAt(1)) == joined.length();
        if (country && Character.isDigit(joined.charAt(2)) && Character.isDigit(joined.charAt(3))) {
            gathered.add(IdentifierKind.IBAN, forms.string(joined.toCharArray(), 0, joined.length()), false);
        } else {
            number(account, gathered);
        }
    }

    private void number(String number, Gathered gathered) {
        cut(number);
        boolean oneToken = number.strip().chars().noneMatch(Character::isWhitespace);
        // of a longer one, such as a UUID, the end: so far back does the search join
        int tooMany = Math.max(0, words.count() - NumberCandidates.LONGEST_NUMBER);
        String joined = joined(oneToken ? tooMany : 0);
        boolean digits = joined.chars().allMatch(c -> c >= '0' && c <= '9');
        if (joined.isEmpty()) {
            return;
        }
        if (joined.chars().noneMatch(c -> c >= '0' && c <= '9')
                || tooMany > 0 && !oneToken
                || joined.length() > NumberCandidates.LONGEST_TEXT) {
            words(number, gathered);
        } else if (!digits) {
            boolean weak = joined.length() < FEW_CHARACTERS;
            gathered.add(IdentifierKind.NUMBER, forms.string(joined.toCharArray(), 0, joined.length()), weak);
        } else if (joined.length() <= Forms.LONGEST_NUMBER) {
            long value = Long.parseLong(joined);
            boolean weak = CallingCodes.digits(value) < FEW_DIGITS;
            gathered.add(IdentifierKind.NUMBER, forms.number(value), weak);
        } else {
            gathered.add(IdentifierKind.NUMBER, numbers.longNumber(joined.toCharArray(), 0, joined.length()), false);
        }
    }

    private String joined(String text) {
        cut(text);
        return joined(0);
    }

    private String joined(int from) {
        StringBuilder joined = new StringBuilder();
        for (int i = from; i < words.count(); i++) {
            joined.append(block.text(), words.start(i), words.length(i));
        }
        return joined.toString();
    }

    /** What does not look like its kind is looked for word by word. */
    private void words(String text, Gathered gathered) {
        cut(text);
        List<Word> letters = new ArrayList<>();
        for (int i = 0; i < words.count(); i++) {
            if (words.kind(i) == Words.LETTERS && words.hash(i) != Words.NO_HASH) {
                letters.add(new Word("", words.hash(i)));
            } else if (words.kind(i) == Words.DIGITS && words.hash(i) >= 0) {
                boolean weak = CallingCodes.digits(words.hash(i)) < FEW_DIGITS;
                gathered.add(IdentifierKind.NUMBER, forms.number(words.hash(i)), weak);
            } else if (words.length(i) <= NumberCandidates.LONGEST_TEXT) {
                gathered.add(IdentifierKind.NUMBER, forms.string(block.text(), words.start(i), words.end(i)), false);
            }
        }
        nameForm(letters.subList(0, Math.min(letters.size(), names.longest())), gathered);
    }

    // Addresses

    private void address(List<String> parts, Gathered gathered) {
        int rest = Math.max(1, parts.size() - 2);
        cut(String.join(" ", parts.subList(0, rest)));
        int house = houseNumber();
        if (house < 0) {
            return;
        }
        boolean letterApart = addresses.hasLetterApart(words, house);
        long street = addresses.house(words, house);
        if (letterApart) {
            street += addresses.houseLetter(words.hash(house + 1));
        }
        int first = Math.max(0, house - AddressCandidates.LONGEST_STREET);
        int last = house;
        if (house == 0) {
            first = words.count() > 2 && addresses.isRepetition(words, 1) ? 2 : 1;
            last = Math.min(words.count(), first + AddressCandidates.LONGEST_STREET);
        }
        boolean any = false;
        for (int i = first; i < last; i++) {
            if (words.kind(i) == Words.LETTERS) {
                street += addresses.street(words, i);
                any = true;
            }
        }
        if (!any) {
            return;
        }
        gathered.add(IdentifierKind.ADDRESS, street, true);
        if (parts.size() == 1) {
            places(street, house + 1, gathered);
            return;
        }
        for (String part : parts.subList(rest, parts.size())) {
            cut(part);
            places(street, 0, gathered);
        }
    }

    /** The first number with letters directly before it; else the first word, if letters follow. */
    private int houseNumber() {
        for (int i = 1; i < words.count(); i++) {
            if (addresses.isHouseNumber(words, i) && words.kind(i - 1) == Words.LETTERS) {
                return i;
            }
        }
        return words.count() > 1 && addresses.isHouseNumber(words, 0) && words.kind(1) == Words.LETTERS ? 0 : -1;
    }

    /** The postal code and the town among the words that were cut: the town is the longest word. */
    private void places(long street, int from, Gathered gathered) {
        int town = -1;
        for (int i = from; i < words.count(); i++) {
            if (AddressCandidates.isPostalCode(words, i)) {
                gathered.add(IdentifierKind.ADDRESS, street + addresses.postalCode(words.hash(i)), false);
            } else if (words.kind(i) == Words.LETTERS && (town < 0 || words.length(i) > words.length(town))) {
                town = i;
            }
        }
        if (town >= 0 && words.length(town) > 2 && words.hash(town) != Words.NO_HASH) {
            gathered.add(IdentifierKind.ADDRESS, street + addresses.town(words.hash(town)), false);
        }
    }

    /** Fingerprints in the order of their making, each value once. */
    private final class Gathered {

        private final Map<Long, Fingerprint> fingerprints = new LinkedHashMap<>();

        void add(IdentifierKind kind, long hash, boolean weak) {
            long value = forms.value(kind, hash);
            fingerprints.putIfAbsent(value, new Fingerprint(kind, value, weak));
        }

        void addAll(List<Fingerprint> more) {
            more.forEach(fingerprint -> fingerprints.putIfAbsent(fingerprint.value(), fingerprint));
        }

        int size() {
            return fingerprints.size();
        }

        List<Fingerprint> all() {
            return List.copyOf(fingerprints.values());
        }
    }
}
