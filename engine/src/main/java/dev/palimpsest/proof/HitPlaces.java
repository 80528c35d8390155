package dev.palimpsest.proof;

import dev.palimpsest.home.Home;
import dev.palimpsest.home.UnfinishedFile;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.text.Sha256;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The places that a list of hits names under residual and possible, each once, the strongest evidence first: what stands in a place is
 * looked at once, whatever was found in it, and rows that are alike in everything are one place. Where each begins in the list is kept
 * beside it, so that a page takes no longer however long the list is, and no memory grows with it.
 */
final class HitPlaces {
    /** Places told apart in one reading of the list; each takes some 50 bytes while it is. */
    private static final int AT_ONCE = 500_000;

    private static final String RESIDUAL = "{\"class\":\"residual\",";
    private static final String POSSIBLE = "{\"class\":\"possible\",";
    /** What stands before a place and behind it in a line, since no text in a line holds a quotation mark as it is. */
    private static final String BEFORE = "\"table\":";

    private static final String BEHIND = ",\"kind\":";

    /** Each place, and each part of the head, is a number of 16 hexadecimal digits on a line of its own. */
    private static final int ENTRY = 17;
    /** How long the list is, and when it was written: it may have been written anew. */
    private static final int HEAD = 2 * ENTRY;

    private final Home home;
    private final String list;
    private final String index;
    private final int atOnce;

    HitPlaces(Home home, RunId run) {
        this(home, run.value(), AT_ONCE);
    }

    /** @param atOnce places told apart in one reading, 1 or more */
    HitPlaces(Home home, String run, int atOnce) {
        this.home = home;
        this.list = run + Home.HIT_LINES;
        this.index = run + Home.HIT_PLACES;
        this.atOnce = atOnce;
    }

    /**
     * Some of them, as lines of JSON.
     *
     * @param total how many there are in all
     */
    record Page(List<String> lines, long total) {}

    /**
     * Reads some.
     *
     * @param from how many are passed over, 0 or more
     */
    Page page(long from, int limit) {
        try (FileChannel lines = home.openReport(list).orElseThrow(() -> unusable("is not there"))) {
            try (FileChannel places = places(lines)) {
                long total = (places.size() - HEAD) / ENTRY;
                List<String> page = new ArrayList<>();
                for (long place = from; place < Math.min(total, from + limit); place++) {
                    lines.position(number(places, HEAD + place * ENTRY));
                    InputStream in = new BufferedInputStream(Channels.newInputStream(lines), 512);
                    page.add(line(in).orElseThrow().text());
                }
                return new Page(page, total);
            }
        } catch (IOException broken) {
            throw unusable("cannot be read");
        }
    }

    /** Where the places begin. Made now where it is not there, or is another list's. */
    private FileChannel places(FileChannel lines) throws IOException {
        String head = entry(lines.size())
                + entry(Files.getLastModifiedTime(home.reports().resolve(list)).toMillis());
        Optional<FileChannel> known = home.openReport(index);
        if (known.isPresent()) {
            if (head.equals(read(known.get(), 0, HEAD))) {
                return known.get();
            }
            known.get().close();
        }
        try (UnfinishedFile made = home.unfinishedReport(index)) {
            made.writer().append(head);
            BitSet again = seenBefore(lines);
            each(lines, line -> {
                if (!again.get(line.number())) {
                    made.writer().append(entry(line.offset()));
                }
            });
            made.finish();
            made.move();
        }
        return home.openReport(index).orElseThrow(() -> unusable("has been taken away"));
    }

    private static String entry(long number) {
        return HexFormat.of().toHexDigits(number) + "\n";
    }

    private static long number(FileChannel places, long at) throws IOException {
        return HexFormat.fromHexDigitsToLong(read(places, at, ENTRY - 1));
    }

    private static String read(FileChannel places, long at, int length) throws IOException {
        places.position(at);
        byte[] bytes = Channels.newInputStream(places).readNBytes(length);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** The numbers of the lines whose place stands in an earlier one. */
    private BitSet seenBefore(FileChannel lines) throws IOException {
        int[] shown = new int[1];
        each(lines, line -> shown[0]++);
        int readings = Math.max(1, Math.ceilDiv(shown[0], atOnce));
        BitSet again = new BitSet(shown[0]);
        for (int reading = 0; reading < readings; reading++) {
            Set<Long> seen = new HashSet<>();
            int now = reading;
            each(lines, line -> {
                long place = mark(line.text());
                if (Math.floorMod(place, readings) == now && !seen.add(place)) {
                    again.set(line.number());
                }
            });
        }
        return again;
    }

    /**
     * A line that tells of a residual or possible hit.
     *
     * @param offset of its first byte
     */
    private record Line(int number, long offset, String text, int bytes) {}

    @FunctionalInterface
    private interface LineTaker {
        void take(Line line) throws IOException;
    }

    /** Residual and possible hits stand before all others. */
    private static void each(FileChannel lines, LineTaker taker) throws IOException {
        lines.position(0);
        InputStream in = new BufferedInputStream(Channels.newInputStream(lines), 1 << 16);
        long offset = 0;
        int number = 0;
        for (Optional<Line> next = line(in);
                next.isPresent() && isShown(next.get().text());
                next = line(in)) {
            Line read = next.get();
            taker.take(new Line(number++, offset, read.text(), read.bytes()));
            offset += read.bytes();
        }
    }

    private static boolean isShown(String text) {
        return text.startsWith(RESIDUAL) || text.startsWith(POSSIBLE);
    }

    private static Optional<Line> line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        int next = in.read();
        while (next >= 0 && next != '\n') {
            bytes.write(next);
            next = in.read();
        }
        return next < 0 && bytes.size() == 0
                ? Optional.empty()
                : Optional.of(new Line(0, 0, bytes.toString(StandardCharsets.UTF_8), bytes.size() + 1));
    }

    /** What tells one place from all others: 64 bits of a digest, so that two of millions have the same in one of many thousand lists. */
    private static long mark(String text) {
        String place = text.substring(text.indexOf(BEFORE), text.indexOf(BEHIND));
        return HexFormat.fromHexDigitsToLong(Sha256.of(place), 0, Long.BYTES * 2);
    }

    private PalimpsestException unusable(String why) {
        return new PalimpsestException(
                ErrorCode.HOME_UNUSABLE,
                home.reports().resolve(list) + " " + why + ". Restore it from a copy, or prove again.");
    }
}
