package dev.palimpsest.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.benchmarks.measure.Rounds;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class GrowthTest {
    private static final Growth GROWTH = new Growth(List.of(size(10_000, 2, 2.2), size(100_000, 3.1, 3)));

    private static Growth.Size size(long members, double first, double second) {
        Rounds runs = new Rounds();
        runs.add(1, first);
        Rounds again = new Rounds();
        again.add(first, second);
        return new Growth.Size(members, runs, again);
    }

    @Test
    void a_size_is_held_against_the_smallest_and_a_second_run_against_the_first() {
        assertThat(GROWTH.results())
                .extracting(JobResult::job, JobResult::ratio, JobResult::within)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("growth-size-10000", 1.0, true),
                        org.assertj.core.groups.Tuple.tuple("growth-second-run-10000", 1.1, true),
                        org.assertj.core.groups.Tuple.tuple("growth-size-100000", 1.55, false),
                        org.assertj.core.groups.Tuple.tuple("growth-second-run-100000", 0.9677, true));
    }

    @Test
    void the_picture_has_a_line_for_each_side() throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(new GrowthPicture(GROWTH).svg())));

        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(3);
        assertThat(svg.getDocumentElement().getTextContent()).contains("10,000", "100,000", "by hand");
    }
}
