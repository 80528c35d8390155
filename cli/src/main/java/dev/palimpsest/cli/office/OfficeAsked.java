package dev.palimpsest.cli.office;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the office was asked for.
 *
 * @param controlUrl null for a control store of its own; else with its user
 * @param certificate null for plain HTTP; else with its key
 */
public record OfficeAsked(
        Path data,
        String address,
        int port,
        @Nullable String controlUrl,
        @Nullable String controlUser,
        @Nullable String controlPassword,
        @Nullable Path certificate,
        @Nullable Path certificateKey) {

    /** Whether nobody else can reach it. */
    boolean isForThisMachineOnly() {
        return address.startsWith("127.") || address.equals("localhost") || address.equals("::1");
    }
}
