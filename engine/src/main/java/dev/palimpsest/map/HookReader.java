package dev.palimpsest.map;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the section {@code after-run}. */
final class HookReader {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/?#@]+([/?][^\\s#]*)?");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    /** Written by Palimpsest or by the transport. */
    private static final Set<String> TAKEN = Set.of(
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "idempotency-key",
            "upgrade",
            "user-agent");

    private final Reading reading;

    HookReader(Reading reading) {
        this.reading = reading;
    }

    List<HookDeclaration> read(Node node, String path) {
        List<HookDeclaration> found = new ArrayList<>();
        Mapping section = Mapping.of(reading, node, path);
        section.forEach((key, value) -> {
            String name = reading.id(key, "a name in " + path);
            found.add(new HookDeclaration(name, target(value, section.name(name)), reading.at(key)));
        });
        if (section.isEmpty()) {
            reading.badValue(
                    node,
                    path + " is empty. Name at least one: newsletter: {webhook: \"https://news.example/forget\"}.");
        }
        return List.copyOf(found);
    }

    private HookDeclaration.Target target(Node node, String path) {
        Mapping hook = Mapping.of(reading, node, path);
        List<String> words = hook.optional("command", List.of(), this::words);
        URI address = hook.optional("webhook", this::address);
        HookDeclaration.Secret secret = hook.optional("secret", (value, what) -> secret(value, what, address));
        hook.refuseOthers();
        if (hook.has("command") == hook.has("webhook")) {
            reading.badValue(
                    node, path + " must have either 'command' or 'webhook'. Write {webhook: \"https://...\"}.");
        } else if (hook.has("command") && hook.has("secret")) {
            reading.badValue(
                    hook.keyNode("secret"),
                    path + ".secret belongs to a webhook. Take it away; a command knows its own.");
        }
        return address == null ? new HookDeclaration.Command(words) : new HookDeclaration.Webhook(address, secret);
    }

    private List<String> words(Node node, String path) {
        if (!(node instanceof org.snakeyaml.engine.v2.nodes.SequenceNode sequence)) {
            reading.badValue(
                    node, path + " must be a list of the program and its arguments: [\"/usr/local/bin/forget\"].");
            return List.of();
        }
        return reading.items(sequence, path).stream()
                .map(word -> reading.text(word, "each entry of " + path))
                .toList();
    }

    private @Nullable URI address(Node node, String path) {
        String text = reading.text(node, path);
        if (!text.isBlank() && !ADDRESS.matcher(text).matches()) {
            reading.badValue(
                    node,
                    path
                            + " is no address Palimpsest can write to. Write https://HOST/PATH, without user, password or '#'.");
            return null;
        }
        try {
            return text.isBlank() ? null : URI.create(text);
        } catch (IllegalArgumentException wrong) {
            reading.badValue(node, path + " holds a character that an address cannot have. Escape it with '%'.");
            return null;
        }
    }

    private HookDeclaration.Secret secret(Node node, String path, @Nullable URI address) {
        Mapping secret = Mapping.of(reading, node, path);
        HookDeclaration.Secret read = new HookDeclaration.Secret(
                secret.required("header", "Authorization", "", this::header),
                secret.required("variable", "NEWSLETTER_TOKEN", "", this::variable));
        secret.refuseOthers();
        if (address != null && address.getScheme().equals("http") && !THIS_MACHINE.contains(address.getHost())) {
            reading.badValue(
                    node, path + " would be sent in the clear. Write the address with https, or take the secret away.");
        }
        return read;
    }

    private String header(Node node, String path) {
        String text = reading.text(node, path);
        if (!text.isBlank() && (!HEADER.matcher(text).matches() || TAKEN.contains(text.toLowerCase(Locale.ROOT)))) {
            reading.badValue(
                    node,
                    path + " is '" + text
                            + "', but a header has letters, digits and '-', and is none that is written anyway.");
        }
        return text;
    }

    private String variable(Node node, String path) {
        String text = reading.text(node, path);
        if (!text.isBlank() && !VARIABLE.matcher(text).matches()) {
            reading.badValue(
                    node,
                    path
                            + " must be the name of an environment variable, in capital letters, digits and '_'. The secret"
                            + " itself never stands in the map.");
        }
        return text;
    }
}
