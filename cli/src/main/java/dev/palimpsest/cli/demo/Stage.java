package dev.palimpsest.cli.demo;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.terminal.Progress;

/** What a story is told with. */
record Stage(Palimpsest palimpsest, DemoSettings settings, Narrator narrator, Progress progress) {}
