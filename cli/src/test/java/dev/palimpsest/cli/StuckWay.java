package dev.palimpsest.cli;

import dev.palimpsest.preview.PreviewFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who calls a verb and does what a refusal advises, whatever it is, until the verb does its job. Stuck is who is sent
 * nowhere, or in a circle; and each way that a message names has to be one.
 */
final class StuckWay {
    private static final int MOST_STEPS = 6;
    private static final int DEEPEST = 5;
    private static final String MEND = "mend the map";
    private static final String NAME_BACK = "give the name back";
    private static final String PREVIEW = "preview";
    private static final Pattern COMMAND = Pattern.compile("'palimpsest ([^']+)'");
    private static final Pattern VERB = Pattern.compile("'(resume|prove|preview|run|runs|adopt|check)'");
    private static final Pattern NEW_PREVIEW = Pattern.compile("(?i)(a new preview|make a new one)");
    private static final String PROVE = "prove";
    private static final Pattern RUN = Pattern.compile("\\b\\d{8}-[0-9a-f]{6}\\b");
    private static final Pattern DIGEST = Pattern.compile("\\b[0-9a-f]{64}\\b");

    private final StuckShop shop;
    private final boolean fromTheFirst;
    private final List<String> trail = new ArrayList<>();
    private int depth;
    private boolean nobodyLeft;

    /** @param fromTheFirst whether of several ways the one that is named first is tried first, else the last */
    StuckWay(StuckShop shop, boolean fromTheFirst) {
        this.shop = shop;
        this.fromTheFirst = fromTheFirst;
    }

    StuckShop shop() {
        return shop;
    }

    /** A preview of these people, by whatever way leads to one. */
    Path previewed(String... keys) {
        Path file = shop.file(".json");
        go(PREVIEW, "--key", String.join(",", keys), "--out", file.toString());
        return file;
    }

    String[] confirmed(Path preview) {
        return shop.confirmed(preview);
    }

    /** Calls it until it is done, or done as far as it can be. */
    void go(String verb, String... options) {
        String[] now = options;
        Set<String> taken = new HashSet<>();
        for (int step = 0; step < MOST_STEPS; step++) {
            Cli.Said said = call(verb, now);
            if (said.code() == ExitCode.DONE) {
                return;
            }
            List<String> open =
                    waysOut(said).stream().filter(each -> !taken.contains(each)).toList();
            boolean first = fromTheFirst || open.contains(MEND);
            String way = open.isEmpty() ? null : first ? open.getFirst() : open.getLast();
            if (way == null) {
                if (said.code() == ExitCode.INCOMPLETE || isOver(said)) {
                    return;
                }
                throw stuck("nothing leads on");
            }
            taken.add(way);
            Path preview = take(way, said, verb, now);
            now = preview == null ? now : again(verb, preview);
        }
        throw stuck("a circle");
    }

    /** Whether the refusal says that there is nothing more to be had. */
    private boolean isOver(Cli.Said said) {
        return said.err().contains("nothing is left to do") || (said.err().contains("PAL-RUN-007") && nobodyLeft);
    }

    private Cli.Said call(String verb, String... options) {
        Cli.Said said = shop.cli().call(verb, options);
        trail.add("  ".repeat(depth) + verb + " " + String.join(" ", options) + " → " + said.code() + " "
                + (said.code() == ExitCode.DONE
                        ? ""
                        : (said.err() + said.out()).strip().replaceAll("\\s+", " ")));
        if (said.err().contains("PAL-BUG") || said.code() < 0 || said.code() > ExitCode.ENVIRONMENT) {
            throw stuck("that must not be");
        }
        return said;
    }

    AssertionError stuck(String why) {
        return new AssertionError(why + ":\n" + String.join("\n", trail) + "\n");
    }

