package dev.palimpsest.cli;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How on the command line: the engine says what is wrong and what to do, and knows no options. */
final class Hints {
    private static final Map<ErrorCode, String> HINTS = new EnumMap<>(Map.ofEntries(
            Map.entry(ErrorCode.PREVIEW_UNREADABLE, "'palimpsest preview --out FILE' makes one."),
            Map.entry(ErrorCode.PREVIEW_NOT_CONFIRMED, "Without --confirm it is shown; --confirm takes the digest."),
            Map.entry(
                    ErrorCode.ACT_NOT_CONFIRMED,
                    "The same command without --confirm shows how many would change, and with --list whom."),
            Map.entry(ErrorCode.RUN_BRAKED, "'palimpsest resume --brake 1' goes on without a brake."),
            Map.entry(
                    ErrorCode.RUN_KEY_LOST,
                    "--home names the home. 'palimpsest resume --close --lose-proof' closes a run whose key is lost for good."),
            Map.entry(
                    ErrorCode.RUN_CHANGED,
                    "'palimpsest resume --confirm DIGEST' treats them so; 'palimpsest resume --close' releases them."),
            Map.entry(
                    ErrorCode.EXPORT_UNKNOWN_SUBJECT,
                    "--key and --keys-from name people; 'palimpsest survey --list' shows their keys."),
            Map.entry(ErrorCode.EXPORT_EXISTS, "--out names the directory."),
            Map.entry(ErrorCode.EXPORT_NOT_PRIVATE, "--out names the directory."),
            Map.entry(
                    ErrorCode.MERGE_REFUSED,
                    "'palimpsest survey --list' shows keys, 'palimpsest hold list' shows who is held, and --into-shared means"
                            + " the anonymous profile."),
            Map.entry(
                    ErrorCode.HOME_UNUSABLE,
                    "--home names the home, --out the file of a preview or an export's directory."),
            Map.entry(
                    ErrorCode.DATABASE_NOT_ADOPTED,
                    "'palimpsest adopt' shows what is known of it, and with --as writes down what it is."),
            Map.entry(
                    ErrorCode.CONNECTIONS_MISSING,
                    "--readers 1 has survey, preview and prove read by one reader, which takes the fewest."),
            Map.entry(ErrorCode.UNINSTALL_LOSES, "--lose names what may be lost."),
            Map.entry(ErrorCode.HOME_NOT_PRIVATE, "--home names the home."),
            Map.entry(ErrorCode.FILE_EXISTS, "--out names the file.")));

    private Hints() {}

    /** A sentence behind the message; null where there is nothing to add, or the message says it already. */
    static @Nullable String of(PalimpsestException refusal) {
        boolean said = refusal.problems().stream()
                .anyMatch(problem -> problem.message().contains(" --"));
        return said ? null : HINTS.get(refusal.code());
    }

    static Map<ErrorCode, String> all() {
        return Map.copyOf(HINTS);
    }
}
