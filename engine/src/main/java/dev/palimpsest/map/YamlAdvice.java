package dev.palimpsest.map;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says what to write instead where a file is not YAML. */
final class YamlAdvice {
    private YamlAdvice() {}

    static String of(MarkedYamlEngineException refusal) {
        String problem = refusal.getProblem() == null ? "" : refusal.getProblem();
        String context = refusal.getContext() == null ? "" : refusal.getContext();
        return "The file is not YAML here: " + (context.isEmpty() ? "" : context + ", ") + problem + "."
                + advice(problem, context);
    }

    private static String advice(String problem, String context) {
        if (problem.contains("\\t")) {
            return " Indent with spaces, not with tabs.";
        }
        if (problem.contains("mapping values are not allowed")) {
            return " Put a text that holds ': ' in quotes.";
        }
        if (context.contains("flow mapping") || problem.contains("flow mapping")) {
            return " Close the group with '}', and part its entries by commas.";
        }
        if (context.contains("flow sequence") || problem.contains("flow sequence")) {
            return " Close the list with ']', and part its entries by commas.";
        }
        if (context.contains("quoted scalar")) {
            return " Close the quotes.";
        }
        if (problem.contains("cannot start any token") || context.contains("alias") || context.contains("anchor")) {
            return " Put a text that begins with a sign such as @, %, *, & or ` in quotes.";
        }
        if (problem.contains("single document") || context.contains("single document")) {
            return " One file holds one map: take the second '---' away.";
        }
        if (problem.contains("expected <block end>") || problem.contains("could not find expected ':'")) {
            return " Look at the indentation and the quotes of this line and the one before.";
        }
        return "";
    }
}
