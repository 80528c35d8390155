package dev.palimpsest.cli;

import picocli.CommandLine.Option;

/** The option that says how a result is written. */
final class Output {
    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "text for people, or one JSON document (default: text).")
    private Format format = Format.TEXT;

    boolean isJson() {
        return format == Format.JSON;
    }
}
