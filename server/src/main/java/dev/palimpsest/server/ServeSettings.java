package dev.palimpsest.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the office is served.
 *
 * @param data keys and the embedded control store lie here; made for its owner only where it is missing
 * @param address the host name or number that it listens at
 * @param port 0 for any that is free
 * @param control the control store; empty for the embedded one
 * @param certificate what the office shows for itself, PEM, with its key; empty for plain HTTP, which is for this machine or
 *     for a proxy in front of it
 */
public record ServeSettings(
        Path data, String address, int port, Optional<Control> control, Optional<Certificate> certificate) {

    /** A PostgreSQL database of the office's own, which exists, and may be empty. */
    public record Control(String url, String user, @Nullable String password) {}

    /** Two files in PEM. */
    public record Certificate(Path chain, Path key) {}

    /** Where people find it. */
    URI uri(int listening) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        return URI.create((certificate.isPresent() ? "https://" : "http://") + host + ":" + listening + "/");
    }
}
