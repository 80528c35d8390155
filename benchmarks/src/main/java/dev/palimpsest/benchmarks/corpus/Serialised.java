package dev.palimpsest.benchmarks.corpus;

import java.nio.charset.StandardCharsets;

/** Reads a value as PHP does, which gives up at the first length that is not right. */
final class Serialised {
    private final byte[] text;
    private int at;

    private Serialised(String text) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
    }

    static boolean isWhole(String text) {
        try {
            Serialised reader = new Serialised(text);
            reader.value();
            return reader.at == reader.text.length;
        } catch (IllegalStateException | IndexOutOfBoundsException | NumberFormatException broken) {
            return false;
        }
    }

    private void value() {
        char kind = (char) text[at];
        at += 2;
        switch (kind) {
            case 's' -> {
                int length = number(':');
                at += 1 + length;
                expect("\";");
            }
            case 'i', 'd', 'b' -> {
                while (text[at] != ';') {
                    at++;
                }
                at++;
            }
            case 'a' -> {
                int entries = number(':');
                expect("{");
                for (int i = 0; i < 2 * entries; i++) {
                    value();
                }
                expect("}");
            }
            default -> throw new IllegalStateException("no value of kind " + kind);
        }
    }

    private int number(char end) {
        int from = at;
        while (text[at] != end) {
            at++;
        }
        int number = Integer.parseInt(new String(text, from, at - from, StandardCharsets.US_ASCII));
        at++;
        return number;
    }

    private void expect(String next) {
        for (char c : next.toCharArray()) {
            if (text[at++] != c) {
                throw new IllegalStateException("not " + c);
            }
        }
    }
}
