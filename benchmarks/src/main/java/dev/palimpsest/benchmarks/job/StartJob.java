package dev.palimpsest.benchmarks.job;

import dev.palimpsest.benchmarks.measure.Rounds;
import dev.palimpsest.benchmarks.place.Place;
import dev.palimpsest.benchmarks.report.JobResult;
import dev.palimpsest.benchmarks.report.Target;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** How long a user waits for {@code --help} and for {@code check}, beside a Java that starts and does nothing. */
public final class StartJob {
    private final Place place;
    private final Order order;

    public StartJob(Place place, Order order) {
        this.place = place;
        this.order = order;
    }

    public List<JobResult> measure() throws SQLException {
        CommandLineProcess process = new CommandLineProcess(place, order.scratch());
        // builds what is missing
        process.help();
        Rounds help = new Rounds();
        Rounds check = new Rounds();
        for (int round = 0; round < order.rounds(); round++) {
            order.say("start", round);
            double bare = Work.timed(CommandLineProcess::bareJava);
            help.add(bare, Work.timed(process::help));
            check.add(bare, Work.timed(() -> process.run("check")));
        }
        String database = place.product().word();
        return List.of(
                JobResult.of("start-help", database, "s", help, Target.START_HELP, Map.of()),
                JobResult.of("start-check", database, "s", check, Target.START_CHECK, Map.of()));
    }
}
