package dev.palimpsest.cli;

import dev.palimpsest.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        List<String> arguments = new ArrayList<>(List.of(verb));
        arguments.addAll(common);
        arguments.addAll(List.of(options));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(Terminal.plain(out, err), environment, arguments.toArray(String[]::new));
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
