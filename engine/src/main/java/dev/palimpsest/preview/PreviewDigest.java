package dev.palimpsest.preview;

import dev.palimpsest.text.Sha256;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** SHA-256 over everything a preview holds. Every text stands behind its length, so that no two previews read alike. */
final class PreviewDigest {
    private final StringBuilder text = new StringBuilder("preview 3\n");

    private PreviewDigest() {}

    static String of(Preview preview) {
        PreviewDigest digest = new PreviewDigest();
        digest.add(preview.name());
        digest.add(preview.database().mark());
        digest.add(preview.database().location().server());
        digest.add(preview.database().location().database());
        digest.add(preview.database().location().name());
        digest.add(preview.mapName());
        digest.add(preview.mapDigest());
        digest.add(preview.schemaDigest());
        digest.add(preview.planDigest());
        digest.add(preview.moment().today());
        digest.add(preview.moment().cutoff());
        digest.addAll(preview.moment().activities());
        digest.add(preview.createdAt());
        digest.add(preview.expiresAt());
        digest.add(preview.withArchived());
        digest.addSize(preview.tables());
        preview.tables().forEach(digest::addEffect);
        digest.addCounts(preview.blocked());
        digest.addCounts(preview.sharedIdentifiers());
        digest.addAll(preview.warnings());
        digest.addAll(preview.keys());
        return Sha256.of(digest.text.toString());
    }

    private void addEffect(Preview.TableEffect effect) {
        add(effect.table());
        add(effect.action());
        add(effect.rows());
        add(effect.kept());
        add(effect.files());
        addSize(effect.treatments().keySet());
        new TreeMap<>(effect.treatments()).forEach((column, treatment) -> {
            add(column);
            add(treatment);
        });
    }

    private void addCounts(Map<String, Long> counts) {
        addSize(counts.keySet());
        new TreeMap<>(counts).forEach((what, count) -> {
            add(what);
            add(count);
        });
    }

    private void addAll(Collection<?> values) {
        addSize(values);
        values.forEach(this::add);
    }

    private void addSize(Collection<?> values) {
        text.append('#').append(values.size()).append('\n');
    }

    private void add(@Nullable Object value) {
        if (value == null) {
            text.append("-\n");
        } else {
            String shown = value.toString();
            text.append(shown.length()).append(':').append(shown).append('\n');
        }
    }
}
