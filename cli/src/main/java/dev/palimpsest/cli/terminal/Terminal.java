package dev.palimpsest.cli.terminal;

import dev.palimpsest.watch.Step;
import dev.palimpsest.watch.Watch;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The two streams of a process and what they can show. Results go to {@link #out()}, progress and errors to
 * {@link #err()}. Not thread-safe, but for {@link #watch()} and the end.
 */
public final class Terminal {
    /** So long after Ctrl-C everything waits for the verb under way. */
    public static final long SECONDS_TO_END = 60;

    private final VisibleStream out;
    private final VisibleStream err;
    private final boolean colour;
    private final boolean live;
    private final boolean unicode;
    private final boolean screen;
    private final Watch watch = Watch.telling(this::at);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile @Nullable Progress shown;
    private int width;
    private int rewritten;

    private Terminal(
            OutputStream out,
            OutputStream err,
            Charset charset,
            boolean colour,
            boolean live,
            boolean unicode,
            boolean screen) {
        this.out = new VisibleStream(out, charset);
        this.err = new VisibleStream(err, charset);
        this.colour = colour;
        this.live = live;
        this.unicode = unicode;
        this.screen = screen;
    }

    /** The streams of this process. */
    public static Terminal ofProcess(Map<String, String> environment) {
        boolean plain = environment.containsKey("NO_COLOR") || "dumb".equals(environment.get("TERM"));
        Charset charset = Charset.forName(System.getProperty("stdout.encoding", "UTF-8"), StandardCharsets.UTF_8);
        boolean ascii = charset.equals(StandardCharsets.US_ASCII);
        // A process without a locale is told to write ASCII; most screens show UTF-8 all the same, and files want it.
        Charset written = ascii ? StandardCharsets.UTF_8 : charset;
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                written,
                !plain && Tty.isTerminal(1),
                !"dumb".equals(environment.get("TERM")) && Tty.isTerminal(2),
                charset.newEncoder().canEncode('█'),
                Tty.isTerminal(1));
    }

    private static OutputStream stream(FileDescriptor descriptor) {
        return new BufferedOutputStream(new FileOutputStream(descriptor), 8192);
    }

    /** Streams that are no terminal, in UTF-8. */
    public static Terminal plain(OutputStream out, OutputStream err) {
        return new Terminal(out, err, StandardCharsets.UTF_8, false, false, true, false);
    }

    /** Streams that count as a terminal's, without colours, in UTF-8. */
    public static Terminal screen(OutputStream out, OutputStream err) {
        return new Terminal(out, err, StandardCharsets.UTF_8, false, false, true, true);
    }

    /** Watches every verb of this process: what is shown now shows how far it is, and Ctrl-C ends it. */
    public Watch watch() {
        return watch;
    }

    /** The verb of this process has ended and said so. */
    public void ended() {
        end.countDown();
    }

    public boolean hasEnded() {
        return end.getCount() == 0;
    }

    /** Waits until the verb has ended; returns whether it has by then. */
    public boolean awaitEnd(long seconds) {
        try {
            return end.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return hasEnded();
        }
    }

    /** @param progress shows from now on how far a verb is; null = nothing does */
    void shows(@Nullable Progress progress) {
        shown = progress;
    }

    private void at(Step step) {
        Progress progress = shown;
        if (progress != null) {
            progress.at(step);
        }
    }

    /** Streams of a terminal with colours whose lines can be written again, in UTF-8. */
    static Terminal colourful(OutputStream out, OutputStream err) {
        return new Terminal(out, err, StandardCharsets.UTF_8, true, true, true, true);
    }

    /** For results: what is printed is made visible, a line at a time; bytes that are written pass as they are. */
    public PrintStream out() {
        return out;
    }

    /** For progress and errors, as {@link #out()}. */
    public PrintStream err() {
        return err;
    }

    /** Writes a line on {@link #err()} over the one written by this before, cut to the width; an empty one takes it away. */
    public void rewrite(String text) {
        if (rewritten == 0 && text.isEmpty()) {
            return;
        }
        String fitting = Width.cut(text, width() - 1);
        int columns = Width.of(fitting);
        err.rewrite(fitting + " ".repeat(Math.max(0, rewritten - columns)));
        if (columns == 0) {
            err.rewrite("");
        }
        rewritten = columns;
    }

    /** Whether a line on {@link #err()} can be written again in place. */
    public boolean isLive() {
        return live;
    }

    /** Whether results go to a terminal: nobody keeps them in a file or hands them on. */
    public boolean isScreen() {
        return screen;
    }

    public boolean hasColour() {
        return colour;
    }

    public boolean hasUnicode() {
        return unicode;
    }

    /** Characters of a line, 80 where nobody knows. */
    public int width() {
        return live ? known() : 80;
    }

    private int known() {
        if (width == 0) {
            width = Tty.width();
        }
        return width;
    }

    /** A paragraph on {@link #out()}, broken between words; lines after the first are indented by two blanks more. */
    public void paragraph(String indent, String text) {
        int longest = colour ? Math.min(known(), 110) : 100;
        int room = longest - indent.length();
        StringBuilder line = new StringBuilder();
        String margin = indent;
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && Width.of(line.toString()) + 1 + Width.of(word) > room) {
                out.println(margin + line);
                margin = indent + "  ";
                line.setLength(0);
                room = longest - margin.length();
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        out.println(margin + line);
    }

    /** A heading on {@link #out()}, with a blank line before it. */
    public void heading(String text) {
        out.println();
        out.println(bold(text));
    }

    public String bold(String text) {
        return styled("1", text);
    }

    public String dim(String text) {
        return styled("2", text);
    }

    public String green(String text) {
        return styled("1;32", text);
    }

    public String red(String text) {
        return styled("1;31", text);
    }

    private String styled(String code, String text) {
        return colour ? Styles.marked(code, text) : text;
    }

    /** What the operating system knows of a stream. */
    private static final class Tty {
        private static final Path DEVICE = Path.of("/dev/tty");

        private Tty() {}

        static boolean isTerminal(int descriptor) {
            try {
                String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                        .toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            } catch (IOException | UnsupportedOperationException unknown) {
                return false;
            }
        }

        static int width() {
            try {
                Process stty = new ProcessBuilder("stty", "size")
                        .redirectInput(DEVICE.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                        .strip()
                        .split(" ", -1);
                int columns = size.length == 2 ? Integer.parseInt(size[1]) : 0;
                return columns > 20 ? columns : 80;
            } catch (IOException | NumberFormatException unknown) {
                return 80;
            }
        }
    }
}
