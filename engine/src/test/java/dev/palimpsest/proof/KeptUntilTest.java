package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class KeptUntilTest {
    private final Map<String, Long> days = new TreeMap<>();

    @Test
    void eight_days_are_said_one_by_one() {
        for (int day = 1; day <= 8; day++) {
            days.put("2027-01-0" + day, 1L);
        }
        assertThat(KeptUntil.inShort(days)).isEqualTo(days);
    }

    @Test
    void of_more_only_the_years_are_said_and_nobody_is_lost() {
        for (int day = 1; day <= 8; day++) {
            days.put("2027-01-0" + day, 2L);
        }
        days.put("2028-12-31", 5L);
        assertThat(KeptUntil.inShort(days)).isEqualTo(Map.of("2027", 16L, "2028", 5L));
    }
}
