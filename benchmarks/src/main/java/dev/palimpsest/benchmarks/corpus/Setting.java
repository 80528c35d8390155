package dev.palimpsest.benchmarks.corpus;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What stands around a mention. */
enum Setting {
    SENTENCE,
    CELL,
    CSV,
    JSON,
    JSON_ASCII,
    HTML,
    FORM_ENCODED,
    SERIALISED,
    MAIL,
    MAIL_HEADER,
    QUOTED_PRINTABLE,
    LOG,
    LIST;

    /** @param pick which sentence of the language is taken */
    String around(String written, Tongue tongue, int pick) {
        String sentence =
                tongue.sentences().get(pick % tongue.sentences().size()).replace("{}", written);
        return switch (this) {
            case SENTENCE -> sentence;
            case CELL -> written;
            case CSV -> "2024-05-01;" + written.replace(';', ' ') + ";paid;17,50";
            case JSON -> "{\"id\":17,\"text\":" + quoted(sentence, false) + ",\"tags\":[\"a\",2]}";
            case JSON_ASCII -> "{\"id\":17,\"text\":" + quoted(sentence, true) + "}";
            case HTML -> "<p class=\"n\">" + escaped(sentence) + "<br/></p>";
            case FORM_ENCODED -> "a=1&text=" + URLEncoder.encode(sentence, StandardCharsets.UTF_8) + "&ok=yes";
            case SERIALISED -> serialised(sentence);
            case MAIL -> "Subject: Re: 17\n\n" + sentence + "\n-- \nThe office";
            case MAIL_HEADER -> "Subject: " + MailForm.header(sentence, pick) + "\nTo: office@mail.example\n";
            case QUOTED_PRINTABLE -> "Subject: Re: 17\n\n" + MailForm.quotedPrintable(sentence);
            case LOG -> "2024-05-01 10:17:03 INFO [worker-3] note=\"" + written + "\" status=200";
            case LIST -> "- 17\n- " + written + "\n- none";
        };
    }

    /** What people see of it. */
    String shown(String text) {
        return switch (this) {
            case MAIL_HEADER -> MailForm.shown(text);
            case QUOTED_PRINTABLE -> MailForm.shownBody(text);
            default -> text;
        };
    }

    boolean isJson() {
        return this == JSON || this == JSON_ASCII;
    }

    private static String quoted(String text, boolean ascii) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || ascii && c > '~') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String serialised(String text) {
        return "a:2:{s:2:\"id\";i:17;s:4:\"text\";s:" + text.getBytes(StandardCharsets.UTF_8).length + ":\"" + text
                + "\";}";
    }
}
