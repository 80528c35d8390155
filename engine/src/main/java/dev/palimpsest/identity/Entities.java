package dev.palimpsest.identity;

import java.util.Map;

/** The character references of HTML and XML, as far as identifiers hold them. */
final class Entities {

    static final int LONGEST = 10;

    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("shy", "\u00AD"),
            Map.entry("szlig", "ß"),
            Map.entry("aelig", "æ"),
            Map.entry("AElig", "Æ"),
            Map.entry("oelig", "œ"),
            Map.entry("OElig", "Œ"),
            Map.entry("eth", "ð"),
            Map.entry("ETH", "Ð"),
            Map.entry("thorn", "þ"),
            Map.entry("THORN", "Þ"),
            Map.entry("lstrok", "ł"),
            Map.entry("Lstrok", "Ł"),
            Map.entry("dstrok", "đ"),
            Map.entry("Dstrok", "Đ"),
            Map.entry("commat", "@"),
            Map.entry("period", "."),
            Map.entry("comma", ","),
            Map.entry("colon", ":"),
            Map.entry("sol", "/"),
            Map.entry("plus", "+"),
            Map.entry("lpar", "("),
            Map.entry("rpar", ")"),
            Map.entry("lowbar", "_"),
            Map.entry("hyphen", "-"),
            Map.entry("dash", "-"),
            Map.entry("ndash", "-"),
            Map.entry("mdash", "-"),
            Map.entry("Tab", "\t"),
            Map.entry("NewLine", "\n"),
            Map.entry("lsquo", "'"),
            Map.entry("rsquo", "'"));

    /** Accents by the end of the name, {@code &uuml;}: the letter, then the combining mark. */
    private static final Map<String, String> ACCENTS = Map.of(
            "uml", "\u0308",
            "acute", "\u0301",
            "grave", "\u0300",
            "circ", "\u0302",
            "tilde", "\u0303",
            "ring", "\u030A",
            "cedil", "\u0327",
            "slash", "",
            "caron", "\u030C",
            "ogon", "\u0328");

    private Entities() {}

    /** What stands for the reference of this name (without {@code &} and {@code ;}); empty if there is none. */
    static String decoded(String name) {
        if (name.startsWith("#")) {
            return numeric(name);
        }
        String named = NAMED.get(name);
        if (named != null) {
            return named;
        }
        if (name.length() < 4 || !Character.isLetter(name.charAt(0))) {
            return "";
        }
        String accent = ACCENTS.get(name.substring(1));
        return accent == null ? "" : name.charAt(0) + accent;
    }

    private static String numeric(String name) {
        boolean hex = name.length() > 1 && (name.charAt(1) | 0x20) == 'x';
        long value = 0;
        for (int i = hex ? 2 : 1; i < name.length(); i++) {
            int digit = Character.digit(name.charAt(i), hex ? 16 : 10);
            if (digit < 0) {
                return "";
            }
            value = Math.min(value * (hex ? 16 : 10) + digit, Integer.MAX_VALUE);
        }
        return value == 0 || value > 0xFFFD ? "" : String.valueOf((char) value);
    }
}
