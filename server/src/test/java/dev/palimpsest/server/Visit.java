package dev.palimpsest.server;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody's browser, as far as pages need one: keeps cookies, follows redirects, sends the token of the form that it was shown. */
public final class Visit {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final URI office;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    public Visit(URI office) {
        this.office = office;
    }

    /** What came back. */
    public record Shown(int status, URI at, String page, HttpResponse<String> response) {}

    public Shown get(String address) {
        return send(HttpRequest.newBuilder(office.resolve(address)).GET());
    }

    /** Opens the page of a form and sends it filled in: names and values in turn. */
    public Shown post(String form, String address, String... fields) {
        Matcher token = TOKEN.matcher(get(form).page());
        return post(token.find() ? token.group(1) : "", address, List.of(fields));
    }

    /** Without having been shown a form. */
    public Shown postForged(String address, String... fields) {
        return post("", address, List.of(fields));
    }

    private Shown post(String token, String address, List<String> fields) {
        List<String> body = new ArrayList<>();
        body.add("_csrf=" + encoded(token));
        for (int i = 0; i < fields.size(); i += 2) {
            body.add(encoded(fields.get(i)) + "=" + encoded(fields.get(i + 1)));
        }
        return send(HttpRequest.newBuilder(office.resolve(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join("&", body))));
    }

    private Shown send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    client.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString());
            return new Shown(response.statusCode(), response.uri(), response.body(), response);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
