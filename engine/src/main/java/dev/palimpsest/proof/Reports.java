package dev.palimpsest.proof;

import dev.palimpsest.home.Home;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.text.ExactJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The reports of proofs in the home, each as JSON and as a page, chained by the hash of the one before. */
public final class Reports {
    private static final String HEAD = "head";
    private static final JsonMapper JSON = ExactJson.builder().build();

    private final Home home;

    public Reports(Home home) {
        this.home = home;
    }

    /** SHA-256 of the newest report; null when there is none. */
    public @Nullable String head() {
        return home.report(HEAD)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).strip())
                .orElse(null);
    }

    /** Stores a report and makes it the head of the chain; the list of its hits stays as it is. */
    void keep(ProofReport report) {
        setAside(report.run(), List.of());
        write(report);
    }

    /** Stores a report with the list of its hits, and makes it the head of the chain. */
    void keep(ProofReport report, HitFiles hits) {
        setAside(report.run(), List.of(HitFiles.JSONL, HitFiles.CSV));
        hits.move();
        write(report);
    }

    private void write(ProofReport report) {
        byte[] json = (JSON.writeValueAsString(report) + "\n").getBytes(StandardCharsets.UTF_8);
        home.writeReport(report.run() + ".json", json);
        home.writeReport(report.run() + ".html", ReportPage.of(report).getBytes(StandardCharsets.UTF_8));
        home.writeReport(HEAD, sha256(json).getBytes(StandardCharsets.US_ASCII));
    }

    /** An earlier report of the same run stays, under a number, so that the chain can be followed. */
    private void setAside(String run, List<String> besides) {
        home.report(run + ".json").ifPresent(earlier -> {
            int number = 1;
            while (home.report(run + "-" + number + ".json").isPresent()) {
                number++;
            }
            String aside = run + "-" + number;
            home.writeReport(aside + ".json", earlier);
            besides.forEach(ending -> home.renameReport(run + ending, aside + ending));
        });
    }

    /** Where the page of a run's report lies. */
    public Path page(RunId run) {
        return home.reports().resolve(run.value() + ".html");
    }

    /** Where the complete list of what the run's last proof has found lies, as JSON lines. */
    public Path hits(RunId run) {
        return home.reports().resolve(run.value() + HitFiles.JSONL);
    }

    /** The same as a table for spreadsheets. */
    public Path hitTable(RunId run) {
        return home.reports().resolve(run.value() + HitFiles.CSV);
    }

    /** Where the JSON of a run's report lies. */
    public Path json(RunId run) {
        return home.reports().resolve(run.value() + ".json");
    }

    /** The report of the last proof of a run. */
    public Optional<ProofReport> stored(RunId run) {
        return home.report(run.value() + ".json").map(bytes -> {
            try {
                return JSON.readValue(bytes, ProofReport.class);
            } catch (JacksonException broken) {
                throw new PalimpsestException(
                        ErrorCode.HOME_UNUSABLE,
                        json(run) + " is not a report of this version. Restore it from a copy.");
            }
        });
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
