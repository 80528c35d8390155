package dev.palimpsest.cli.terminal;

import dev.palimpsest.text.Visible;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Tells the colours that we ask for from escape codes that stand in a name. While a line is put together a style is only
 * marked, by a word that nobody outside this process knows; the codes of the screen are put in last, when everything else in
 * the line was made {@link Visible}.
 */
final class Styles {
    private static final char BEGIN = '\ufdd0';
    private static final Pattern MARK = Pattern.compile(BEGIN + "[0-9a-f]{16}[0-9;]*m");
    private static final int SECRET_BYTES = 8;

    private Styles() {}

    /** @param code of ISO 6429, SGR: {@code 1} bold, {@code 31} red */
    static String marked(String code, String text) {
        return Secret.MARK + code + "m" + text + Secret.MARK + "0m";
    }

    /** One line as a screen takes it. */
    static String shown(String line) {
        if (line.indexOf(BEGIN) < 0) {
            return Visible.line(line);
        }
        String mark = Secret.MARK;
        StringBuilder shown = new StringBuilder();
        int at = 0;
        for (int next = line.indexOf(mark); next >= 0; next = line.indexOf(mark, at)) {
            int end = line.indexOf('m', next + mark.length());
            shown.append(Visible.line(line.substring(at, next)))
                    .append("\u001b[")
                    .append(line, next + mark.length(), end + 1);
            at = end + 1;
        }
        return shown.append(Visible.line(line.substring(at))).toString();
    }

    /** The line without styles, as it is seen. */
    static String plain(String line) {
        return Visible.line(line.indexOf(BEGIN) < 0 ? line : MARK.matcher(line).replaceAll(""));
    }

    /** Drawn when a style is first asked for: Java's source of secrets takes a tenth of the time of the help. */
    private static final class Secret {
        private static final String MARK = BEGIN + HexFormat.of().formatHex(drawn());

        private Secret() {}

        private static byte[] drawn() {
            byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            return secret;
        }
    }
}
