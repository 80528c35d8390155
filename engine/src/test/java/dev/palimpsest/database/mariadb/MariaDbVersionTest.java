package dev.palimpsest.database.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MariaDbVersionTest {
    @ParameterizedTest
    @CsvSource({
        "10.11.19-MariaDB-0+deb12u1, MariaDB 10.11.19, true",
        "5.5.5-10.6.0-MariaDB, MariaDB 10.6.0, true",
        "10.5.29-MariaDB, MariaDB 10.5.29, false",
        "11.4.5-MariaDB-log, MariaDB 11.4.5, true",
        "5.5.68-MariaDB, MariaDB 5.5.68, false",
        "8.0.36, MySQL 8.0.36, true",
        "8.0.mysql_aurora.3.05.2, MySQL 8.0, true",
        "9.1.0-commercial, MySQL 9.1.0, true",
        "5.7.44-log, MySQL 5.7.44, false",
        "8.0.11-TiDB-v7.5.0, TiDB 8.0.11, false",
        "unheard of, MySQL unheard of, false"
    })
    void knows_product_and_number_and_whether_it_is_new_enough(String version, String shown, boolean supported) {
        MariaDbVersion found = MariaDbVersion.of(version);

        assertThat(found).hasToString(shown);
        assertThat(found.isSupported()).isEqualTo(supported);
    }
}
