package dev.palimpsest.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The growth as an SVG picture: members to the right, each size at the same distance, milliseconds for each person up. */
public record GrowthPicture(Growth growth) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int LEFT = 70;
    private static final int BOTTOM = 50;
    private static final int TOP = 40;
    private static final int RIGHT = 150;

    /** A line of the picture. */
    private record Line(String name, String colour, ToDoubleFunction<Growth.Size> cost) {}

    private static final List<Line> LINES = List.of(
            new Line("by hand", "#4477aa", size -> size.first().hand()),
            new Line("our first run", "#cc6677", size -> size.first().ours()),
            new Line("our second run", "#999933", size -> size.second().ours()));

    public String svg() {
        double most = growth.sizes().stream()
                .flatMapToDouble(
                        size -> LINES.stream().mapToDouble(line -> line.cost().applyAsDouble(size)))
                .max()
                .orElse(1);
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='13'>%n"
                        + "<title>Milliseconds for each person treated, by members of the gym</title>%n"
                        + "<rect width='%d' height='%d' fill='white'/>%n",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT);
        add(svg, "<text x='%d' y='22'>ms for each person treated</text>%n", LEFT - 50);
        for (int step = 0; step <= 4; step++) {
            double value = most * step / 4;
            add(
                    svg,
                    "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#dddddd'/><text x='%d' y='%.1f' text-anchor='end'>%.2f"
                            + "</text>%n",
                    LEFT,
                    WIDTH - RIGHT,
                    y(value, most),
                    y(value, most),
                    LEFT - 8,
                    y(value, most) + 4,
                    value);
        }
        for (int i = 0; i < growth.sizes().size(); i++) {
            add(
                    svg,
                    "<text x='%.1f' y='%d' text-anchor='middle'>%,d</text>%n",
                    x(i),
                    HEIGHT - BOTTOM + 22,
                    growth.sizes().get(i).members());
        }
        add(svg, "<text x='%d' y='%d' text-anchor='middle'>members</text>%n", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8);
        for (int i = 0; i < LINES.size(); i++) {
            line(svg, LINES.get(i), i, most);
        }
        return svg.append("</svg>\n").toString();
    }

    private void line(StringBuilder svg, Line line, int place, double most) {
        List<Growth.Size> sizes = growth.sizes();
        String points = java.util.stream.IntStream.range(0, sizes.size())
                .mapToObj(i -> String.format(
                        Locale.ROOT, "%.1f,%.1f", x(i), y(line.cost().applyAsDouble(sizes.get(i)), most)))
                .collect(Collectors.joining(" "));
        add(
                svg,
                "<polyline points='%s' fill='none' stroke='%s' stroke-width='2.5'/>%n<text x='%d' y='%d' fill='%s'>%s</text>%n",
                points,
                line.colour(),
                WIDTH - RIGHT + 16,
                TOP + 20 + 20 * place,
                line.colour(),
                line.name());
    }

    private double x(int index) {
        int room = WIDTH - RIGHT - LEFT - 60;
        return LEFT
                + 30
                + (growth.sizes().size() == 1
                        ? 0
                        : (double) room * index / (growth.sizes().size() - 1));
    }

    private static double y(double value, double most) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / most;
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
