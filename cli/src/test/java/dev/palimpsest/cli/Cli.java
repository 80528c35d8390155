package dev.palimpsest.cli;

import dev.palimpsest.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the command line inside this process. */
final class Cli {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, String> environment;
    private final List<String> common;

    /** @param common options put after every verb */
    Cli(Map<String, String> environment, List<String> common) {
        this.environment = environment;
        this.common = common;
    }

    static Cli bare() {
        return new Cli(Map.of(), List.of());
    }

    Said call(String verb, String... options) {
        return call(Terminal::plain, verb, options);
    }

    /** As somebody calls it whose screen shows what it says. */
    Said callOnScreen(String verb, String... options) {
        return call(Terminal::screen, verb, options);
    }

    private Said call(BiFunction<OutputStream, OutputStream, Terminal> terminal, String verb, String... options) {
        List<String> arguments = new ArrayList<>(List.of(verb));
        arguments.addAll(common);
        arguments.addAll(List.of(options));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(terminal.apply(out, err), environment, arguments.toArray(String[]::new));
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What a call came to. */
    record Said(int code, String out, String err) {
        /** The one document on the standard output. */
        JsonNode json() {
            return JSON.readTree(out);
        }

        JsonNode errorJson() {
            return JSON.readTree(err);
        }
    }
}
