package dev.palimpsest.identity;

/** Values of form fields amid a text, {@code name=value}, in which a plus sign stands for a blank. */
final class FormValues {
    private char[] raw = new char[0];
    private int from;
    private int to;
    private int valueFrom;
    private int valueTo;
    private boolean encoded;

    /** Reads {@code raw[from, to)} from now on. */
    void read(char[] raw, int from, int to) {
        this.raw = raw;
        this.from = from;
        this.to = to;
        valueFrom = 0;
        valueTo = 0;
    }

    /**
     * Whether a plus sign here stands for a blank: in a value in which something else is escaped or beside which another field stands.
     * Not where the value begins with it, as an international telephone number does, nor where an at sign is not escaped either.
     */
    boolean isBlank(int at) {
        if (at < valueFrom || at >= valueTo) {
            readValue(at);
        }
        return encoded && at > valueFrom;
    }

    /** Looks at the value around this place. */
    private void readValue(int at) {
        int first = at;
        while (first > from && isInValue(raw[first - 1])) {
            first--;
        }
        int end = at + 1;
        while (end < to && isInValue(raw[end])) {
            end++;
        }
        valueFrom = first;
        valueTo = end;
        boolean escaped = end < to && raw[end] == '&' && end + 1 < to && Character.isLetter(raw[end + 1]);
        boolean mail = false;
        for (int i = first; i < end; i++) {
            escaped |= isHexAfterPercent(i);
            mail |= raw[i] == '@';
        }
        int name = first - 1;
        while (name > from && (Character.isLetterOrDigit(raw[name - 1]) || "_-.[]".indexOf(raw[name - 1]) >= 0)) {
            name--;
        }
        escaped |= name > from && (raw[name - 1] == '&' || raw[name - 1] == '?');
        encoded = first > from && raw[first - 1] == '=' && escaped && !mail;
    }

    private boolean isHexAfterPercent(int at) {
        return raw[at] == '%' && at + 3 <= to && Block.hex(raw, at + 1, 2) >= 0;
    }

    private static boolean isInValue(char c) {
        return Character.isLetterOrDigit(c) || "%+-._*@".indexOf(c) >= 0;
    }
}
