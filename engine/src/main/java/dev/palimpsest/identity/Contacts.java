package dev.palimpsest.identity;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.palimpsest.map.IdentifierKind;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.checkdigit.IBANCheckDigit;

/** Finds whatever is an e-mail address, a valid telephone number or a valid IBAN by its shape, whosever it is. */
final class Contacts {

    private static final int FEWEST_DIGITS = 6;

    /** Dates and times of day, which read like telephone numbers. */
    private static final Pattern DATES = Pattern.compile("""
            (?<![\\d+])\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)?(?!\\d)\
            |(?<![\\d+])(?<!\\d[./-])(?:0?[1-9]|[12]\\d|3[01])([./-]) ?(?:0?[1-9]|1[0-2])\\1 ?(?:(?:19|20)\\d\\d|\\d\\d)\
            (?![./-]?\\d)""");

    /** Sums of money: groups of thousands with cents. */
    private static final Pattern AMOUNTS = Pattern.compile("(?<![\\d+])[1-9]\\d{0,2}(?:[.']\\d{3})+,\\d{2}(?!\\d)");

    private final Block block;
    private final Words words;
    private final Found found;
    private final EmailCandidates emails;
    private final IbanCandidates ibans;
    private final String region;

    Contacts(Fingerprinter fingerprinter) {
        Forms forms = fingerprinter.forms();
        block = new Block(forms);
        words = new Words(forms);
        found = new Found(forms, block);
        emails = new EmailCandidates(forms, block);
        ibans = new IbanCandidates(forms, block);
        region = fingerprinter.region();
    }

    /** Reports every contact; the fingerprints have a kind but no value. */
    void find(String text, Found.Sink sink) {
        char[] raw = text.toCharArray();
        found.begin(TraceSet.empty(), sink);
        block.read(raw, 0, raw.length, 0);
        int[][] tags = new int[block.tagCount()][];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = new int[] {block.tagStart(i), block.tagEnd(i)};
        }
        findInBlock();
        for (int[] tag : tags) {
            block.readTag(raw, tag[0], tag[1], 0);
            findInBlock();
        }
    }

    private void findInBlock() {
        words.cut(block);
        for (int i = 0; i < words.atCount(); i++) {
            email(words.at(i));
        }
        for (int i = 0; i < words.ibanCount(); i++) {
            iban(words.iban(i));
        }
        phones();
    }

    private void email(int at) {
        int start = emails.trimmed(emails.usualStart(at), at);
        int end = emails.domainEnd(at);
        int dot = end - 1;
        while (dot > at && block.text()[dot] != '.') {
            dot--;
        }
        if (start < at && dot > at && end - dot > 2) {
            hit(IdentifierKind.EMAIL, start, end);
        }
    }

    private void iban(int start) {
        int end = ibans.end(start);
        if (end > 0 && IBANCheckDigit.IBAN_CHECK_DIGIT.isValid(ibans.code(start).toUpperCase(Locale.ROOT))) {
            hit(IdentifierKind.IBAN, start, end);
        }
    }

    private void phones() {
        if (!hasEnoughDigits()) {
            return;
        }
        StringBuilder text = new StringBuilder(block.length()).append(block.text(), 0, block.length());
        blank(text, DATES);
        blank(text, AMOUNTS);
        for (PhoneNumberMatch match : PhoneNumberUtil.getInstance()
                .findNumbers(text, region, PhoneNumberUtil.Leniency.VALID, Long.MAX_VALUE)) {
            hit(IdentifierKind.PHONE, match.start(), match.end());
        }
    }

    private boolean hasEnoughDigits() {
        int digits = 0;
        for (int i = 0; i < block.length() && digits < FEWEST_DIGITS; i++) {
            char c = block.text()[i];
            digits += c >= '0' && c <= '9' ? 1 : 0;
        }
        return digits >= FEWEST_DIGITS;
    }

    private static void blank(StringBuilder text, Pattern pattern) {
        Matcher matcher = pattern.matcher(text.toString());
        while (matcher.find()) {
            for (int i = matcher.start(); i < matcher.end(); i++) {
                text.setCharAt(i, '|');
            }
        }
    }

    private void hit(IdentifierKind kind, int from, int to) {
        found.cover(from, to);
        found.report(new Fingerprint(kind, 0, false));
    }
}
