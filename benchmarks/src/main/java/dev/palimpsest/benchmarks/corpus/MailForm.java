package dev.palimpsest.benchmarks.corpus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts as mail carries them (RFC 2045, RFC 2047), written and read in the plainest way. */
final class MailForm {
    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?([\\w-]+)\\?([QB])\\?([!->@-~]*)\\?=");
    private static final int LONGEST_WORD = 75;
    private static final int LONGEST_LINE = 76;

    private MailForm() {}

    /** A header in encoded words, in base64 or not, in Latin-1 where it has all letters and that is wanted. */
    static String header(String text, int pick) {
        boolean latin =
                pick % 3 == 0 && StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
        Charset charset = latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        boolean base64 = pick % 2 == 0;
        String head = "=?" + charset.name() + (base64 ? "?B?" : "?Q?");
        StringBuilder header = new StringBuilder();
        StringBuilder word = new StringBuilder();
        for (int letter : text.codePoints().toArray()) {
            String longer = word + Character.toString(letter);
            if (head.length() + encoded(longer, charset, base64).length() + 2 > LONGEST_WORD) {
                header.append(head)
                        .append(encoded(word.toString(), charset, base64))
                        .append("?=\r\n ");
                word.setLength(0);
            }
            word.appendCodePoint(letter);
        }
        return header.append(head)
                .append(encoded(word.toString(), charset, base64))
                .append("?=")
                .toString();
    }

    private static String encoded(String text, Charset charset, boolean base64) {
        byte[] bytes = text.getBytes(charset);
        return base64
                ? Base64.getEncoder().encodeToString(bytes)
                : quoted(bytes, "[A-Za-z0-9!*+/-]").replace("=20", "_");
    }

    private static String quoted(byte[] bytes, String plain) {
        StringBuilder quoted = new StringBuilder();
        for (byte each : bytes) {
            String letter = String.valueOf((char) (each & 0xFF));
            quoted.append(letter.matches(plain) ? letter : String.format("=%02X", each & 0xFF));
        }
        return quoted.toString();
    }

    /** What a mail program shows of a header. */
    static String shown(String header) {
        StringBuilder shown = new StringBuilder();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String charset = "UTF-8";
        Matcher words = ENCODED_WORD.matcher(header);
        int at = 0;
        while (words.find()) {
            String between = header.substring(at, words.start());
            if (at == 0 || !between.isBlank() || !charset.equals(words.group(1))) {
                shown.append(bytes.toString(Charset.forName(charset)))
                        .append(at > 0 && between.isBlank() ? "" : between);
                bytes.reset();
            }
            charset = words.group(1);
            bytes.writeBytes(
                    words.group(2).equals("B")
                            ? Base64.getDecoder().decode(words.group(3))
                            : read(words.group(3).replace('_', ' ')));
            at = words.end();
        }
        return shown.append(bytes.toString(Charset.forName(charset)))
                .append(header.substring(at))
                .toString();
    }

    /** Whether nothing is left of an encoded word that cannot be read. */
    static boolean isWhole(String header) {
        String shown = shown(header);
        return !shown.contains("=?") && !shown.contains("?=") && shown.indexOf('\uFFFD') < 0;
    }

    /** A body in quoted-printable, with soft line breaks. */
    static String quotedPrintable(String text) {
        StringBuilder body = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            StringBuilder written = new StringBuilder();
            String quoted = quoted(line.getBytes(StandardCharsets.UTF_8), "[ -<>-~]");
            for (int i = 0; i < quoted.length(); ) {
                String next = quoted.charAt(i) == '=' ? quoted.substring(i, i + 3) : quoted.substring(i, i + 1);
                if (written.length() + next.length() >= LONGEST_LINE) {
                    body.append(written).append("=\n");
                    written.setLength(0);
                }
                written.append(next);
                i += next.length();
            }
            body.append(written).append('\n');
        }
        return body.toString();
    }

    /** What a mail program shows of a body. */
    static String shownBody(String body) {
        return new String(read(body.replace("=\n", "")), StandardCharsets.UTF_8);
    }

    /** The bytes, of what is quoted and of what stands as it is. */
    private static byte[] read(String quoted) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < quoted.length(); i++) {
            if (quoted.charAt(i) == '=') {
                bytes.write(Integer.parseInt(quoted.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.writeBytes(quoted.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
