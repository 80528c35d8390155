package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;

/** IP addresses: hexadecimal digits with colons between them, or four numbers with full stops, which stand as a whole. */
final class IpCandidates {
    /** {@code 0000:0000:0000:0000:0000:ffff:255.255.255.255} */
    private static final int LONGEST = 45;

    private final Forms forms;
    private final Block block;
    private final short[] classes;

    IpCandidates(Forms forms, Block block) {
        this.forms = forms;
        this.block = block;
        this.classes = forms.alphabet().classes();
    }

    void find(Found found) {
        if (!found.traces().holds(IdentifierKind.IP)) {
            return;
        }
        char[] text = block.text();
        int length = block.length();
        int reached = 0;
        for (int i = 0; i + 1 < length; i++) {
            char c = text[i];
            if ((c == '.' || c == ':') && isInAddress(text[i + 1])) {
                int from = i;
                while (from > reached && isInAddress(text[from - 1])) {
                    from--;
                }
                int to = i + 1;
                int marks = 1;
                while (to < length && isInAddress(text[to])) {
                    marks += text[to] == ':' || text[to] == '.' ? 1 : 0;
                    to++;
                }
                if (marks >= 2) {
                    find(from, to, found);
                }
                reached = to;
                i = to - 1;
            }
        }
    }

    private void find(int first, int last, Found found) {
        char[] text = block.text();
        if (isLetter(first - 1)) {
            int colon = first;
            while (colon < last && text[colon] != ':') {
                colon++;
            }
            behindKey(colon, last, found); // the end of a word before a colon, "node:2001:db8::1", is no group
            return;
        }
        if (isLetter(last)) {
            return;
        }
        int from = first;
        while (from < last && (text[from] == '.' || text[from] == ':' && !isDoubled(from, last))) {
            from++;
        }
        int to = last;
        while (to > from && (text[to - 1] == '.' || text[to - 1] == ':' && !(to - 2 >= from && text[to - 2] == ':'))) {
            to--;
        }
        if (!look(from, to, found)) {
            int port = to;
            while (port > from && text[port - 1] != ':') {
                port--;
            }
            look(from, port - 1, found);
        }
        int key = from;
        while (key < to && text[key] > ':') {
            key++;
        }
        if (key < to && text[key] == ':') {
            behindKey(key, to, found); // "add:2001:db8::1"
        }
    }

    private boolean isDoubled(int at, int last) {
        return at + 1 < last && block.text()[at + 1] == ':';
    }

    private void behindKey(int colon, int to, Found found) {
        if (colon + 1 < to && !isLetter(to)) {
            look(colon + 1, to, found);
        }
    }

    private boolean look(int from, int to, Found found) {
        if (to - from < 2 || to - from > LONGEST) {
            return false;
        }
        IpAddress address = IpAddress.parse(block.text(), from, to);
        if (address == null) {
            return false;
        }
        found.lookWhole(IdentifierKind.IP, forms.address(address.high(), address.low()), from, to);
        return true;
    }

    private boolean isLetter(int at) {
        return at >= 0 && at < block.length() && (classes[block.text()[at]] & (Alphabet.LETTER | Alphabet.DIGIT)) != 0;
    }

    private static boolean isInAddress(char c) {
        return c >= '0' && c <= ':' || c == '.' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
