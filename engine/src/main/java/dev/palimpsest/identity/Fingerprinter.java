package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Turns identifiers into the fingerprints of every form under which the scanner would meet them:
 * {@code Anna Maria Schmidt} also as {@code Anna Schmidt} and {@code Maria Schmidt}. Safe for any number of threads.
 */
public final class Fingerprinter {
    private final Forms forms;
    private final String region;
    private final CallingCodes codes;
    private final NameForms names;
    private final EmailForms emails;
    private final PhoneForms phones;
    private final NumberForms numbers;
    private final AddressForms addresses;
    private final LoginForms logins;
    private final IpForms ips;

    /** One that sees through every notation; the region (ISO 3166 country) says how national numbers are read. */
    public Fingerprinter(FingerprintKey key, String region) {
        this(key, region, EnumSet.allOf(Normalisation.class));
    }

    /** One that sees through these differences of notation only. */
    public Fingerprinter(FingerprintKey key, String region, Set<Normalisation> normalisations) {
        this(new Forms(key, normalisations), region, new CallingCodes(region));
    }

    private Fingerprinter(Forms forms, String region, CallingCodes codes) {
        this.forms = forms;
        this.region = region;
        this.codes = codes;
        CutText text = new CutText(forms);
        this.names = new NameForms(text, forms, new NameCandidates(forms, text.block));
        WordForms words = new WordForms(text, forms, names);
        this.emails = new EmailForms(text, new EmailCandidates(forms, text.block), words);
        this.phones = new PhoneForms(text, forms, region, codes, words);
        this.numbers = new NumberForms(text, forms, new NumberCandidates(forms, codes, text.block), words);
        this.addresses = new AddressForms(text, new AddressCandidates(forms, text.block));
        this.logins = new LoginForms(text, new LoginCandidates(forms, text.block), emails, numbers, words);
        this.ips = new IpForms(forms, words);
    }

    /** One that makes the same fingerprints beside this one, without waiting for it. */
    public Fingerprinter another() {
        return new Fingerprinter(forms, region, codes);
    }

    /** Knows these very texts again, of whatever length, while the key is there; see {@link ContentMark}. */
    public ContentMark contentMark() {
        return new ContentMark(forms.key());
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
        Gathered gathered = new Gathered(forms);
        switch (identifier.kind()) {
            case NAME -> names.add(identifier.parts(), gathered);
            case EMAIL -> emails.add(identifier.parts().getFirst(), gathered);
            case PHONE -> phones.add(identifier.parts().getFirst(), gathered);
            case IBAN -> numbers.addIban(identifier.parts().getFirst(), gathered);
            case NUMBER -> numbers.add(identifier.parts().getFirst(), gathered);
            case ADDRESS -> addresses.add(identifier.parts(), gathered);
            case LOGIN -> logins.add(identifier.parts().getFirst(), gathered);
            case IP -> ips.add(identifier.parts().getFirst(), gathered);
        }
        return gathered.all();
    }

    /** Whether it is a login that names nobody, such as {@code admin}, however it is found. */
    public synchronized boolean isAnybodys(Identifier identifier) {
        return identifier.kind() == IdentifierKind.LOGIN
                && logins.isAnybodys(identifier.parts().getFirst());
    }

    /** The fingerprints by which a name is told to be just this one: whole, with or without titles, and as it is spelled. */
    synchronized List<Fingerprint> wholeName(Identifier name) {
        Gathered gathered = new Gathered(forms);
        names.addWhole(name.parts(), gathered);
        return gathered.all();
    }

    /** The forms of a name by which a shorter one is told to stand within it: whole, and with the surname before a comma. */
    synchronized List<Fingerprint> around(Identifier name) {
        Gathered gathered = new Gathered(forms);
        names.addWhole(name.parts(), gathered);
        names.addParted(name.parts(), gathered);
        return gathered.all();
    }

    /**
     * The fingerprints of one identifier and, of a name, each of its words alone (weak): for text that belongs to the
     * subject, where {@code Frau Schmidt} can be nobody else.
     */
    public List<Fingerprint> ownFingerprints(Identifier identifier) {
        return ownFingerprints(identifier, fingerprints(identifier));
    }

    /** @param fingerprints those of the identifier, where they are there already: telephone numbers are dear to read */
    public synchronized List<Fingerprint> ownFingerprints(Identifier identifier, List<Fingerprint> fingerprints) {
        Gathered gathered = new Gathered(forms);
        gathered.addAll(fingerprints);
        if (identifier.kind() == IdentifierKind.NAME) {
            names.addWords(identifier.parts(), gathered);
        }
        return gathered.all();
    }
}
