package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.cli.document.ActDocument;
import dev.palimpsest.cli.document.AdoptDocument;
import dev.palimpsest.cli.document.CheckDocument;
import dev.palimpsest.cli.document.DecideDocument;
import dev.palimpsest.cli.document.DemoDocument;
import dev.palimpsest.cli.document.ErrorDocument;
import dev.palimpsest.cli.document.ExportDocument;
import dev.palimpsest.cli.document.HoldDocument;
import dev.palimpsest.cli.document.MergeDocument;
import dev.palimpsest.cli.document.PageDocument;
import dev.palimpsest.cli.document.PreviewDocument;
import dev.palimpsest.cli.document.ProofDocument;
import dev.palimpsest.cli.document.RehearsalDocument;
import dev.palimpsest.cli.document.RunDocument;
import dev.palimpsest.cli.document.RunsDocument;
import dev.palimpsest.cli.document.SelectDocument;
import dev.palimpsest.cli.document.ServeDocument;
import dev.palimpsest.cli.document.SubjectDocument;
import dev.palimpsest.cli.document.SurveyDocument;
import dev.palimpsest.cli.document.UninstallDocument;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** docs/reference/json.md and the documents tell the same names. */
class JsonNamesTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    /** Names that come from the map, the database or the calendar stand under these. */
    private static final Set<String> OPEN = Set.of(
            "survey.blocked",
            "survey.warned",
            "preview.blocked",
            "preview.sharedIdentifiers",
            "preview.mentions.struck[].kinds",
            "preview.tables[].treatments",
            "export.tables",
            "merge.moved",
            "merge.kept",
            "merge.treated",
            "merge.blocked",
            "run.reassigned",
            "act.refused",
            "select.selections[].refused",
            "act.reasons",
            "act.failures",
            "run.reasons",
            "run.failures",
            "run.swept",
            "run.keptUntil",
            "run.files",
            "rehearsal.reasons",
            "rehearsal.failures",
            "rehearsal.struck",
            "rehearsal.reassigned",
            "rehearsal.keptUntil",
            "uninstall.tables",
            "uninstall.losses",
            "proof.hitClasses",
            "proof.files",
            "proof.keptUntil",
            "proof.reasons",
            "generate.rows");

    @TempDir
    Path directory;

    @Test
    void every_name_of_a_document_is_documented_and_every_documented_name_exists() throws IOException {
        Set<String> names = new TreeSet<>();
        collect("check", CheckDocument.class, names);
        collect("adopt", AdoptDocument.class, names);
        collect("survey", SurveyDocument.class, names);
        collect("list[]", SubjectDocument.class, names);
        collect("page", PageDocument.class, names);
        collect("preview", PreviewDocument.class, names);
        collect("export", ExportDocument.class, names);
        collect("act", ActDocument.class, names);
        collect("hold", HoldDocument.class, names);
        collect("select", SelectDocument.class, names);
        collect("rehearsal", RehearsalDocument.class, names);
        collect("run", RunDocument.class, names);
        collect("runs", RunsDocument.class, names);
        collect("serve", ServeDocument.class, names);
        collect("uninstall", UninstallDocument.class, names);
        collect("merge", MergeDocument.class, names);
        collect("proof", ProofDocument.class, names);
        collect("decide", DecideDocument.class, names);
        collect("error", ErrorDocument.class, names);
        collect("", DemoDocument.class, names);
        names.add("proof.statistics[].unchanged");
        names.removeIf(name -> name.startsWith("preview.list[].")
                || name.startsWith("act.list[].")
                || name.startsWith("merge.mentions."));
        names.add("merge.mentions");
        names.add("act.list[]");
        names.add("preview.list[]");
        assertThat(documented()).isEqualTo(names);
    }

    @Test
    @Tag("database")
    void nothing_is_written_that_is_not_documented() throws IOException {
        GymOnServer gym = new GymOnServer(directory);
        Cli cli = gym.cli();
        String file = directory.resolve("p.json").toString();
        Set<String> written = new TreeSet<>();
        collect("", cli.call("check", "--format", "json").json(), written);
        collect("", cli.call("survey", "--list", "--names", "--format", "json").json(), written);
        JsonNode preview =
                cli.call("preview", "--out", file, "--format", "json").json();
        collect("", preview, written);
        String digest = preview.path("preview").path("digest").asString();
        collect(
                "",
                cli.call("export", "--key", "1", "--out", directory.resolve("e").toString(), "--format", "json")
                        .json(),
                written);
        collect(
                "",
                cli.call("rehearse", "--preview", file, "--list", "--format", "json")
                        .json(),
                written);
        collect(
                "",
                cli.call("run", "--preview", file, "--confirm", digest, "--format", "json")
                        .json(),
                written);
        collect("", cli.call("prove", "--format", "json").json(), written);
        collect("", cli.call("runs", "--format", "json").json(), written);
        collect("", cli.call("uninstall", "--format", "json").json(), written);
        collect("", cli.call("prove", "--run", "none", "--format", "json").errorJson(), written);
        assertThat(written).isSubsetOf(documented());
        assertThat(written).contains("survey.blocked.*", "list[].title", "proof.statistics[].before", "error.code");
    }

    private static Set<String> documented() throws IOException {
        String page =
                Files.readString(Path.of(System.getProperty("palimpsest.docs", "../docs"), "reference", "json.md"));
        return ROW.matcher(page).results().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void collect(String path, JsonNode node, Set<String> names) {
        if (node.isObject()) {
            if (OPEN.contains(path)) {
                if (!node.isEmpty()) {
                    names.add(path + ".*");
                }
                return;
            }
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), names));
        } else if (node.isArray()) {
            node.forEach(element -> collect(path + "[]", element, names));
        } else {
            names.add(path);
        }
    }

    private static void collect(String path, Class<?> record, Set<String> names) {
        for (RecordComponent component : record.getRecordComponents()) {
            collect(
                    path.isEmpty() ? component.getName() : path + "." + component.getName(),
                    component.getGenericType(),
                    names);
        }
    }

    private static void collect(String path, Type type, Set<String> names) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            names.add(path + ".*");
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            collect(path + "[]", generic.getActualTypeArguments()[0], names);
        } else if (type instanceof Class<?> record && record.isRecord()) {
            collect(path, record, names);
        } else {
            names.add(path);
        }
    }
}
