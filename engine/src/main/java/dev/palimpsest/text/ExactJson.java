package dev.palimpsest.text;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON that says exactly what was there and may still be looked at on a screen: characters that {@link Visible} makes
 * visible are written as {@code \}{@code uXXXX}, which every reader takes for the character itself.
 */
public final class ExactJson extends CharacterEscapes {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int[] ASCII = ascii();

    private ExactJson() {}

    /** Writes and reads indented JSON. */
    public static JsonMapper.Builder builder() {
        return JsonMapper.builder(
                        JsonFactory.builder().characterEscapes(new ExactJson()).build())
                .enable(SerializationFeature.INDENT_OUTPUT);
    }

    private static int[] ascii() {
        int[] escapes = standardAsciiEscapesForJSON();
        escapes[0x7f] = ESCAPE_STANDARD;
        return escapes;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ASCII.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        boolean ofPair = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return !ofPair && Visible.isHidden(character)
                ? new SerializedString("\\u" + String.format("%04x", character))
                : null;
    }
}
