package dev.palimpsest.page;

import static dev.palimpsest.page.Html.escaped;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What stands around the content of every page. */
public final class Page {
    private static final String STYLE = style();

    private Page() {}

    /**
     * Everything before the content.
     *
     * @param language two letters
     * @param title of the window
     * @param above a line over the heading
     * @param below a line under it
     */
    public static String head(String language, String title, String above, String heading, String below) {
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                <header>
                <p class="soft">%s</p>
                <h1>%s</h1>
                <p class="soft">%s</p>
                </header>
                """.formatted(
                        escaped(language), escaped(title), STYLE, escaped(above), escaped(heading), escaped(below));
    }

    /** Everything behind the content. */
    public static String foot(String remark) {
        return """
                <footer>
                <p>%s</p>
                </footer>
                </main>
                </body>
                </html>
                """.formatted(escaped(remark));
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(Page.class.getResourceAsStream("page.css"))) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
