package dev.palimpsest.cli;

import java.util.function.Consumer;

/** What somebody may want to do then. */
enum StuckVerb {
    CHECK(way -> way.go("check")),
    SURVEY(way -> way.go("survey")),
    PREVIEW(way -> way.go("preview")),
    REHEARSE(way ->
            way.go("rehearse", "--preview", way.previewed(StuckShop.LATER).toString())),
    RUN(way -> way.go("run", way.confirmed(way.previewed(StuckShop.LATER)))),
    RESUME(way -> way.go("resume")),
    CLOSE(way -> way.go("resume", "--close")),
    PROVE(way -> way.go("prove")),
    RUNS(way -> way.go("runs")),
    EXPORT(way -> way.go(
            "export", "--key", StuckShop.LATER, "--out", way.shop().file("").toString())),
    DEACTIVATE(way -> way.go("deactivate", "--key", StuckShop.LATER, "--confirm", "1")),
    ARCHIVE(way -> way.go("archive", "--key", StuckShop.LATER, "--confirm", "1")),
    RESTORE(way -> {
        way.go("archive", "--key", StuckShop.LATER, "--confirm", "1");
        way.go("restore", "--key", StuckShop.LATER, "--confirm", "1");
    }),
    MERGE(way -> way.go(
            "merge",
            "--from",
            StuckShop.DOUBLE,
            "--into",
            StuckShop.TWIN,
            "--reason",
            "duplicate",
            "--confirm",
            "yes")),
    HOLD(way -> {
        way.go("hold", "add", "--key", StuckShop.LATER, "--reason", "other");
        way.go("hold", "lift", "--key", StuckShop.LATER);
    }),
    SELECT(way -> way.go("select", "save", "all", "--limit", "3")),
    UNINSTALL(way -> way.go("uninstall", "--confirm")),
    /** Everybody who was to go is gone, and every run is over. */
    TO_THE_END(StuckWay::toTheEnd);

    private final Consumer<StuckWay> doing;

    StuckVerb(Consumer<StuckWay> doing) {
        this.doing = doing;
    }

    void in(StuckWay way) {
        doing.accept(way);
    }
}
