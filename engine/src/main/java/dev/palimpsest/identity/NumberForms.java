package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;

/** The form of a customer or account number: its characters without what separates them. */
final class NumberForms {
    private static final int FEW_CHARACTERS = 4;

    private final CutText text;
    private final Forms forms;
    private final NumberCandidates numbers;
    private final WordForms words;

    NumberForms(CutText text, Forms forms, NumberCandidates numbers, WordForms words) {
        this.text = text;
        this.forms = forms;
        this.numbers = numbers;
        this.words = words;
    }

    void addIban(String account, Gathered gathered) {
        text.cut(account);
        String joined = text.joined(0);
        boolean country = joined.length() > 4 && IbanLengths.of(joined.charAt(0), joined.charAt(1)) == joined.length();
        if (country && Character.isDigit(joined.charAt(2)) && Character.isDigit(joined.charAt(3))) {
            gathered.add(IdentifierKind.IBAN, forms.string(joined.toCharArray(), 0, joined.length()), false);
        } else {
            add(account, gathered);
        }
    }

    void add(String number, Gathered gathered) {
        text.cut(number);
        boolean oneToken = number.strip().chars().noneMatch(Character::isWhitespace);
        // of a longer one, such as a UUID, the end: so far back does the search join
        int tooMany = Math.max(0, text.words.count() - NumberCandidates.LONGEST_NUMBER);
        String joined = text.joined(oneToken ? tooMany : 0);
        boolean digits = joined.chars().allMatch(c -> c >= '0' && c <= '9');
        if (joined.isEmpty()) {
            return;
        }
        if (joined.chars().noneMatch(c -> c >= '0' && c <= '9')
                || tooMany > 0 && !oneToken
                || joined.length() > NumberCandidates.LONGEST_TEXT) {
            words.add(number, gathered);
        } else if (!digits) {
            boolean weak = joined.length() < FEW_CHARACTERS;
            gathered.add(IdentifierKind.NUMBER, forms.string(joined.toCharArray(), 0, joined.length()), weak);
        } else if (joined.length() <= Forms.LONGEST_NUMBER) {
            long value = Long.parseLong(joined);
            boolean weak = joined.length() < WordForms.FEW_DIGITS;
            boolean padded = joined.charAt(0) == '0' && WordForms.isShort(value);
            long hash = padded ? numbers.padded(value, joined.length()) : forms.number(value);
            gathered.add(IdentifierKind.NUMBER, hash, weak);
        } else {
            gathered.add(IdentifierKind.NUMBER, numbers.longNumber(joined.toCharArray(), 0, joined.length()), false);
        }
    }
}
