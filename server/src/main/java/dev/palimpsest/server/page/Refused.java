package dev.palimpsest.server.page;

import java.util.List;

/** What somebody asked for was not done, and why, as a text of the office. Nothing was changed. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Object> values;

    /** @param text its name in the office's texts */
    public Refused(String text, Object... values) {
        super(text);
        this.values = List.of(values);
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    public Object[] values() {
        return values.toArray();
    }
}