    private Set<String> waysOut(Cli.Said said) {
        String text = said.err() + said.out();
        Set<String> ways = new LinkedHashSet<>();
        if (text.contains("PAL-MAP-") && shop.isMendable()) {
            ways.add(MEND);
        }
        if (text.contains("ive it its name back") && shop.isRenamed()) {
            ways.add(NAME_BACK);
        }
        for (Matcher command = COMMAND.matcher(text); command.find(); ) {
            ways.add(command.group(1));
        }
        for (Matcher named = VERB.matcher(text); named.find(); ) {
            ways.add(named.group(1));
        }
        if (ways.remove(PROVE)) {
            // the runs that are named
            Matcher run = RUN.matcher(text);
            ways.add(run.find() ? PROVE + " --run " + run.group() : PROVE);
            while (run.find()) {
                ways.add(PROVE + " --run " + run.group());
            }
        }
        if (NEW_PREVIEW.matcher(text).find()) {
            ways.add(PREVIEW);
        }
        return ways;
    }

    /** Does what was advised; returns the new preview where there is one. */
    private @Nullable Path take(String way, Cli.Said said, String verb, String... options) {
        depth++;
        if (depth > DEEPEST) {
            throw stuck("no end");
        }
        try {
            List<String> words = new ArrayList<>(Arrays.asList(way.split(" ")));
            switch (words.getFirst()) {
                case "mend" -> shop.mend();
                case "give" -> shop.giveNameBack();
                case PREVIEW, "run" -> {
                    return anew(verb, options);
                }
                case "adopt" -> go("adopt", "--as", "restored");
                default -> {
                    Matcher digest = DIGEST.matcher(said.err());
                    if (digest.find()) {
                        words.replaceAll(word -> word.equals("DIGEST") ? digest.group() : word);
                    }
                    int run = List.of(options).indexOf("--run");
                    if (run >= 0 && !words.contains("--run")) {
                        words.addAll(List.of(options).subList(run, run + 2));
                    }
                    go(words.getFirst(), words.subList(1, words.size()).toArray(String[]::new));
                }
            }
            return null;
        } finally {
            depth--;
        }
    }

    /** A new preview: of the same people where they were to be run, else of whoever is left, which is run. */
    private @Nullable Path anew(String verb, String... options) {
        if (List.of(options).contains("--preview")) {
            return previewed(StuckShop.LATER);
        }
        if (!verb.equals(PREVIEW)) {
            runTheRest();
        }
        return null;
    }

    private String[] again(String verb, Path preview) {
        return verb.equals("run") ? confirmed(preview) : new String[] {"--preview", preview.toString()};
    }

    private void runTheRest() {
        Path file = previewed(StuckShop.GOING.toArray(String[]::new));
        nobodyLeft = PreviewFile.read(file).keys().isEmpty();
        if (!nobodyLeft) {
            go("run", confirmed(file));
        }
    }

    /** Everybody is gone who was to go, and nothing is left to do with any run. */
    void toTheEnd() {
        go("resume");
        go(PROVE);
        runTheRest();
        open().forEach(run -> {
            go("resume", "--run", run);
            go(PROVE, "--run", run);
        });
        List<String> names = shop.strings("select concat(" + shop.subjectKey + ", ' ', last_name) from "
                + shop.subjectTable + " where " + shop.subjectKey + " in ('"
                + String.join("', '", StuckShop.GOING) + "') and last_name <> 'member'");
        if (!names.isEmpty()) {
            throw stuck("still there: " + names);
        }
        if (!open().isEmpty()) {
            throw stuck("still open: " + open());
        }
    }

    /** Runs with which something is left to do. */
    private List<String> open() {
        List<String> open = new ArrayList<>();
        shop.cli()
                .call("runs", "--format", "json")
                .json()
                .path("runs")
                .path("runs")
                .forEach(run -> {
                    if (!List.of("proved", "closed").contains(run.path("state").asString())) {
                        open.add(run.path("run").asString());
                    }
                });
        return open;
    }
}
