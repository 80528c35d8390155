package dev.palimpsest.server.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.palimpsest.home.PrivateFile;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;

/**
 * Encrypts what the control store must not hold in the clear (AES-256-GCM by Google Tink). The key lies outside it: in the
 * environment variable {@value #VARIABLE}, else in the file {@code office.key} of the data directory, mode 0600 in a directory of mode 0700,
 * which is made at the first start. Whoever loses it has to enter the passwords of the databases anew.
 */
public final class Secrets {
    /** A keyset of Tink as JSON; several nodes of one office share it so. */
    public static final String VARIABLE = "PALIMPSEST_OFFICE_KEY";

    private final Aead aead;

    private Secrets(Aead aead) {
        this.aead = aead;
    }

    /** @throws PalimpsestException HOME_UNUSABLE when the key is none */
    public static Secrets at(Path data) {
        return at(data, System.getenv());
    }

    static Secrets at(Path data, Map<String, String> environment) {
        Path file = data.resolve("office.key");
        try {
            AeadConfig.register();
            String named = environment.get(VARIABLE);
            KeysetHandle keys = named == null
                    ? Files.exists(file) ? read(file) : make(file)
                    : TinkJsonProtoKeysetFormat.parseKeyset(
                            named, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
            return new Secrets(keys.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException wrong) {
            throw new PalimpsestException(
                    ErrorCode.HOME_UNUSABLE,
                    "The key of the office, " + (environment.containsKey(VARIABLE) ? VARIABLE : file)
                            + ", is no keyset of Tink. Put the right one there.");
        } catch (IOException broken) {
            throw new PalimpsestException(ErrorCode.HOME_UNUSABLE, file + " cannot be read or written.");
        }
    }

    /** @param place what it is for; it opens nowhere else */
    public byte[] seal(String text, String place) {
        try {
            return aead.encrypt(text.getBytes(StandardCharsets.UTF_8), place.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("sealing failed", broken);
        }
    }

    /** @throws PalimpsestException HOME_UNUSABLE when it was sealed with another key or for another place */
    public String open(byte[] sealed, String place) {
        try {
            return new String(aead.decrypt(sealed, place.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException wrong) {
            throw new PalimpsestException(
                    ErrorCode.HOME_UNUSABLE,
                    "A password was sealed with another key of the office. Put that key back, or enter the password anew.");
        }
    }

    private static KeysetHandle make(Path file) throws GeneralSecurityException, IOException {
        KeysetHandle keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
        PrivateFile.replace(
                file,
                TinkJsonProtoKeysetFormat.serializeKeyset(
                                keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get())
                        .getBytes(StandardCharsets.UTF_8));
        return keys;
    }

    private static KeysetHandle read(Path file) throws GeneralSecurityException, IOException {
        return TinkJsonProtoKeysetFormat.parseKeyset(
                Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    }
}
