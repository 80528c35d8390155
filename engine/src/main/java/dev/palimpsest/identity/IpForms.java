package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;

/** The form of an IP address: its 128 bits, however it is spelt. */
final class IpForms {
    private final Forms forms;
    private final WordForms words;

    IpForms(Forms forms, WordForms words) {
        this.forms = forms;
        this.words = words;
    }

    void add(String text, Gathered gathered) {
        String written = text.strip();
        int prefix = written.indexOf('/');
        int zone = written.indexOf('%');
        int end = zone >= 0 ? zone : prefix >= 0 ? prefix : written.length();
        char[] plain = written.toCharArray();
        boolean brackets = end > 2 && plain[0] == '[' && plain[end - 1] == ']';
        IpAddress address = IpAddress.parse(plain, brackets ? 1 : 0, brackets ? end - 1 : end);
        if (address == null) {
            words.add(written, gathered);
        } else {
            gathered.add(IdentifierKind.IP, forms.address(address.high(), address.low()), address.isAnybodys());
        }
    }
}
