package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.net.IDN;
import java.util.Locale;

/** The forms of an e-mail address: its domain as written, in ASCII and in its own alphabet. */
final class EmailForms {
    private final CutText text;
    private final EmailCandidates emails;
    private final WordForms words;

    EmailForms(CutText text, EmailCandidates emails, WordForms words) {
        this.text = text;
        this.emails = emails;
        this.words = words;
    }

    void add(String address, Gathered gathered) {
        String trimmed = address.strip();
        int at = trimmed.lastIndexOf('@');
        if (at < 0) {
            words.add(trimmed, gathered);
            return;
        }
        form(trimmed, gathered);
        String local = trimmed.substring(0, at + 1);
        String domain = trimmed.substring(at + 1);
        if (isPlain(domain)) {
            return; // it has no other alphabet
        }
        try {
            form(local + IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED), gathered);
        } catch (IllegalArgumentException notADomain) {
            // The address is looked for as it is written.
        }
        form(local + IDN.toUnicode(domain, IDN.ALLOW_UNASSIGNED), gathered);
    }

    private static boolean isPlain(String domain) {
        for (int i = 0; i < domain.length(); i++) {
            char c = domain.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (c < '0' || c > '9') && c != '.' && c != '-') {
                return false;
            }
        }
        return !domain.toLowerCase(Locale.ROOT).contains("xn--");
    }

    private void form(String address, Gathered gathered) {
        text.cut(address);
        Block block = text.block;
        for (int i = 0; i < text.words.atCount(); i++) {
            int at = text.words.at(i);
            int end = emails.domainEnd(at);
            boolean whole = emails.widestStart(at) == 0 && end == block.length();
            int start = whole ? 0 : emails.trimmed(emails.usualStart(at), at);
            if (start < at && end > at + 1) {
                gathered.add(IdentifierKind.EMAIL, emails.hash(block.text(), start, at, end), false);
            }
        }
    }
}
