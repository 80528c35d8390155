package dev.palimpsest.trace;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Bytes as a text to be searched: UTF-8, and what is none as Windows-1252. Control characters, as they stand between
 * serialised values, become line breaks.
 */
final class WordsInBytes {
    private static final Charset OLD = Charset.forName("windows-1252");

    private WordsInBytes() {}

    static String of(String hex) {
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        CoderResult result = utf8.decode(bytes, text, true);
        while (result.isError()) {
            byte[] strange = new byte[result.length()];
            bytes.get(strange);
            text.put(OLD.decode(ByteBuffer.wrap(strange)));
            result = utf8.decode(bytes, text, true);
        }
        char[] characters = text.array();
        for (int i = 0; i < text.position(); i++) {
            if (Character.isISOControl(characters[i])) {
                characters[i] = '\n';
            }
        }
        return new String(characters, 0, text.position());
    }
}
