package dev.palimpsest.identity;

/** One short text at a time, normalised and cut into words as the scanner cuts what it reads. Not thread-safe. */
final class CutText {
    final Block block;
    final Words words;

    CutText(Forms forms) {
        this.block = new Block(forms);
        this.words = new Words(forms);
    }

    void cut(String text) {
        char[] raw = text.toCharArray();
        block.read(raw, 0, raw.length, 0);
        words.cut(block);
    }

    String word(int index) {
        return new String(block.text(), words.start(index), words.length(index));
    }

    boolean isLetters(int index) {
        return words.kind(index) == Words.LETTERS && words.hash(index) != Words.NO_HASH;
    }

    /** The words from this one on without anything between. */
    String joined(int from) {
        StringBuilder joined = new StringBuilder();
        for (int i = from; i < words.count(); i++) {
            joined.append(block.text(), words.start(i), words.length(i));
        }
        return joined.toString();
    }

    String digits() {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < block.length(); i++) {
            char c = block.text()[i];
            if (c >= '0' && c <= '9') {
                digits.append(c);
            }
        }
        return digits.toString();
    }
}
