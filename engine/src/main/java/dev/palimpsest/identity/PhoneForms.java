package dev.palimpsest.identity;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.palimpsest.map.IdentifierKind;

/** The forms of a telephone number: national, or with its calling code where national ones are not to be seen through. */
final class PhoneForms {
    private final CutText text;
    private final Forms forms;
    private final String region;
    private final CallingCodes codes;
    private final WordForms words;

    PhoneForms(CutText text, Forms forms, String region, CallingCodes codes, WordForms words) {
        this.text = text;
        this.forms = forms;
        this.region = region;
        this.codes = codes;
        this.words = words;
    }

    void add(String number, Gathered gathered) {
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
        text.cut(number);
        String digits = text.digits();
        if (digits.length() < NumberCandidates.SHORTEST_PHONE || digits.length() > Forms.LONGEST_NUMBER) {
            words.add(number, gathered);
            return;
        }
        long value = Long.parseLong(digits);
        gathered.add(IdentifierKind.PHONE, forms.number(value), false);
        long rest = number.strip().startsWith("+") || digits.startsWith("00") ? codes.national(value) : -1;
        if (rest > 0 && forms.on(Normalisation.PHONE_NATIONAL)) {
            gathered.add(IdentifierKind.PHONE, forms.number(rest), false);
        }
    }
}
