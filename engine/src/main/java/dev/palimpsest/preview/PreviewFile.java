package dev.palimpsest.preview;

import dev.palimpsest.database.Location;
import dev.palimpsest.home.PrivateFile;
import dev.palimpsest.home.WriteFailure;
import dev.palimpsest.ledger.DatabaseIdentity;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Moment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A preview on disk, between the human who looks at it and the one who releases it. */
public final class PreviewFile {
    private static final int FORMAT = 3;
    /** Bytes at the beginning of a file that tell what it is. */
    private static final int LOOKED_AT = 64;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Whatever the digest does not cover does not belong into the file: nobody is to take it for confirmed. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private PreviewFile() {}

    /** The file's form. */
    private record Content(
            int palimpsestPreview,
            String digest,
            @Nullable String name,
            Database database,
            String map,
            String mapDigest,
            String schemaDigest,
            String planDigest,
            String today,
            String cutoff,
            List<String> activities,
            String createdAt,
            String expiresAt,
            boolean withArchived,
            List<Preview.TableEffect> tables,
            Map<String, Long> blocked,
            List<String> warnings,
            Map<String, Long> sharedIdentifiers,
            List<String> keys) {}

    /** As {@link DatabaseIdentity}. */
    private record Database(@Nullable String mark, String server, String database, String name) {
        static Database of(DatabaseIdentity identity) {
            Location location = identity.location();
            return new Database(identity.mark(), location.server(), location.database(), location.name());
        }

        DatabaseIdentity identity() {
            return new DatabaseIdentity(mark, new Location(server, database, name));
        }
    }

    /**
     * Writes a preview into a file that only its owner may read. An earlier preview there is replaced; nothing else is.
     *
     * @throws PalimpsestException HOME_UNUSABLE when the file cannot be written, FILE_EXISTS when it is there and no preview,
     *     FILE_NOT_PRIVATE when it is a link
     */
    public static void write(Preview preview, Path file) {
        Content content = new Content(
                FORMAT,
                preview.digest(),
                preview.name(),
                Database.of(preview.database()),
                preview.mapName(),
                preview.mapDigest(),
                preview.schemaDigest(),
                preview.planDigest(),
                preview.moment().today().toString(),
                preview.moment().cutoff().toString(),
                preview.moment().activities(),
                preview.createdAt().toString(),
                preview.expiresAt().toString(),
                preview.withArchived(),
                preview.tables(),
                preview.blocked(),
                preview.warnings(),
                preview.sharedIdentifiers(),
                preview.keys().stream().map(SubjectKey::value).toList());
        try {
            if (Files.exists(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !isPreview(file)) {
                throw new PalimpsestException(
                        ErrorCode.FILE_EXISTS,
                        file + " is there already and is no preview, so it is not replaced. Name another file.");
            }
            PrivateFile.replace(file, (JSON.writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new PalimpsestException(
                    ErrorCode.HOME_UNUSABLE, file + " " + WriteFailure.of(broken) + ". Name another file.");
        }
    }

    private static boolean isPreview(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(LOOKED_AT), StandardCharsets.UTF_8).contains("\"palimpsestPreview\"");
        }
    }

    /**
     * Reads a preview back.
     *
     * @throws PalimpsestException PREVIEW_UNREADABLE when it is none or was changed
     */
    public static Preview read(Path file) {
        Content content;
        try {
            content = STRICT.readValue(Files.readString(file), Content.class);
        } catch (IOException | JacksonException broken) {
            throw unreadable(file, "cannot be read as a preview");
        }
        if (content == null || content.palimpsestPreview() != FORMAT || content.keys() == null) {
            throw unreadable(file, "is not a preview of this version");
        }
        try {
            Preview preview = new Preview(
                    content.name(),
                    content.database().identity(),
                    content.map(),
                    content.mapDigest(),
                    content.schemaDigest(),
                    content.planDigest(),
                    new Moment(
                            LocalDate.parse(content.today()), LocalDate.parse(content.cutoff()), content.activities()),
                    Instant.parse(content.createdAt()),
                    Instant.parse(content.expiresAt()),
                    content.withArchived(),
                    content.tables(),
                    content.blocked(),
                    content.warnings(),
                    content.sharedIdentifiers(),
                    content.keys().stream().map(SubjectKey::new).toList());
            if (!preview.digest().equals(content.digest())) {
                throw unreadable(file, "was changed after it was made");
            }
            return preview;
        } catch (RuntimeException broken) {
            if (broken instanceof PalimpsestException known) {
                throw known;
            }
            throw unreadable(file, "is not a whole preview");
        }
    }

    private static PalimpsestException unreadable(Path file, String why) {
        return new PalimpsestException(ErrorCode.PREVIEW_UNREADABLE, file + " " + why + ". Make a new preview.");
    }
}
