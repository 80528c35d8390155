package dev.palimpsest.benchmarks.report;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** All jobs of one call. */
public record Report(List<JobResult> jobs) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Whether every promise is kept. */
    public boolean isWithin() {
        return jobs.stream().allMatch(JobResult::within);
    }

    /** One document; what a job counted besides stands beside its other fields. */
    public String json() {
        List<Map<String, Object>> documents = jobs.stream()
                .map(job -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("job", job.job());
                    fields.put("database", job.database());
                    fields.put("unit", job.unit());
                    fields.put("hand", job.hand());
                    fields.put("ours", job.ours());
                    fields.put("ratio", job.ratio());
                    fields.put("spread", job.spread());
                    fields.put("target", job.target());
                    fields.put("bound", job.bound());
                    fields.put("within", job.within());
                    fields.put("rounds", job.rounds());
                    fields.putAll(job.details());
                    return fields;
                })
                .toList();
        return JSON.writeValueAsString(Map.of("jobs", documents));
    }

    public void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-24s %-11s %10s %10s %-9s %7s  %-13s %-20s %s%n",
                "job",
                "database",
                "hand",
                "ours",
                "",
                "ratio",
                "spread",
                "target",
                "");
        for (JobResult job : jobs) {
            out.printf(
                    Locale.ROOT,
                    "%-24s %-11s %10s %10s %-9s %7.2f  %-13s %-20s %s%n",
                    job.job(),
                    job.database(),
                    number(job.hand()),
                    number(job.ours()),
                    job.unit(),
                    job.ratio(),
                    String.format(
                            Locale.ROOT,
                            "%.2f to %.2f",
                            job.spread().getFirst(),
                            job.spread().getLast()),
                    job.bound() + " " + number(job.target()),
                    job.within() ? "within" : "MISSED");
        }
        out.println();
        for (JobResult job : jobs) {
            if (!job.details().isEmpty()) {
                out.print(job.job() + ", " + job.database() + ":");
                job.details()
                        .forEach((name, value) -> out.print(" " + name + " "
                                + (value instanceof Number some ? number(some.doubleValue()) : value)));
                out.println();
            }
        }
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 || size == Math.rint(size) ? "%,.0f" : "%.3f", value);
    }
}
