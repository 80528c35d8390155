package dev.palimpsest.cli.terminal;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * A stream for people: whatever is printed is one line or a part of it, and nothing in it is obeyed by the screen. Bytes
 * that are written pass as they are: documents for machines, and texts of our own that take several lines.
 */
final class VisibleStream extends PrintStream {
    VisibleStream(OutputStream out, Charset charset) {
        super(out, true, charset);
    }

    @Override
    public void print(String text) {
        super.print(Styles.shown(String.valueOf(text)));
    }

    @Override
    public void print(Object object) {
        print(String.valueOf(object));
    }

    @Override
    public void print(char[] characters) {
        print(String.valueOf(characters));
    }

    @Override
    public void print(char character) {
        print(String.valueOf(character));
    }

    @Override
    public void println(String text) {
        String shown = Styles.shown(String.valueOf(text));
        synchronized (this) {
            super.print(shown);
            println();
        }
    }

    @Override
    public void println(Object object) {
        println(String.valueOf(object));
    }

    @Override
    public PrintStream append(CharSequence text) {
        print(String.valueOf(text));
        return this;
    }

    /** Writes over the line that stands there, and leaves the cursor behind it. */
    void rewrite(String text) {
        super.print("\r" + Styles.shown(text));
        flush();
    }
}
